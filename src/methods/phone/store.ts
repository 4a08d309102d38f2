import { type UserId, userId } from '../../base/text.ts'
import { instant } from '../../base/time.ts'
import type { Read, Write } from '../../kernel/store.ts'
import { type Phone, type PhoneType, phoneTypes } from './rules.ts'
import type { PhoneRow } from './tables.ts'

const fromRow = (row: PhoneRow): Phone => ({
  owner: userId(row.user_id),
  phoneType: row.phone_type,
  phoneNumber: row.phone_number,
  createdAt: instant(row.created_at),
})

/** The user's phones: mobile, alternate, office. */
export async function listPhonesOf(r: Read, owner: UserId): Promise<readonly Phone[]> {
  const rows = await r.db.selectFrom('phones').selectAll().where('user_id', '=', owner).execute()
  return rows.map(fromRow).toSorted((a, b) => phoneTypes.indexOf(a.phoneType) - phoneTypes.indexOf(b.phoneType))
}

/** The phones of many users, without their numbers. */
export async function listPhoneTypes(
  r: Read,
  owners: readonly UserId[],
): Promise<readonly Pick<Phone, 'owner' | 'phoneType'>[]> {
  if (owners.length === 0) return []
  const rows = await r.db
    .selectFrom('phones')
    .select(['user_id', 'phone_type'])
    .where('user_id', 'in', owners)
    .execute()
  return rows.map((row) => ({ owner: userId(row.user_id), phoneType: row.phone_type }))
}

/** Adds a phone; false when the user has one of the type already. */
export async function insertPhone(w: Write, phone: Phone): Promise<boolean> {
  const row = await w.db
    .insertInto('phones')
    .values({
      user_id: phone.owner,
      phone_type: phone.phoneType,
      phone_number: phone.phoneNumber,
      created_at: phone.createdAt,
    })
    .onConflict((conflict) => conflict.columns(['user_id', 'phone_type']).doNothing())
    .returning('user_id')
    .executeTakeFirst()
  return row !== undefined
}

export async function changePhoneNumber(
  w: Write,
  owner: UserId,
  phoneType: PhoneType,
  phoneNumber: string,
): Promise<boolean> {
  const row = await w.db
    .updateTable('phones')
    .set({ phone_number: phoneNumber })
    .where('user_id', '=', owner)
    .where('phone_type', '=', phoneType)
    .returning('user_id')
    .executeTakeFirst()
  return row !== undefined
}

export async function deletePhoneOfType(w: Write, owner: UserId, phoneType: PhoneType): Promise<Phone | undefined> {
  const row = await w.db
    .deleteFrom('phones')
    .where('user_id', '=', owner)
    .where('phone_type', '=', phoneType)
    .returningAll()
    .executeTakeFirst()
  return row && fromRow(row)
}

export async function deletePhonesOf(w: Write, owner: UserId): Promise<void> {
  await w.db.deleteFrom('phones').where('user_id', '=', owner).execute()
}
