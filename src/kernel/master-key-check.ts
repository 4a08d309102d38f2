import type { SystemActor } from '../base/actor.ts'
import { utf8 } from '../base/bytes.ts'
import { MasterKeyUnusable } from './master-key.ts'
import type { Database } from './open.ts'
import type { Store } from './store.ts'
import { type Vault, VaultMismatch } from './vault.ts'

/** The row by which a database knows its master key: a fixed text, sealed. */
const checkId = 'master-key-check'
const purpose = 'master-key-check'
const text = utf8('Latchkey')

/** Whether the database has been used with a master key, so that no other will do. */
export async function knowsMasterKey(database: Database): Promise<boolean> {
  const row = await database.reader.selectFrom('vault_keys').select('id').where('id', '=', checkId).executeTakeFirst()
  return row !== undefined
}

/**
 * Confirms that the vault's master key is the one of this database, or makes it so at the first start.
 *
 * Throws `MasterKeyUnusable` for another key: nothing sealed would open, and every new record would look forged.
 */
export async function confirmMasterKey(store: Store, actor: SystemActor, vault: Vault): Promise<void> {
  const find = () =>
    store.read((r) => r.db.selectFrom('vault_keys').select('wrapped').where('id', '=', checkId).executeTakeFirst())
  let mark = await find()
  if (!mark) {
    await store.write(actor, async (w) => {
      w.unrecorded('a mark by which the server knows its own key')
      const wrapped = vault.seal(purpose, checkId, text)
      await w.db
        .insertInto('vault_keys')
        .values({ id: checkId, purpose, wrapped, created_at: w.now, retired_at: null })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute()
    })
    mark = await find()
  }
  try {
    vault.open(purpose, checkId, mark?.wrapped ?? new Uint8Array())
  } catch (error) {
    if (!(error instanceof VaultMismatch)) throw error
    throw new MasterKeyUnusable(
      'This database belongs to another master key. Put the right one back, from a backup of keys/master.key or into LATCHKEY_MASTER_KEY.',
    )
  }
}
