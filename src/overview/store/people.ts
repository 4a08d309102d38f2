import { type RawBuilder, sql } from 'kysely'
import type { ListQuery } from '../../base/odata/query.ts'
import type { Page } from '../../base/odata/shape.ts'
import { selectPage } from '../../kernel/odata.ts'
import type { Read } from '../../kernel/store.ts'
import { type Cohort, personShape, type ReadinessCounts } from '../rules.ts'
import type { PersonRow } from '../tables.ts'

type Test = RawBuilder<unknown>

const has = (table: string): Test =>
  sql`exists (select 1 from ${sql.table(table)} as owned where owned.user_id = users.id)`

const readiness: Test = sql`case
  when ${has('passkeys')} then 'passkey'
  when ${has('oath_tokens')} then 'multifactor'
  when ${has('passwords')} then 'passwordOnly'
  else 'none' end`

/** Who holds a role at any scope, directly or through role-assignable groups. */
const administrators: Test = sql`
  with recursive holders(id) as (
    select principal_id from role_assignments
    union
    select group_members.member_id from holders cross join groups cross join group_members
      where groups.id = holders.id and groups.is_assignable_to_role = 1 and groups.deleted_at is null
        and group_members.group_id = groups.id)
  select id from holders`

const people = ({ db }: Read) =>
  db
    .with(
      'people',
      () => sql<PersonRow>`
    (select users.id, users.user_principal_name, users.user_principal_name_key, users.display_name,
      users.display_name_key, users.user_type, users.account_enabled,
      case when users.id in (${administrators}) then 1 else 0 end as is_administrator, ${readiness} as readiness
    from users where users.deleted_at is null)`,
    )
    .selectFrom('people')

export const pagePeople = (read: Read, query: ListQuery): Promise<Page<PersonRow>> =>
  selectPage(people(read).selectAll(), query, personShape)

/** How many members with an enabled account have what as their strongest method. */
export async function countReadiness({ db }: Read): Promise<ReadinessCounts> {
  const { rows } = await sql<{ readiness: PersonRow['readiness']; members: number }>`
    select readiness, count(*) as members from (select ${readiness} as readiness from users
      where deleted_at is null and account_enabled = 1 and user_type = 'Member') as members_now
    group by readiness`.execute(db)
  const countOf = (wanted: PersonRow['readiness']) => Number(rows.find((row) => row.readiness === wanted)?.members ?? 0)
  return {
    passkey: countOf('passkey'),
    multifactor: countOf('multifactor'),
    passwordOnly: countOf('passwordOnly'),
    none: countOf('none'),
  }
}

/** How many holders of a role with an enabled account have no passkey. */
export async function countAdministratorsWithoutPasskey({ db }: Read): Promise<number> {
  const { rows } = await sql<{ people: number }>`
    select count(*) as people from users
      where id in (${administrators}) and deleted_at is null and account_enabled = 1 and not ${has('passkeys')}`.execute(
    db,
  )
  return Number(rows[0]?.people ?? 0)
}

const dayIn = (column: string): Test => sql`(${sql.ref(column)} / 86400000) * 86400000`
const firstOf = (table: string): Test =>
  sql`(select min(owned.created_at) from ${sql.table(table)} as owned where owned.user_id = users.id)`

/** The members with an enabled account by the days on which they came and got their first methods. */
export async function listCohorts({ db }: Read): Promise<readonly Cohort[]> {
  const { rows } = await sql<Cohort>`
    select created_at, passkey_at, oath_at, has_password, count(*) as members from (
      select ${dayIn('came_at')} as created_at, ${dayIn('first_passkey_at')} as passkey_at,
        ${dayIn('first_oath_at')} as oath_at, has_password from (
        select users.created_at as came_at, ${firstOf('passkeys')} as first_passkey_at,
          ${firstOf('oath_tokens')} as first_oath_at, case when ${has('passwords')} then 1 else 0 end as has_password
        from users where deleted_at is null and account_enabled = 1 and user_type = 'Member') as members_now) as days
    group by created_at, passkey_at, oath_at, has_password`.execute(db)
  return rows.map((row) => ({ ...row, members: Number(row.members) }))
}
