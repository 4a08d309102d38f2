import { describe, expect, test } from 'vitest'
import { systemActor } from '../../tests/kit/builders.ts'
import { openTestKernel, type TestKernel } from '../../tests/kit/kernel.ts'
import type { Schema } from '../kernel/tables.ts'
import type { FindingKind } from './rules/chain.ts'
import { sealRecords } from './seal.ts'
import { type VerifyOptions, verifyChain } from './verify.ts'

const actor = systemActor()

/** Writes an audit and a sign-in record each, a second apart. */
async function writeRecords(kernel: TestKernel, count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    kernel.clock.advanceSeconds(1)
    await kernel.store.write(actor, async (w) => {
      w.audit({ activity: 'updateUser', targets: [{ type: 'User', id: `user-${index}` }] })
      w.signIn({
        subject: { kind: 'user', userId: null, userPrincipalName: `user${index}@example.com`, displayName: 'A' },
        app: { appId: 'app', displayName: 'App' },
        errorCode: 0,
        details: [],
        requirement: 'multiFactorAuthentication',
      })
    })
  }
}

async function sealedKernel(): Promise<TestKernel> {
  const kernel = await openTestKernel()
  await writeRecords(kernel, 4)
  await sealRecords(kernel, actor)
  return kernel
}

const verify = (kernel: TestKernel, options?: VerifyOptions) =>
  kernel.store.read((r) => verifyChain(r, kernel.vault, options))

async function kindsFound(kernel: TestKernel): Promise<readonly FindingKind[]> {
  const { findings } = await verify(kernel)
  return findings.map((finding) => finding.what)
}

const auditAt = async (kernel: TestKernel, sequence: number) =>
  kernel.test.database.reader
    .selectFrom('directory_audits')
    .selectAll()
    .where('seal_sequence', '=', sequence)
    .executeTakeFirstOrThrow()

test('an untouched log verifies, sealed or not', async () => {
  await using kernel = await sealedKernel()
  await writeRecords(kernel, 1)
  expect(await verify(kernel)).toMatchObject({ isIntact: true, sealed: 9, unsealed: 2, findings: [] })
})

test('an empty log verifies', async () => {
  await using kernel = await openTestKernel()
  expect(await verify(kernel)).toMatchObject({ isIntact: true, sealed: 0 })
})

describe('tampering shows, and with which record', () => {
  test('an edited record', async () => {
    await using kernel = await sealedKernel()
    const { id, record } = await auditAt(kernel, 4)
    await kernel.test.database.writer
      .updateTable('directory_audits')
      .set({ record: record.replace('user-1', 'user-9') })
      .where('id', '=', id)
      .execute()
    expect((await verify(kernel)).findings).toEqual([
      { log: 'directoryAudits', recordId: id, sequence: 4, what: 'recordEdited' },
    ])
  })

  test('a deleted record', async () => {
    await using kernel = await sealedKernel()
    const { id } = await auditAt(kernel, 4)
    await kernel.test.database.writer.deleteFrom('directory_audits').where('id', '=', id).execute()
    expect((await verify(kernel)).findings).toEqual([
      { log: 'directoryAudits', recordId: id, sequence: 4, what: 'recordDeleted' },
    ])
  })

  test.each([
    ['waiting to be sealed', null, ['recordEdited']],
    ['claiming the place of another', 4, ['recordEdited', 'recordInserted']],
    ['claiming a place behind the end', 100, ['recordEdited', 'recordInserted']],
  ])('an inserted record, %s', async (_, place, expected) => {
    await using kernel = await sealedKernel()
    const genuine = await auditAt(kernel, 4)
    await kernel.test.database.writer
      .insertInto('directory_audits')
      .values({ ...genuine, id: 'slipped in', seal_sequence: place })
      .execute()
    expect(await kindsFound(kernel)).toEqual(expected)
  })

  test('reordered seals', async () => {
    await using kernel = await sealedKernel()
    const { writer } = kernel.test.database
    const swap: Readonly<Record<number, number>> = { 4: 1000, 6: 4, 1000: 6 }
    for (const [from, to] of [
      [4, 1000],
      [6, 4],
      [1000, 6],
    ] as const) {
      await writer.updateTable('audit_seals').set({ sequence: to }).where('sequence', '=', from).execute()
      await writer
        .updateTable('directory_audits')
        .set({ seal_sequence: swap[from] ?? null })
        .where('seal_sequence', '=', from)
        .execute()
    }
    expect(await kindsFound(kernel)).toContain('sealEdited')
  })

  test('a deleted seal', async () => {
    await using kernel = await sealedKernel()
    await kernel.test.database.writer.deleteFrom('audit_seals').where('sequence', '=', 4).execute()
    expect(await kindsFound(kernel)).toEqual(['sealsDeleted', 'recordInserted'])
  })

  test('an edited seal', async () => {
    await using kernel = await sealedKernel()
    await kernel.test.database.writer
      .updateTable('audit_seals')
      .set({ hash: new Uint8Array(32) })
      .where('sequence', '=', 4)
      .execute()
    expect(await kindsFound(kernel)).toEqual(['sealEdited', 'sealEdited'])
  })
})

const auditColumns: Partial<Schema['directory_audits']>[] = [
  { activity_at: 1 },
  { activity_display_name: 'Delete user' },
  { category: 'GroupManagement' },
  { logged_by_service: 'Other' },
  { correlation_id: 'other' },
  { result: 'failure' },
  { initiated_by_user_id: 'other' },
  { initiated_by_app_id: 'other' },
  { initiated_by_user_principal_name_key: 'other' },
  { target_id: 'other' },
]

test('an edited search column of an audit shows, whichever it is', async () => {
  await using kernel = await sealedKernel()
  const genuine = await auditAt(kernel, 4)
  for (const edit of auditColumns) {
    const edited = { ...genuine, ...edit }
    await kernel.test.database.writer.updateTable('directory_audits').set(edited).where('id', '=', genuine.id).execute()
    expect([edit, await kindsFound(kernel)]).toEqual([edit, ['columnEdited']])
  }
})

const signInColumns: Partial<Schema['sign_ins']>[] = [
  { created_at: 1 },
  { user_id: 'other' },
  { user_principal_name_key: 'other' },
  { app_id: 'other' },
  { ip_address: '203.0.113.9' },
  { correlation_id: 'other' },
  { error_code: 50126 },
  { is_interactive: 0 },
  { with_password: 1 },
  { methods_used: '|password|' },
]

test('an edited search column of a sign-in shows, whichever it is', async () => {
  await using kernel = await sealedKernel()
  const { reader, writer } = kernel.test.database
  const genuine = await reader
    .selectFrom('sign_ins')
    .selectAll()
    .where('seal_sequence', '=', 5)
    .executeTakeFirstOrThrow()
  for (const edit of signInColumns) {
    await writer
      .updateTable('sign_ins')
      .set({ ...genuine, ...edit })
      .where('id', '=', genuine.id)
      .execute()
    expect([edit, await kindsFound(kernel)]).toEqual([edit, ['columnEdited']])
  }
})

describe('an end that was cut off', () => {
  test('shows against an earlier head, and only against it', async () => {
    await using kernel = await sealedKernel()
    const { head } = await verify(kernel)
    if (!head) throw new Error('there is a chain')
    const { writer } = kernel.test.database
    await writer.deleteFrom('audit_seals').where('sequence', '>', 6).execute()
    await writer.deleteFrom('directory_audits').where('seal_sequence', '>', 6).execute()
    await writer.deleteFrom('sign_ins').where('seal_sequence', '>', 6).execute()
    expect(await verify(kernel)).toMatchObject({ isIntact: true })
    expect(await verify(kernel, { head: head.hash })).toMatchObject({ isIntact: false, isHeadMissing: true })
  })

  test('an earlier head is still found after the chain has grown', async () => {
    await using kernel = await sealedKernel()
    const { head } = await verify(kernel)
    await writeRecords(kernel, 2)
    await sealRecords(kernel, actor)
    expect(await verify(kernel, { head: head?.hash.toUpperCase() ?? '' })).toMatchObject({ isIntact: true })
  })
})
