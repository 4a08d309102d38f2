import { type RawBuilder, sql } from 'kysely'
import { tenantScope } from '../base/actor.ts'
import type { ListQuery } from '../base/odata/query.ts'
import type { Page } from '../base/odata/shape.ts'
import { instant } from '../base/time.ts'
import { selectPage } from '../kernel/odata.ts'
import type { Read } from '../kernel/store.ts'
import type { Guests } from '../policies/conditional-access/rules.ts'
import { type ExcludedTargets, exemptPersonShape, type Link } from './rules.ts'
import type { ExemptPersonRow } from './tables.ts'

type Test = RawBuilder<unknown>

const isExternal: Test = sql`(users.creation_type is not null
  or replace(users.user_principal_name_key, '#ext#@', '') <> users.user_principal_name_key)`

/** Where a guest comes from is not known here, so those of named tenants are the internal ones alone. */
function isGuestAmong({ guestOrExternalUserTypes, externalTenants }: Guests): Test {
  const wants = (type: Guests['guestOrExternalUserTypes'][number]) => guestOrExternalUserTypes.includes(type)
  const isOfAnyTenant = externalTenants?.membershipKind !== 'enumerated'
  const tests = [
    ...(wants('internalGuest') ? [sql`(users.user_type = 'Guest' and not ${isExternal})`] : []),
    ...(wants('b2bCollaborationGuest') && isOfAnyTenant ? [sql`(users.user_type = 'Guest' and ${isExternal})`] : []),
    ...(wants('b2bCollaborationMember') && isOfAnyTenant ? [sql`(users.user_type = 'Member' and ${isExternal})`] : []),
  ]
  return tests.length > 0 ? sql`(${sql.join(tests, sql` or `)})` : sql`1 = 0`
}

/** The ids of whom they leave out, groups among them; one part for each kind that there is. */
function exemptIds({ userIds, groupIds, roleIds, everyGuest, guests }: ExcludedTargets): Test {
  const guestTests = [
    ...(everyGuest ? [sql`(users.user_type = 'Guest' or ${isExternal})`] : []),
    ...guests.map(isGuestAmong),
  ]
  const parts = [
    ...(userIds.length > 0 ? [sql`select id from users where id in (${sql.join(userIds)})`] : []),
    ...(groupIds.length > 0 ? [sql`select id from (${insideGroups(groupIds)}) as inside_groups`] : []),
    ...(roleIds.length > 0 ? [sql`select id from (${holdersOf(roleIds)}) as role_holders`] : []),
    ...(guestTests.length > 0 ? [sql`select id from users where ${sql.join(guestTests, sql` or `)}`] : []),
  ]
  return parts.length > 0 ? sql.join(parts, sql` union `) : sql`select id from users where 1 = 0`
}

/**
 * Who is in one of the groups, directly or through others.
 *
 * Groups are followed first, because there are few of them; `cross join` keeps SQLite from going through all members for each.
 */
const insideGroups = (groupIds: readonly string[]): Test => sql`
  with recursive inside(id) as (
    select id from groups where id in (${sql.join(groupIds)})
    union
    select group_members.member_id from inside cross join group_members
      where group_members.group_id = inside.id and group_members.member_kind = 'group')
  select group_members.member_id as id from inside cross join group_members where group_members.group_id = inside.id`

/** Who holds one of the roles for the whole tenant, directly or through role-assignable groups. */
const holdersOf = (roleIds: readonly string[]): Test => sql`
  with recursive holders(id) as (
    select principal_id from role_assignments
      where directory_scope_id = ${tenantScope} and role_definition_id in (${sql.join(roleIds)})
    union
    select group_members.member_id from holders cross join groups cross join group_members
      where groups.id = holders.id and groups.is_assignable_to_role = 1 and groups.deleted_at is null
        and group_members.group_id = groups.id)
  select id from holders`

const has = (table: string): Test =>
  sql`exists (select 1 from ${sql.table(table)} as owned where owned.user_id = users.id)`

/**
 * One page of the people whom exclusions leave out, each once, however many exclusions and members there are.
 *
 * A strong method is one that lasts and makes a sign-in multifactor: a passkey, or an authenticator app.
 */
export const pageExemptPeople = (
  { db }: Read,
  excluded: ExcludedTargets,
  query: ListQuery,
): Promise<Page<ExemptPersonRow>> =>
  selectPage(
    db
      .with(
        'exempt_people',
        () => sql<ExemptPersonRow>`
    (select users.id, users.user_principal_name, users.user_principal_name_key, users.display_name,
      users.display_name_key, users.user_type, users.creation_type, users.account_enabled, users.created_at,
      case when ${has('passkeys')} or ${has('oath_tokens')} then 1 else 0 end as has_strong_method
    from users where users.deleted_at is null and users.id in (${exemptIds(excluded)}))`,
      )
      .selectFrom('exempt_people')
      .selectAll(),
    query,
    exemptPersonShape,
  )

/** The links from some users to their groups, from those to the groups above, and so on, in one query. */
export async function listLinksAbove({ db }: Read, userIds: readonly string[]): Promise<readonly Link[]> {
  if (userIds.length === 0) return []
  const rows = await db
    .withRecursive('above(member_id, group_id, added_at)', (cte) =>
      cte
        .selectFrom('group_members')
        .select(['member_id', 'group_id', 'added_at'])
        .where('member_id', 'in', userIds)
        .union(
          cte
            .selectFrom('group_members')
            .innerJoin('above', 'above.group_id', 'group_members.member_id')
            .select(['group_members.member_id', 'group_members.group_id', 'group_members.added_at']),
        ),
    )
    .selectFrom('above')
    .selectAll()
    .orderBy('group_id')
    .execute()
  return rows.map((row) => ({ from: row.member_id, to: row.group_id, at: instant(row.added_at) }))
}

/** Who was given one of the roles for the whole tenant, users and groups. */
export async function listRoleLinks({ db }: Read, roleIds: readonly string[]): Promise<readonly Link[]> {
  if (roleIds.length === 0) return []
  const rows = await db
    .selectFrom('role_assignments')
    .select(['principal_id', 'role_definition_id', 'created_at'])
    .where('directory_scope_id', '=', tenantScope)
    .where('role_definition_id', 'in', roleIds)
    .orderBy('principal_id')
    .execute()
  return rows.map((row) => ({ from: row.principal_id, to: row.role_definition_id, at: instant(row.created_at) }))
}

/** The groups that roles can be given to. */
export async function listRoleAssignableGroups({ db }: Read): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('groups')
    .select('id')
    .where('is_assignable_to_role', '=', 1)
    .where('deleted_at', 'is', null)
    .execute()
  return new Set(rows.map((row) => row.id))
}
