import { type CompiledQuery, sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemActor } from '../../tests/kit/builders.ts'
import { databaseKind } from '../../tests/kit/database.ts'
import { openTestKernel, type TestKernel } from '../../tests/kit/kernel.ts'
import { parseListQuery } from '../base/odata/query.ts'
import { instant } from '../base/time.ts'
import type { Read } from '../kernel/store.ts'
import { Turn } from '../kernel/turn.ts'
import { auditColumns, auditTargets, signInColumns } from './rules/columns.ts'
import { directoryAuditShapes } from './rules/shapes.ts'
import { signInRecord } from './rules/sign-in-record.ts'
import { signInShapes } from './rules/sign-in-shapes.ts'
import { directoryAudit } from './rules.ts'
import { countWaiting, findLastSeal } from './store/chain-state.ts'
import { pageAudits, pageSignIns } from './store/records.ts'
import {
  listAuditsAboutUser,
  listAuditsOfCorrelation,
  listSignInsBack,
  listSignInsOfCorrelation,
  listSignInsOfUser,
} from './store/story.ts'
import { listUnsealedAmong, listWaitingRows } from './store/verification.ts'

const count = 6000
const start = Date.UTC(2026, 2, 1)
const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
const originOf = (number: number) => ({ ...systemActor().origin, correlationId: idOf(Math.floor(number / 3)) })

let kernel: TestKernel
beforeAll(async () => {
  kernel = await openTestKernel()
  await fill()
  await sql`analyze`.execute(kernel.test.database.writer)
}, 60_000)
afterAll(() => kernel[Symbol.asyncDispose]())

async function fill(): Promise<void> {
  const { writer } = kernel.test.database
  for (let at = 0; at < count; at += 100) {
    const numbers = Array.from({ length: 100 }, (_, index) => at + index)
    const signIns = numbers.map((number) => {
      const subject = {
        kind: 'user',
        userId: idOf(number % 100),
        userPrincipalName: 'ada',
        displayName: 'Ada',
      } as const
      const app = { appId: 'app', displayName: 'App' }
      const at = instant(start + number)
      const authenticationMethod = number < count / 3 ? 'Password' : 'Passkey (FIDO2)'
      const details = [{ at, authenticationMethod, succeeded: true, resultDetail: '' }] as const
      const entry = { subject, app, errorCode: 0, details, requirement: 'multiFactorAuthentication' } as const
      return signInRecord(originOf(number), entry, 'tenant', at, idOf(number))
    })
    const audits = numbers.map((number) => {
      const targets = [{ type: 'User', id: idOf(number % 100) } as const]
      const activity = number % 2 ? 'adminRegisteredSecurityInfo' : 'updateUser'
      const actor = { ...systemActor(), origin: originOf(number) }
      return directoryAudit(actor, { activity, targets }, instant(start + number), idOf(number))
    })
    const kept = (index: number) => ({ mac: new Uint8Array(32), seal_sequence: at + index + 1 })
    const signInRows = signIns.map((record, index) => ({
      id: String(record['id']),
      ...signInColumns(record),
      record: JSON.stringify(record),
      ...kept(index),
    }))
    await writer.insertInto('sign_ins').values(signInRows).execute()
    const seals = signInRows.map(({ id, seal_sequence: sequence }) => ({
      sequence,
      log: 'signIns' as const,
      record_id: id,
      hash: new Uint8Array(32),
      sealed_at: start,
    }))
    await writer.insertInto('audit_seals').values(seals).execute()
    const auditRows = audits.map((record, index) => ({
      id: record.id,
      ...auditColumns(record),
      record: JSON.stringify(record),
      ...kept(index),
    }))
    await writer.insertInto('directory_audits').values(auditRows).execute()
    await writer.insertInto('directory_audit_targets').values(audits.flatMap(auditTargets)).execute()
  }
}

/** How the database goes about what a question asks it, in its own words. */
async function plansOf(ask: (read: Read) => Promise<unknown>): Promise<readonly string[]> {
  const { reader } = kernel.test.database
  const statements: CompiledQuery[] = []
  const turn = new Turn(databaseKind(), (statement) => {
    statements.push(statement)
    return reader.executeQuery(statement)
  })
  await ask({ db: turn.db, now: kernel.clock.now() })
  const explain = databaseKind() === 'sqlite' ? 'explain query plan' : 'explain'
  return Promise.all(
    statements.map(async (statement) => {
      const { rows } = await reader.executeQuery<Record<string, unknown>>({
        ...statement,
        sql: `${explain} ${statement.sql}`,
      })
      return rows.map((line) => String(line['detail'] ?? line['QUERY PLAN'])).join('\n')
    }),
  )
}

/** SQLite says SCAN and PostgreSQL Seq Scan where every row is read; a log read in the order of an index ends at its limit. */
const everyRow = /SCAN (?!waiting\b)\w+\b(?! USING (?:COVERING )?INDEX)|Seq Scan/
const everySort = /USE TEMP B-TREE FOR ORDER BY|(?:^|->\s+)Sort\s+\(/m

const span = { userId: idOf(7), from: start, until: start + count }
const behind = { at: start + 3000, id: idOf(3000) }
const tailOf = (shape: typeof signInShapes.beta, time: string) =>
  parseListQuery(
    new Map([
      ['$filter', `${time} ge 2026-03-01T00:00:02Z`],
      ['$orderby', `${time} desc`],
      ['$top', '50'],
    ]),
    shape,
  )

const withPassword = parseListQuery(
  new Map([
    ['$filter', "authenticationMethodsUsed/any(m:m eq 'Password') and isInteractive eq true"],
    ['$top', '50'],
  ]),
  signInShapes.beta,
)

const questions: Readonly<Record<string, (read: Read) => Promise<unknown>>> = {
  'the audits of a correlation id': (r) => listAuditsOfCorrelation(r, idOf(5), 501),
  'the sign-ins of a correlation id': (r) => listSignInsOfCorrelation(r, idOf(5), 501),
  'what was done about a user': (r) => listAuditsAboutUser(r, span, ['Admin registered security info'], 100, 'desc'),
  "a user's sign-ins": (r) => listSignInsOfUser(r, span, 1000),
  'the newest sign-ins': (r) => listSignInsBack(r, span, undefined, 1000),
  'the sign-ins behind one': (r) => listSignInsBack(r, span, behind, 1000),
  'the live tail of sign-ins': (r) => pageSignIns(r, tailOf(signInShapes.beta, 'createdDateTime')),
  'the sign-ins with a method': (r) => pageSignIns(r, withPassword),
  'the live tail of audits': (r) => pageAudits(r, tailOf(directoryAuditShapes.beta, 'activityDateTime')),
  'the end of the chain': (r) => findLastSeal(r),
  'what waits for its place': (r) => countWaiting(r, 'signIns', 10_000),
  'what waits, to be verified': (r) => listWaitingRows(r, 'directoryAudits', 1000),
  'a slice of records': (r) => listUnsealedAmong(r, 'signIns', idOf(100), 50),
}

test.each(Object.keys(questions))('no log is read whole for %s', async (name) => {
  const plans = await plansOf((read) => questions[name]?.(read) ?? Promise.resolve())
  expect(plans.length).toBeGreaterThan(0)
  for (const plan of plans) expect(plan).not.toMatch(everyRow)
})

test('sign-ins with a method that is hardly used any more are found by the index of the method', async () => {
  const plans = await plansOf((read) => pageSignIns(read, withPassword))
  expect(plans).toEqual([expect.stringContaining('sign_ins_with_password')])
})

test.each([
  'the sign-ins of a correlation id',
  'the audits of a correlation id',
  'the live tail of sign-ins',
  'the sign-ins with a method',
  'the live tail of audits',
])('nothing is sorted for %s', async (name) => {
  for (const plan of await plansOf((read) => questions[name]?.(read) ?? Promise.resolve())) {
    expect(plan).not.toMatch(everySort)
  }
})
