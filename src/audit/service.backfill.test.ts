import { expect, test } from 'vitest'
import { applicationActor, systemActor, userActor } from '../../tests/kit/builders.ts'
import { openTestDatabase } from '../../tests/kit/database.ts'
import { instant } from '../base/time.ts'
import type { User } from '../directory/rules.ts'
import { migrateToLatest } from '../kernel/migrate.ts'
import { migrations } from '../migrations/index.ts'
import { auditColumns, auditTargets, signInColumns } from './rules/columns.ts'
import { type SignInEntry, signInRecord } from './rules/sign-in-record.ts'
import { directoryAudit } from './rules.ts'

const { origin } = systemActor()
const now = instant(Date.UTC(2026, 2, 2))
const unsealed = { mac: new Uint8Array(32), seal_sequence: null }
const app = { appId: 'app', displayName: 'Example' }

const subjects: readonly SignInEntry['subject'][] = [
  { kind: 'user', userId: 'u1', userPrincipalName: 'Ada@example.com', displayName: 'Ada Ärger' },
  { kind: 'user', userId: null, userPrincipalName: 'nobody', displayName: '' },
  { kind: 'servicePrincipal', id: 's1', ...app },
]
const requirements = ['singleFactorAuthentication', 'multiFactorAuthentication'] as const
const steps = (
  [
    ['Previously satisfied', true],
    ['Password', true],
    ['OATH verification code', false],
    ['Passkey (FIDO2)', false],
    ['Passkey (FIDO2)', true],
  ] as const
).map(([authenticationMethod, succeeded]) => ({ at: now, authenticationMethod, succeeded, resultDetail: '' }))
const entries = subjects.flatMap((subject) =>
  requirements.map(
    (requirement, index): SignInEntry => ({ subject, app, errorCode: 0, details: steps.slice(index), requirement }),
  ),
)

const actors = [
  systemActor(),
  applicationActor([]),
  userActor({ id: 'u1', userPrincipalName: 'Ada@example.com', displayName: 'Ada' } as unknown as User),
]
const targets = [
  { type: 'User', id: 'u2', displayName: 'Bö' },
  { type: 'Group', id: 'g1' },
] as const

/** The columns that the first step's tables were searched by. */
const before: ReadonlySet<string> = new Set(
  'created_at user_id user_principal_name_key app_id ip_address correlation_id error_code is_interactive activity_at activity_display_name category logged_by_service result initiated_by_user_id initiated_by_user_principal_name_key initiated_by_app_id target_id'.split(
    ' ',
  ),
)
const asBefore = (columns: object) =>
  Object.fromEntries(Object.entries(columns).filter(([column]) => before.has(column)))

test('records written before the logs could be searched by everything are found as if written after', async () => {
  await using opened = await openTestDatabase({ schema: 'empty' })
  const { database } = opened
  await migrateToLatest(database, migrations.slice(0, 1))
  const { writer } = database
  const signIns = entries.map((entry, index) => signInRecord(origin, entry, 'tenant', now, `sign-in-${index}`))
  for (const record of signIns) {
    const row = {
      id: String(record['id']),
      ...asBefore(signInColumns(record)),
      record: JSON.stringify(record),
      ...unsealed,
    }
    await writer
      .insertInto('sign_ins')
      .values(row as never)
      .execute()
  }
  const audits = actors.map((actor, index) =>
    directoryAudit(actor, { activity: 'updateUser', targets }, now, `${index}`),
  )
  for (const record of audits) {
    const row = { id: record.id, ...asBefore(auditColumns(record)), record: JSON.stringify(record), ...unsealed }
    await writer
      .insertInto('directory_audits')
      .values(row as never)
      .execute()
  }
  await migrateToLatest(database)
  for (const row of await writer.selectFrom('sign_ins').selectAll().execute()) {
    expect(row).toMatchObject(signInColumns(JSON.parse(row.record)))
  }
  for (const row of await writer.selectFrom('directory_audits').selectAll().execute()) {
    const record: unknown = JSON.parse(row.record)
    expect(row).toMatchObject(auditColumns(record))
    const found = writer.selectFrom('directory_audit_targets').selectAll().where('audit_id', '=', row.id)
    expect(await found.orderBy('position').execute()).toEqual(auditTargets(record))
  }
})
