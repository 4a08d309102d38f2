import type { Kysely } from 'kysely'
import { comparisonKey, isGuid, type UserId, userId } from '../../base/text.ts'
import { type Instant, instant } from '../../base/time.ts'
import type { Schema } from '../../kernel/tables.ts'
import type { User } from '../rules.ts'
import type { UserRow } from '../tables.ts'

const optionalInstant = (at: number | null): Instant | null => (at === null ? null : instant(at))

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

/** Finds a user who is not deleted, by id or by user principal name. */
export async function findUserRow(db: Kysely<Schema>, key: string): Promise<UserRow | undefined> {
  const users = db.selectFrom('users').selectAll().where('deleted_at', 'is', null)
  return isGuid(key)
    ? users.where('id', '=', key.toLowerCase()).executeTakeFirst()
    : users.where('user_principal_name_key', '=', comparisonKey(key)).executeTakeFirst()
}

/** Finds users who are not deleted, in no particular order. */
export async function findUserRows(db: Kysely<Schema>, ids: readonly UserId[]): Promise<UserRow[]> {
  if (ids.length === 0) return []
  return db.selectFrom('users').selectAll().where('deleted_at', 'is', null).where('id', 'in', ids).execute()
}
