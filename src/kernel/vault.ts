import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'
import { utf8 } from '../base/bytes.ts'
import type { Random } from '../base/random.ts'

const version = 1
const nonceLength = 12
const tagLength = 16

/** What a sealed value could not be: made by this vault, for this purpose and this owner. */
export class VaultMismatch extends Error {
  constructor() {
    super('A sealed value does not open: the master key is another one, or the value was moved or altered')
    this.name = 'VaultMismatch'
  }
}

/**
 * Keys at rest: everything secret in the database is sealed or keyed from one master key outside it.
 *
 * Each purpose has a key of its own, derived by HKDF-SHA-256 (RFC 5869).
 */
export class Vault {
  readonly #master: KeyObject
  readonly #random: Random
  readonly #derived = new Map<string, KeyObject>()

  /** `masterKey` has 32 bytes. */
  constructor(masterKey: Uint8Array, random: Random) {
    if (masterKey.length !== 32) throw new Error('The master key must have 32 bytes')
    this.#master = createSecretKey(masterKey)
    this.#random = random
  }

  /** The key of one purpose, for keyed hashes. */
  key(purpose: string): KeyObject {
    const known = this.#derived.get(purpose)
    if (known) return known
    const derived = createSecretKey(
      new Uint8Array(hkdfSync('sha256', this.#master, utf8('latchkey'), utf8(purpose), 32)),
    )
    this.#derived.set(purpose, derived)
    return derived
  }

  /** HMAC-SHA-256 over the parts, each preceded by its length so that no two lists read alike. */
  mac(purpose: string, ...parts: readonly (string | Uint8Array)[]): Uint8Array {
    return macWith(this.key(purpose), ...parts)
  }

  /**
   * Encrypts with AES-256-GCM under the purpose's key.
   *
   * `owner` (a row's id, say) is authenticated too, so a sealed value can't be moved to another row.
   */
  seal(purpose: string, owner: string, plain: Uint8Array): Uint8Array {
    const nonce = this.#random.bytes(nonceLength)
    const cipher = createCipheriv('aes-256-gcm', this.key(purpose), nonce)
    cipher.setAAD(utf8(owner))
    return Buffer.concat([Uint8Array.of(version), nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  }

  /** Opens what `seal` made; throws `VaultMismatch` for anything else. */
  open(purpose: string, owner: string, sealed: Uint8Array): Uint8Array {
    if (sealed[0] !== version || sealed.length < 1 + nonceLength + tagLength) throw new VaultMismatch()
    const nonce = sealed.subarray(1, 1 + nonceLength)
    const decipher = createDecipheriv('aes-256-gcm', this.key(purpose), nonce)
    decipher.setAAD(utf8(owner))
    decipher.setAuthTag(sealed.subarray(sealed.length - tagLength))
    try {
      const body = sealed.subarray(1 + nonceLength, sealed.length - tagLength)
      return Buffer.concat([decipher.update(body), decipher.final()])
    } catch {
      throw new VaultMismatch()
    }
  }
}

/** HMAC-SHA-256 under a given key over length-prefixed parts. */
export function macWith(key: KeyObject, ...parts: readonly (string | Uint8Array)[]): Uint8Array {
  const hmac = createHmac('sha256', key)
  for (const part of parts) {
    const bytes = typeof part === 'string' ? Buffer.from(part) : part
    const length = Buffer.alloc(4)
    length.writeUInt32BE(bytes.length)
    hmac.update(length).update(bytes)
  }
  return hmac.digest()
}
