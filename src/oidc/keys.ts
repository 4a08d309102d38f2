import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose'
import { type SystemActor, serverOrigin } from '../base/actor.ts'
import { toBase64Url, utf8 } from '../base/bytes.ts'
import { uuid } from '../base/random.ts'
import { type Instant, plusSeconds } from '../base/time.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Store } from '../kernel/store.ts'
import { accessTokenLifetimeSeconds, signingAlgorithm } from './rules.ts'
import { countSigningKeys, insertSigningKey, listSigningKeys } from './store.ts'
import type { SigningKeyRow } from './tables.ts'

/** A key that signs tokens, or did until lately. */
export interface SigningKey {
  /** The `kid` of its tokens. */
  readonly id: string
  readonly privateJwk: JWK
  readonly publicKey: CryptoKey
}

interface Loaded {
  readonly keys: readonly SigningKey[]
  readonly at: Instant
}

const purpose = 'signing-key'
const reloadAfterSeconds = 300
const reloadAtMostEverySeconds = 2
/** A retired key is still believed until the last token it signed is over. */
const graceSeconds = accessTokenLifetimeSeconds + 600

const loaded = new WeakMap<Store, Promise<Loaded>>()

/**
 * The keys whose tokens are believed, the one to sign with in front; the first is made when there is none.
 *
 * They are read again every five minutes, and at once for an unknown `kid`, so a key made by another process is known.
 */
export async function signingKeys(kernel: Kernel, wanted?: string): Promise<readonly SigningKey[]> {
  const latest = loaded.get(kernel.store) ?? reload(kernel)
  const known = await latest
  const isMissing = wanted !== undefined && !known.keys.some((key) => key.id === wanted)
  const staleAt = plusSeconds(known.at, isMissing ? reloadAtMostEverySeconds : reloadAfterSeconds)
  const now = kernel.clock.now()
  if (known.at <= now && now < staleAt) return known.keys
  const newer = loaded.get(kernel.store)
  return (await (newer && newer !== latest ? newer : reload(kernel))).keys
}

function reload(kernel: Kernel): Promise<Loaded> {
  const loading = load(kernel)
  loaded.set(kernel.store, loading)
  loading.catch(() => loaded.delete(kernel.store))
  return loading
}

async function load(kernel: Kernel): Promise<Loaded> {
  const at = kernel.clock.now()
  const read = () => kernel.store.read((r) => listSigningKeys(r.db, plusSeconds(r.now, -graceSeconds)))
  const rows = await read()
  const isUsable = rows.some((row) => row.retired_at === null)
  if (!isUsable) await makeKey(kernel)
  const current = isUsable ? rows : await read()
  const ordered = current.toSorted(
    (left, right) => Number(left.retired_at !== null) - Number(right.retired_at !== null),
  )
  return { keys: await Promise.all(ordered.map((row) => open(kernel, row))), at }
}

/** Its id follows from how many keys there were, so processes that start together make one key, not several. */
async function makeKey(kernel: Kernel): Promise<void> {
  const position = await kernel.store.read((r) => countSigningKeys(r.db))
  const id = toBase64Url(kernel.vault.mac(`${purpose}-id`, String(position))).slice(0, 22)
  const pair = await generateKeyPair(signingAlgorithm, { extractable: true, modulusLength: 2048 })
  const publicJwk = { ...(await exportJWK(pair.publicKey)), kid: id, use: 'sig', alg: signingAlgorithm }
  const privateJwk = { ...(await exportJWK(pair.privateKey)), kid: id, use: 'sig', alg: signingAlgorithm }
  const actor: SystemActor = { kind: 'system', displayName: 'Latchkey', origin: serverOrigin(uuid(kernel.random)) }
  await kernel.store.write(actor, (w) => {
    w.unrecorded('a key of the server itself; its use is what gets recorded')
    return insertSigningKey(w.db, {
      id,
      algorithm: signingAlgorithm,
      public_key: JSON.stringify(publicJwk),
      private_key: kernel.vault.seal(purpose, id, utf8(JSON.stringify(privateJwk))),
      created_at: w.now,
      retired_at: null,
    })
  })
}

async function open(kernel: Kernel, row: SigningKeyRow): Promise<SigningKey> {
  const publicKey = await importJWK(JSON.parse(row.public_key) as JWK, signingAlgorithm)
  if (publicKey instanceof Uint8Array) throw new Error(`The signing key ${row.id} is not a public key`)
  const opened = kernel.vault.open(purpose, row.id, row.private_key)
  return { id: row.id, privateJwk: JSON.parse(new TextDecoder().decode(opened)) as JWK, publicKey }
}
