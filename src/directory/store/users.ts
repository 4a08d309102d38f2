import { type Kysely, type SelectQueryBuilder, sql } from 'kysely'
import type { ListQuery } from '../../base/odata/query.ts'
import type { Page } from '../../base/odata/shape.ts'
import { comparisonKey, hasForbiddenCharacter, isGuid, userId } from '../../base/text.ts'
import { type Instant, instant } from '../../base/time.ts'
import { flag } from '../../kernel/columns.ts'
import { selectPage } from '../../kernel/odata.ts'
import { statement } from '../../kernel/statement.ts'
import type { Schema } from '../../kernel/tables.ts'
import { freedKey, freedUserPrincipalName, type User, userShape } from '../rules.ts'
import type { UserRow } from '../tables.ts'
import { noteChanges } from './changes.ts'

const optionalInstant = (at: number | null): Instant | null => (at === null ? null : instant(at))
const optionalKey = (text: string | null): string | null => (text === null ? null : comparisonKey(text))

export const userFrom = (row: UserRow): User => ({
  id: userId(row.id),
  userPrincipalName: row.user_principal_name,
  displayName: row.display_name,
  givenName: row.given_name,
  surname: row.surname,
  mail: row.mail,
  mailNickname: row.mail_nickname,
  jobTitle: row.job_title,
  department: row.department,
  officeLocation: row.office_location,
  mobilePhone: row.mobile_phone,
  businessPhones: JSON.parse(row.business_phones) as readonly string[],
  preferredLanguage: row.preferred_language,
  usageLocation: row.usage_location,
  employeeId: row.employee_id,
  employeeHireAt: optionalInstant(row.employee_hire_at),
  managerId: row.manager_id === null ? null : userId(row.manager_id),
  userType: row.user_type,
  creationType: row.creation_type,
  externalUserState: row.external_user_state,
  accountEnabled: row.account_enabled === 1,
  createdAt: instant(row.created_at),
  sessionsValidFrom: instant(row.sessions_valid_from),
})

/** A user as the row that is kept. */
export const rowFrom = (user: User): UserRow => ({
  id: user.id,
  user_principal_name: user.userPrincipalName,
  user_principal_name_key: comparisonKey(user.userPrincipalName),
  display_name: user.displayName,
  display_name_key: comparisonKey(user.displayName),
  given_name: user.givenName,
  given_name_key: optionalKey(user.givenName),
  surname: user.surname,
  surname_key: optionalKey(user.surname),
  mail: user.mail,
  mail_key: optionalKey(user.mail),
  mail_nickname: user.mailNickname,
  job_title: user.jobTitle,
  job_title_key: optionalKey(user.jobTitle),
  department: user.department,
  department_key: optionalKey(user.department),
  office_location: user.officeLocation,
  mobile_phone: user.mobilePhone,
  business_phones: JSON.stringify(user.businessPhones),
  preferred_language: user.preferredLanguage,
  usage_location: user.usageLocation,
  employee_id: user.employeeId,
  employee_hire_at: user.employeeHireAt,
  manager_id: user.managerId,
  user_type: user.userType,
  creation_type: user.creationType,
  external_user_state: user.externalUserState,
  account_enabled: flag(user.accountEnabled),
  created_at: user.createdAt,
  sessions_valid_from: user.sessionsValidFrom,
  deleted_at: null,
})

const standing = (db: Kysely<Schema>) => db.selectFrom('users').selectAll().where('deleted_at', 'is', null)

const findById = statement((db, given: { id: string }) => standing(db).where('id', '=', given.id))

const findByKey = statement((db, given: { key: string }) =>
  standing(db).where('user_principal_name_key', '=', given.key),
)

/**
 * Finds a user who is not deleted, by id or by user principal name.
 *
 * A key with a character that no name has is not looked up; PostgreSQL fails on a NUL.
 */
export async function findUserByKey(db: Kysely<Schema>, key: string): Promise<User | undefined> {
  if (hasForbiddenCharacter(key)) return undefined
  const found = isGuid(key)
    ? await findById({ db }, { id: key.toLowerCase() })
    : await findByKey({ db }, { key: comparisonKey(key) })
  const [row] = found.rows
  return row && userFrom(row)
}

/** Finds users who are not deleted, in no particular order. */
export async function findUsersById(db: Kysely<Schema>, ids: readonly string[]): Promise<readonly User[]> {
  if (ids.length === 0) return []
  const rows = await standing(db).where('id', 'in', ids).execute()
  return rows.map(userFrom)
}

/** One page of the users who are not deleted, or of those among the members. */
export async function listUserPage(
  db: Kysely<Schema>,
  query: ListQuery,
  members?: SelectQueryBuilder<Schema, 'group_members', object>,
): Promise<Page<User>> {
  const all = standing(db)
  const page = await selectPage(members ? all.where('id', 'in', members.select('member_id')) : all, query, userShape)
  return { ...page, items: page.items.map(userFrom) }
}

/** One page of the users who are not deleted and report to a user. */
export async function listReportPage(db: Kysely<Schema>, managerId: string, query: ListQuery): Promise<Page<User>> {
  const page = await selectPage(standing(db).where('manager_id', '=', managerId), query, userShape)
  return { ...page, items: page.items.map(userFrom) }
}

/** Inserts a user, unless another has the user principal name; says whether it did. */
export async function insertUser(db: Kysely<Schema>, user: User): Promise<boolean> {
  const inserted = await db
    .insertInto('users')
    .values(rowFrom(user))
    .onConflict((conflict) => conflict.column('user_principal_name_key').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!inserted) return false
  await noteChanges(db, [['users', user.id], ...(user.managerId ? [['users', user.id, user.managerId] as const] : [])])
  return true
}

/**
 * Reads a user who is not deleted and holds the row until the write ends.
 *
 * An update that changes nothing is the lock both databases know.
 */
export async function lockUser(db: Kysely<Schema>, id: string): Promise<User | undefined> {
  const row = await db
    .updateTable('users')
    .set({ deleted_at: sql`deleted_at` })
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .returningAll()
    .executeTakeFirst()
  return row && userFrom(row)
}

/** Stores a user whose row the write holds; fails with a unique violation where another has the user principal name. */
export async function updateUserRow(db: Kysely<Schema>, user: User): Promise<void> {
  const { id, deleted_at, created_at, ...changing } = rowFrom(user)
  await db.updateTable('users').set(changing).where('id', '=', id).where('deleted_at', 'is', null).execute()
  await noteChanges(db, [['users', id]])
}

/** Sessions of the user opened before this moment are over; of a user whose row the write holds. */
export async function updateSessionsValidFrom(db: Kysely<Schema>, id: string, now: Instant): Promise<void> {
  await db.updateTable('users').set({ sessions_valid_from: now }).where('id', '=', id).execute()
  await noteChanges(db, [['users', id]])
}

/** Marks a user as deleted and frees the user principal name. */
export async function markUserDeleted(db: Kysely<Schema>, user: User, now: Instant): Promise<boolean> {
  const marked = await db
    .updateTable('users')
    .set({
      deleted_at: now,
      sessions_valid_from: now,
      user_principal_name: freedUserPrincipalName(user.id, user.userPrincipalName),
      user_principal_name_key: freedKey(user.id),
    })
    .where('id', '=', user.id)
    .where('deleted_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  await noteChanges(db, [['users', user.id]])
  return marked !== undefined
}
