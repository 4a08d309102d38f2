import type { SignInRecord } from '../../src/audit/rules/sign-in-record.ts'
import type { DirectoryAudit } from '../../src/audit/rules.ts'
import { Refusal, type RefusalCode } from '../../src/base/refusal.ts'
import type { Kernel } from '../../src/kernel/kernel.ts'

async function allRecords(kernel: Kernel): Promise<readonly DirectoryAudit[]> {
  const rows = await kernel.store.read((r) => r.db.selectFrom('directory_audits').select('record').execute())
  return rows.map((row) => JSON.parse(row.record) as DirectoryAudit)
}

/** The directory audits that `work` left behind, ordered by what they are called. */
export async function recordsOf(kernel: Kernel, work: () => Promise<unknown>): Promise<readonly DirectoryAudit[]> {
  const before = new Set((await allRecords(kernel)).map((record) => record.id))
  await work()
  const added = (await allRecords(kernel)).filter((record) => !before.has(record.id))
  return added.toSorted((left, right) => left.activityDisplayName.localeCompare(right.activityDisplayName))
}

/** The sign-in records that `work` left behind. */
export async function signInsOf(kernel: Kernel, work: () => Promise<unknown>): Promise<readonly SignInRecord[]> {
  const all = () => kernel.store.read((r) => r.db.selectFrom('sign_ins').select(['id', 'record']).execute())
  const before = new Set((await all()).map(({ id }) => id))
  await work()
  return (await all()).filter(({ id }) => !before.has(id)).map(({ record }) => JSON.parse(record) as SignInRecord)
}

/** The code of the refusal `work` ends with; fails when it does anything else. */
export async function refusalOf(work: Promise<unknown>): Promise<RefusalCode> {
  try {
    await work
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
  throw new Error('It was not refused')
}
