import { type UserId, userId } from '../../base/text.ts'
import { instant } from '../../base/time.ts'
import { flag } from '../../kernel/columns.ts'
import { statement } from '../../kernel/statement.ts'
import type { Read, Write } from '../../kernel/store.ts'
import type { Passkey } from './rules.ts'
import type { PasskeyRow } from './tables.ts'

/** A passkey with the key that verifies its signatures. */
export interface StoredPasskey {
  readonly passkey: Passkey
  /** COSE key, CBOR. */
  readonly publicKey: Uint8Array
}

const fromRow = (row: PasskeyRow): StoredPasskey => ({
  publicKey: row.public_key,
  passkey: {
    id: row.id,
    userId: userId(row.user_id),
    displayName: row.display_name,
    signCount: row.sign_count,
    aaguid: row.aaguid,
    attestationLevel: row.attestation_level,
    attestationCertificates: JSON.parse(row.attestation_certificates),
    transports: JSON.parse(row.transports),
    backupEligible: row.backup_eligible === 1,
    backupState: row.backup_state === 1,
    discoverable: row.discoverable === 1,
    createdAt: instant(row.created_at),
    lastUsedAt: row.last_used_at === null ? null : instant(row.last_used_at),
  },
})

/** Adds a passkey. False when its credential id is registered already, for whomever. */
export async function insertPasskey(w: Write, { passkey, publicKey }: StoredPasskey): Promise<boolean> {
  const row = await w.db
    .insertInto('passkeys')
    .values({
      id: passkey.id,
      user_id: passkey.userId,
      display_name: passkey.displayName,
      public_key: publicKey,
      sign_count: passkey.signCount,
      aaguid: passkey.aaguid,
      attestation_level: passkey.attestationLevel,
      attestation_certificates: JSON.stringify(passkey.attestationCertificates),
      transports: JSON.stringify(passkey.transports),
      backup_eligible: flag(passkey.backupEligible),
      backup_state: flag(passkey.backupState),
      discoverable: flag(passkey.discoverable),
      created_at: passkey.createdAt,
      last_used_at: passkey.lastUsedAt,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

const findById = statement((db, given: { id: string }) =>
  db.selectFrom('passkeys').selectAll().where('id', '=', given.id),
)

export async function findStoredPasskey(r: Read, id: string): Promise<StoredPasskey | undefined> {
  const [row] = (await findById(r, { id })).rows
  return row && fromRow(row)
}

const listByOwner = statement((db, given: { owner: string }) =>
  db.selectFrom('passkeys').selectAll().where('user_id', '=', given.owner).orderBy('created_at').orderBy('id'),
)

/** The user's passkeys, oldest first. */
export async function listPasskeysOf(r: Read, owner: UserId | string): Promise<readonly Passkey[]> {
  const { rows } = await listByOwner(r, { owner })
  return rows.map((row) => fromRow(row).passkey)
}

/** Whose passkeys they are and whether they may be copied, of many users at once. */
export async function listPasskeyOwners(
  r: Read,
  owners: readonly UserId[],
): Promise<readonly { readonly owner: UserId; readonly synced: boolean }[]> {
  if (owners.length === 0) return []
  const rows = await r.db
    .selectFrom('passkeys')
    .select(['user_id', 'backup_eligible'])
    .distinct()
    .where('user_id', 'in', owners)
    .execute()
  return rows.map((row) => ({ owner: userId(row.user_id), synced: row.backup_eligible === 1 }))
}

/** What an assertion changes. */
export interface PasskeyUse {
  readonly id: string
  readonly owner: UserId
  readonly signCount: number
  readonly backupState: boolean
}

/**
 * Notes a use. Nothing comes back when the counter did not move as it must, or the passkey is gone.
 *
 * Source: WebAuthn Level 3 §7.2 steps 22-23.
 */
export async function useStoredPasskey(w: Write, use: PasskeyUse): Promise<Passkey | undefined> {
  const row = await w.db
    .updateTable('passkeys')
    .set({ sign_count: use.signCount, backup_state: flag(use.backupState), last_used_at: w.now })
    .where('id', '=', use.id)
    .where('user_id', '=', use.owner)
    .where('sign_count', use.signCount === 0 ? '=' : '<', use.signCount)
    .returningAll()
    .executeTakeFirst()
  return row && fromRow(row).passkey
}

export async function renameStoredPasskey(
  w: Write,
  owner: UserId,
  id: string,
  displayName: string,
): Promise<Passkey | undefined> {
  const row = await w.db
    .updateTable('passkeys')
    .set({ display_name: displayName })
    .where('id', '=', id)
    .where('user_id', '=', owner)
    .returningAll()
    .executeTakeFirst()
  return row && fromRow(row).passkey
}

export async function deleteStoredPasskey(w: Write, owner: UserId, id: string): Promise<Passkey | undefined> {
  const row = await w.db
    .deleteFrom('passkeys')
    .where('id', '=', id)
    .where('user_id', '=', owner)
    .returningAll()
    .executeTakeFirst()
  return row && fromRow(row).passkey
}

export async function deletePasskeysOf(w: Write, owner: UserId): Promise<void> {
  await w.db.deleteFrom('passkeys').where('user_id', '=', owner).execute()
}
