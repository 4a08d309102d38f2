import { createSecretKey, type KeyObject } from 'node:crypto'
import type { Actor } from '../base/actor.ts'
import { uuid } from '../base/random.ts'
import type { Store, Write } from './store.ts'
import type { Vault } from './vault.ts'

interface NamedKey {
  readonly id: string
  readonly key: KeyObject
}

const wrapping = 'key-ring'
const keyLifetimeMilliseconds = 30 * 24 * 3600 * 1000
const graceMilliseconds = 24 * 3600 * 1000

/**
 * Keys that rotate: they stand in the database, each sealed by the vault, and are destroyed when their time is over.
 *
 * A row made under a key carries its id; the master key without the row opens nothing, nor the row without the master key.
 *
 * Source: performance.md, "How a code is stored", point 1.
 */
export class KeyRing {
  readonly #store: Store
  readonly #vault: Vault
  readonly #opened = new Map<string, NamedKey>()
  readonly #current = new Map<string, NamedKey & { readonly until: number }>()

  constructor(store: Store, vault: Vault) {
    this.#store = store
    this.#vault = vault
  }

  /** The key new rows are made under; made when there is none or the newest has had its month. */
  async current(actor: Actor, purpose: string): Promise<NamedKey> {
    const now = await this.#store.read(async (r) => r.now)
    const cached = this.#current.get(purpose)
    if (cached && cached.until > now) return cached
    const newest = await this.#store.read((r) =>
      r.db
        .selectFrom('vault_keys')
        .selectAll()
        .where('purpose', '=', purpose)
        .where('retired_at', 'is', null)
        .orderBy('created_at', 'desc')
        .limit(1)
        .executeTakeFirst(),
    )
    const fresh = newest && newest.created_at + keyLifetimeMilliseconds > now ? newest : undefined
    const row = fresh ?? (await this.#store.write(actor, (w) => this.#make(w, purpose)))
    const named = this.#open(row.id, purpose, row.wrapped)
    this.#current.set(purpose, { ...named, until: row.created_at + keyLifetimeMilliseconds })
    return named
  }

  /** The key with this id, or undefined when it was destroyed. */
  async find(purpose: string, id: string): Promise<KeyObject | undefined> {
    const opened = this.#opened.get(id)
    if (opened) return opened.key
    const row = await this.#store.read((r) =>
      r.db.selectFrom('vault_keys').selectAll().where('id', '=', id).where('purpose', '=', purpose).executeTakeFirst(),
    )
    return row ? this.#open(row.id, purpose, row.wrapped).key : undefined
  }

  /**
   * Destroys the keys of a purpose that nothing needs any more, and returns how many.
   *
   * A key is spared for a day after its month, because a process may still be making a row under it.
   */
  async destroyUnneeded(w: Write, purpose: string, isNeeded: (id: string) => Promise<boolean>): Promise<number> {
    w.unrecorded('a key of the server itself, which nothing was left under')
    const before = w.now - keyLifetimeMilliseconds - graceMilliseconds
    const old = await w.db
      .selectFrom('vault_keys')
      .select('id')
      .where('purpose', '=', purpose)
      .where('created_at', '<=', before)
      .execute()
    let destroyed = 0
    for (const { id } of old) {
      if (await isNeeded(id)) continue
      await w.db.deleteFrom('vault_keys').where('id', '=', id).execute()
      this.#opened.delete(id)
      destroyed++
    }
    return destroyed
  }

  #open(id: string, purpose: string, wrapped: Uint8Array): NamedKey {
    const named = { id, key: createSecretKey(this.#vault.open(wrapping, `${purpose}/${id}`, wrapped)) }
    this.#opened.set(id, named)
    return named
  }

  async #make(w: Write, purpose: string) {
    w.unrecorded('a key of the server itself; its use is what gets recorded')
    const id = uuid(w.random)
    const wrapped = this.#vault.seal(wrapping, `${purpose}/${id}`, w.random.bytes(32))
    const row = { id, purpose, wrapped, created_at: w.now as number, retired_at: null }
    await w.db.insertInto('vault_keys').values(row).execute()
    return row
  }
}
