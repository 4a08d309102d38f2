import { type RawBuilder, sql } from 'kysely'
import { tenantScope } from '../base/actor.ts'
import type { Condition } from '../base/odata/condition.ts'
import type { ListQuery } from '../base/odata/query.ts'
import type { Page } from '../base/odata/shape.ts'
import { selectPage } from '../kernel/odata.ts'
import { compileCondition } from '../kernel/odata-condition.ts'
import type { Read } from '../kernel/store.ts'
import { roleIds } from '../roles/rules.ts'
import { inFacts } from './rules/condition.ts'
import { type Allowed, type Named, privilegedRoles, type ReportedPolicy } from './rules/scope.ts'
import { factShape } from './rules/shapes.ts'
import type { UserRegistrationRow } from './tables.ts'

type Test = RawBuilder<unknown>

const never: Test = sql`1 = 0`
const flagOf = (test: Test): Test => sql`case when ${test} then 1 else 0 end`
const existsFor = (table: string, more: Test = sql`1 = 1`): Test =>
  sql`exists (select 1 from ${sql.table(table)} as owned where owned.user_id = users.id and ${more})`

/**
 * What reports know of every user who is not deleted.
 *
 * It reads the tables of users, methods, groups and roles; a copy of its own would be out of date with every pass that
 * ends and every group that changes.
 */
const registrations = (read: Read, policy: ReportedPolicy) =>
  read.db.with(
    'user_registrations',
    () => sql<UserRegistrationRow>`
    (select users.id, users.user_principal_name, users.user_principal_name_key,
      users.display_name, users.display_name_key, lower(users.user_type) as user_type,
      ${flagOf(isAmong(holders(sql`1 = 1`)))} as is_admin,
      ${flagOf(isAmong(holders(sql`role_definition_id in (${sql.join(privilegedRoles.map((role) => roleIds[role]))})`)))} as is_privileged_admin,
      ${flagOf(hasUsablePass(read, policy))} as temporary_access_pass,
      ${flagOf(existsFor('passkeys', sql`owned.backup_eligible = 0`))} as device_bound_passkey,
      ${flagOf(existsFor('passkeys', sql`owned.backup_eligible = 1`))} as synced_passkey,
      ${flagOf(existsFor('oath_tokens'))} as software_oath,
      ${flagOf(existsFor('phones', sql`owned.phone_type = 'mobile'`))} as mobile_phone,
      ${flagOf(existsFor('phones', sql`owned.phone_type = 'alternateMobile'`))} as alternate_mobile_phone,
      ${flagOf(existsFor('phones', sql`owned.phone_type = 'office'`))} as office_phone,
      ${flagOf(existsFor('emails'))} as email,
      ${flagOf(sql`${existsFor('passkeys', sql`owned.backup_eligible = 0`)} and ${isAllowed(policy.fido2)}`)} as usable_device_bound_passkey,
      ${flagOf(sql`${existsFor('passkeys', sql`owned.backup_eligible = 1`)} and ${isAllowed(policy.fido2)}`)} as usable_synced_passkey,
      ${flagOf(sql`${existsFor('oath_tokens')} and ${isAllowed(policy.softwareOath)}`)} as usable_software_oath
    from users where users.deleted_at is null)`,
  )

const isAmong = (ids: Test): Test => sql`users.id in (${ids})`

/** Who holds a role, directly or through role-assignable groups. */
const holders = (which: Test): Test => sql`
  with recursive holders(id) as (
    select principal_id from role_assignments where ${which}
    union
    select group_members.member_id from holders
      join groups on groups.id = holders.id and groups.is_assignable_to_role = 1 and groups.deleted_at is null
      join group_members on group_members.group_id = groups.id)
  select id from holders`

function isNamed({ everybody, groupIds, userIds }: Named): Test {
  if (everybody) return sql`1 = 1`
  const tests = [
    ...(userIds.length > 0 ? [sql`users.id in (${sql.join(userIds)})`] : []),
    ...(groupIds.length > 0 ? [isAmong(insideGroups(groupIds))] : []),
  ]
  return tests.length > 0 ? sql`(${sql.join(tests, sql` or `)})` : never
}

/** Who is in one of the groups, directly or through others. */
const insideGroups = (groupIds: readonly string[]): Test => sql`
  with recursive inside(id) as (
    select member_id from group_members where group_id in (${sql.join(groupIds)})
    union
    select group_members.member_id from inside join group_members on group_members.group_id = inside.id)
  select id from inside`

function isAllowed(allowed: Allowed | null): Test {
  if (!allowed) return never
  const { included, excluded, administratorsExcluded } = allowed
  const administrators = administratorsExcluded
    ? sql` and not ${isAmong(holders(sql`directory_scope_id = ${tenantScope}`))}`
    : sql``
  return sql`(${isNamed(included)} and not ${isNamed(excluded)}${administrators})`
}

/** As `usability` judges one pass. */
function hasUsablePass({ now }: Read, { temporaryAccessPass, oneTimePassesOnly }: ReportedPolicy): Test {
  const mayBeUsed = sql`(${isAllowed(temporaryAccessPass)}${oneTimePassesOnly ? sql` and owned.is_usable_once = 1` : sql``})`
  return existsFor(
    'temporary_access_passes',
    sql`owned.start_at <= ${now} and owned.end_at > ${now} and (owned.is_usable_once = 0 or owned.used_at is null)
      and (owned.is_bootstrap = 1 or ${mayBeUsed})`,
  )
}

export const pageRegistrations = (
  read: Read,
  policy: ReportedPolicy,
  query: ListQuery,
): Promise<Page<UserRegistrationRow>> =>
  selectPage(
    registrations(read, policy).selectFrom('user_registrations').selectAll(),
    { ...query, condition: query.condition && inFacts(query.condition) },
    factShape,
  )

export const findRegistration = (
  read: Read,
  policy: ReportedPolicy,
  id: string,
): Promise<UserRegistrationRow | undefined> =>
  registrations(read, policy).selectFrom('user_registrations').selectAll().where('id', '=', id).executeTakeFirst()

/** How many of the users there are, and how many of them satisfy each condition. */
export async function countRegistrations(
  read: Read,
  policy: ReportedPolicy,
  among: Condition | undefined,
  conditions: readonly Condition[],
): Promise<{ readonly total: number; readonly counts: readonly number[] }> {
  const test = (condition: Condition) => compileCondition(condition, factShape, noJson)
  const all = registrations(read, policy).selectFrom('user_registrations')
  const counted = await (among ? all.where(test(among)) : all)
    .select(sql<number>`count(*)`.as('total'))
    .select(
      conditions.map((condition, index) => sql<number>`sum(${flagOf(sql`${test(condition)}`)})`.as(`at_${index}`)),
    )
    .executeTakeFirstOrThrow()
  const numbers: Readonly<Record<string, unknown>> = counted
  return {
    total: Number(counted.total),
    counts: conditions.map((_, index) => Number(numbers[`at_${index}`] ?? 0)),
  }
}

const noJson = (): never => {
  throw new Error('No fact of a user is JSON')
}
