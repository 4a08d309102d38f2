import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemActor } from '../../tests/kit/builders.ts'
import { openTestKernel, type TestKernel } from '../../tests/kit/kernel.ts'
import { pageOf } from '../base/odata/evaluate.ts'
import { type ListQuery, parseListQuery } from '../base/odata/query.ts'
import type { Page, ResourceShape } from '../base/odata/shape.ts'
import { instant } from '../base/time.ts'
import { auditColumns, auditTargets, signInColumns } from './rules/columns.ts'
import { directoryAuditShapes } from './rules/shapes.ts'
import { signInRecord } from './rules/sign-in-record.ts'
import { signInShapes } from './rules/sign-in-shapes.ts'
import type { MethodWord } from './rules/steps.ts'
import { directoryAudit } from './rules.ts'
import { listDirectoryAudits, listSignIns } from './service.ts'

const count = 3000
const start = Date.UTC(2026, 2, 1)
const { origin } = systemActor()

let kernel: TestKernel
let signIns: readonly Row[]
let audits: readonly Row[]
beforeAll(async () => {
  kernel = await openTestKernel()
  signIns = await manySignIns()
  audits = await manyAudits()
}, 60_000)
afterAll(() => kernel[Symbol.asyncDispose]())

type Row = { readonly id: string } & Readonly<Record<string, unknown>>

const unsealed = { mac: new Uint8Array(32), seal_sequence: null }

/** Several in the same millisecond, so that pages end between equal times. */
const timeOf = (number: number) => instant(start + Math.floor(number / 4))
const idOf = (number: number) => `${(number * 7919) % count}`.padStart(8, '0')

/** Passwords until a third of the time is over, passkeys since then, passes now and then. */
function methodOf(number: number): MethodWord {
  if (number % 50 === 0) return 'Temporary Access Pass'
  return number < count / 3 ? 'Password' : 'Passkey (FIDO2)'
}

async function manySignIns(): Promise<readonly Row[]> {
  const kept = Array.from({ length: count }, (_, number) => {
    const name = number % 50 === 0 ? `rare${number}` : `often${number}`
    const subject = { kind: 'user', userId: name, userPrincipalName: name, displayName: name } as const
    const app = { appId: `app${number % 3}`, displayName: 'Wiki' }
    const errorCode = number % 4 === 0 ? 50126 : 0
    const authenticationMethod = methodOf(number)
    const details = [{ at: timeOf(number), authenticationMethod, succeeded: errorCode === 0, resultDetail: '' }]
    const entry = { subject, app, errorCode, details, requirement: 'multiFactorAuthentication' } as const
    return signInRecord(origin, entry, 'tenant', timeOf(number), idOf(number))
  })
  const rows = kept.map((record) => {
    return { id: String(record['id']), ...signInColumns(record), record: JSON.stringify(record), ...unsealed }
  })
  for (let at = 0; at < count; at += 100) {
    await kernel.test.database.writer
      .insertInto('sign_ins')
      .values(rows.slice(at, at + 100))
      .execute()
  }
  return kept as unknown as readonly Row[]
}

async function manyAudits(): Promise<readonly Row[]> {
  const { writer } = kernel.test.database
  const kept = Array.from({ length: count }, (_, number) => {
    const user = { type: 'User', id: number % 60 === 0 ? 'rare' : 'often', displayName: `Person ${number}` } as const
    const again = { ...user, displayName: 'Person again' }
    const entry = { activity: number % 3 ? 'updateUser' : 'addGroup', targets: [user, again] } as const
    return directoryAudit(systemActor(), entry, timeOf(number), idOf(number))
  })
  for (let at = 0; at < count; at += 100) {
    const some = kept.slice(at, at + 100)
    const rows = some.map((record) => {
      return { id: record.id, ...auditColumns(record), record: JSON.stringify(record), ...unsealed }
    })
    await writer.insertInto('directory_audits').values(rows).execute()
    await writer.insertInto('directory_audit_targets').values(some.flatMap(auditTargets)).execute()
  }
  return kept as unknown as readonly Row[]
}

/** The first pages as the log answers them, and as a look at every record does. */
async function firstPages(
  list: (query: ListQuery) => Promise<Page<{ readonly id: string }>>,
  rows: readonly Row[],
  shape: ResourceShape,
  options: Readonly<Record<string, string>>,
) {
  const asked = parseListQuery(new Map(Object.entries(options)), shape)
  const [found, expected]: [string[][], string[][]] = [[], []]
  let [after, afterExpected]: [ListQuery['after'], ListQuery['after']] = [undefined, undefined]
  for (let page = 0; page < 4; page++) {
    const answered = await list({ ...asked, after })
    const right: Page<Row> = pageOf(rows, { ...asked, after: afterExpected }, shape)
    found.push([...answered.items.map(({ id }) => id), String(answered.count)])
    expected.push([...right.items.map(({ id }) => id), String(right.count)])
    after = answered.next
    afterExpected = right.next
    if (!after) break
  }
  return { found, expected }
}

const sizes = ['1', '7', '200']

describe.each(sizes)('pages of %s sign-ins among thousands are right when filtered by', (top) => {
  test.each([
    "startswith(userPrincipalName,'often')",
    "startswith(userPrincipalName,'rare')",
    "startswith(userPrincipalName,'rare') and status/errorCode eq 0",
    "startswith(userPrincipalName,'often') and status/errorCode eq 50126",
    "appId eq 'app1' and status/errorCode eq 50126 and startswith(appDisplayName,'w')",
    "startswith(userDisplayName,'often1') and createdDateTime ge 2026-03-01T00:00:00.200Z",
    "appId in ('app0','app2') and userPrincipalName ne 'rare0'",
    "startswith(userPrincipalName,'nobody')",
    "authenticationMethodsUsed/any(m: m eq 'Password')",
    "authenticationMethodsUsed/any(m: m eq 'Temporary Access Pass') and startswith(userPrincipalName,'rare')",
    "authenticationDetails/any(d: d/authenticationMethod eq 'Passkey (FIDO2)') and status/errorCode eq 50126",
  ])('%s', async (filter) => {
    const list = (query: ListQuery) => listSignIns(kernel, systemActor(), query)
    for (const orderby of ['createdDateTime desc', 'createdDateTime asc']) {
      for (const counting of ['false', 'true']) {
        const options = { $top: top, $filter: filter, $orderby: orderby, $count: counting }
        const { found, expected } = await firstPages(list, signIns, signInShapes.beta, options)
        expect(found).toEqual(expected)
      }
    }
  })
})

describe.each(sizes)('pages of %s audits among thousands are right when filtered by', (top) => {
  test.each([
    "targetResources/any(t: t/id eq 'often')",
    "targetResources/any(t: t/id eq 'rare')",
    "targetResources/any(t: startswith(t/displayName,'person'))",
    "targetResources/any(t: t/id eq 'often') and startswith(activityDisplayName,'Update')",
    "targetResources/any(t: t/id eq 'often' and startswith(t/displayName,'Person 1'))",
    "startswith(activityDisplayName,'Add')",
  ])('%s', async (filter) => {
    const list = (query: ListQuery) => listDirectoryAudits(kernel, systemActor(), query)
    const options = { $top: top, $filter: filter, $count: 'true' }
    const { found, expected } = await firstPages(list, audits, directoryAuditShapes.beta, options)
    expect(found).toEqual(expected)
  })
})
