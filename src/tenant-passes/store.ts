import { type RawBuilder, sql } from 'kysely'
import type { Condition } from '../base/odata/condition.ts'
import type { ListQuery } from '../base/odata/query.ts'
import type { Page } from '../base/odata/shape.ts'
import type { Instant } from '../base/time.ts'
import { selectPage } from '../kernel/odata.ts'
import { compileCondition } from '../kernel/odata-condition.ts'
import type { Read } from '../kernel/store.ts'
import type { ReachedUsers, UsersInSight } from '../roles/rules.ts'
import { type PassState, tenantPassShape } from './rules.ts'
import type { TenantPassRow } from './tables.ts'

type Test = RawBuilder<unknown>

const passes = sql.ref('temporary_access_passes')

/** Whoever is in a role-assignable group inside another is in a role-assignable group. */
const insideAssignable: Test = sql`
  select group_members.member_id from group_members join groups on groups.id = group_members.group_id
    where groups.is_assignable_to_role = 1 and groups.deleted_at is null`

const ownersOfAssignable: Test = sql`
  select group_owners.owner_id from group_owners join groups on groups.id = group_owners.group_id
    where groups.is_assignable_to_role = 1 and groups.deleted_at is null`

/** Who holds a role directly that is none of these; whoever holds one through a group is in a role-assignable one. */
const holdersOfOthers = (mayHold: readonly string[]): Test =>
  mayHold.length === 0
    ? sql`select principal_id from role_assignments`
    : sql`select principal_id from role_assignments where role_definition_id not in (${sql.join(mayHold)})`

const administersRestricted: Test = sql`
  select role_assignments.principal_id from role_assignments
    join administrative_units on role_assignments.directory_scope_id = '/administrativeUnits/' || administrative_units.id
    where administrative_units.is_member_management_restricted = 1`

/** As `reaches` judges one user who is only looked at. */
function isReached({ unitId, mayHold }: ReachedUsers): Test {
  const tests = [
    ...(unitId === undefined
      ? []
      : [sql`${passes}.user_id in (select member_id from administrative_unit_members where unit_id = ${unitId})`]),
    sql`${passes}.user_id not in (${holdersOfOthers(mayHold)})`,
    sql`${passes}.user_id not in (${insideAssignable})`,
    sql`${passes}.user_id not in (${ownersOfAssignable})`,
    sql`${passes}.user_id not in (${administersRestricted})`,
  ]
  return sql`(${sql.join(tests, sql` and `)})`
}

function isInSight({ everybody, parts, oneself }: UsersInSight): Test {
  const others = everybody ? [sql`1 = 1`] : parts.map(isReached)
  const reached = others.length > 0 ? sql`(${sql.join(others, sql` or `)})` : sql`1 = 0`
  if (!oneself) return reached
  const isOneself = sql`${passes}.user_id = ${oneself.id}`
  return oneself.isSeen ? sql`(${isOneself} or ${reached})` : sql`(not ${isOneself} and ${reached})`
}

/** As `usability` says it of the clock and of use. */
const stateAt = (now: Instant): Test => sql`case
  when ${passes}.is_usable_once = 1 and ${passes}.used_at is not null then 'used'
  when ${passes}.end_at <= ${now} then 'expired'
  when ${passes}.start_at > ${now} then 'upcoming'
  else 'live' end`

/** What the states leave of the ends, as a range that the index over them serves. */
function endsWithin(states: readonly PassState[], now: Instant): Test {
  if (states.every((state) => state === 'live' || state === 'upcoming')) return sql`${passes}.end_at > ${now}`
  return states.every((state) => state === 'expired') ? sql`${passes}.end_at <= ${now}` : sql`1 = 1`
}

/** Whose passes are wanted, and in which states at most. */
export interface WantedPasses {
  readonly inSight: UsersInSight
  readonly states: readonly PassState[]
}

const wanted = ({ db, now }: Read, { inSight, states }: WantedPasses) =>
  db
    .with(
      'tenant_passes',
      () => sql<TenantPassRow>`
    (select ${passes}.id, ${passes}.user_id, ${passes}.created_at, ${passes}.start_at, ${passes}.end_at,
      ${passes}.lifetime_minutes, ${passes}.is_usable_once, ${passes}.is_bootstrap, ${passes}.used_at,
      ${passes}.last_used_at, users.display_name, users.display_name_key, users.user_principal_name,
      users.user_principal_name_key, ${stateAt(now)} as state
    from temporary_access_passes join users on users.id = ${passes}.user_id
    where ${endsWithin(states, now)} and ${isInSight(inSight)})`,
    )
    .selectFrom('tenant_passes')

/** How many of these passes satisfy a condition; no more than `most` are counted. */
export async function countPasses(
  read: Read,
  which: WantedPasses,
  condition: Condition,
  most: number,
): Promise<number> {
  const found = wanted(read, which)
    .select('id')
    .where(compileCondition(condition, tenantPassShape, noJson))
    .limit(most)
  const { count } = await read.db
    .selectFrom(found.as('found'))
    .select(({ fn }) => fn.countAll().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

const noJson = (): never => {
  throw new Error('No property of a pass is JSON')
}

/** One page of the passes of all whom the caller may see; sight is a condition of the query, so pages are full. */
export const pagePasses = (read: Read, which: WantedPasses, query: ListQuery): Promise<Page<TenantPassRow>> =>
  selectPage(
    wanted(read, which)
      .selectAll()
      .where('state', 'in', [...which.states]),
    query,
    tenantPassShape,
  )
