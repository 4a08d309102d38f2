import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { isoCBOR } from '@simplewebauthn/server/helpers'
import type { Attester } from './attestation-authority.ts'

type Cbor = Parameters<typeof isoCBOR.encode>[0]

/** COSE algorithms it can sign with: EdDSA, ES256, ES384 (which nobody offers), RS256. */
export type SoftAlgorithm = -8 | -7 | -35 | -257

interface SoftAuthenticatorOptions {
  /** Where the browser believes to be. */
  readonly origin?: string
  readonly aaguid?: string
  readonly algorithm?: SoftAlgorithm
  /** What it attests with: nothing, the new key itself, or a certificate. */
  readonly attestation?: 'none' | 'self' | Attester
  /** Whether its credentials are copied to other devices. */
  readonly synced?: boolean
  /** Whether it counts its signatures. */
  readonly counting?: boolean
}

/** What a browser hands over for `create`, as JSON. */
export interface CreationOptions {
  readonly challenge: string
  readonly rp: { readonly id?: string }
  readonly user: { readonly id: string }
}

/** What a browser hands over for `get`, as JSON. */
export interface RequestOptions {
  readonly challenge: string
  readonly rpId?: string
  readonly allowCredentials?: readonly { readonly id: string }[]
}

/** What goes wrong on purpose. */
export interface Tampering {
  readonly origin?: string
  readonly type?: string
  readonly rpId?: string
  readonly userVerified?: boolean
  readonly backedUp?: boolean
  readonly counter?: number
  readonly crossOrigin?: boolean
  readonly userHandle?: string
  readonly format?: string
  /** Claims that the chosen credential is this one. */
  readonly credentialId?: string
  readonly breakSignature?: boolean
}

interface Credential {
  readonly id: string
  readonly key: KeyObject
  readonly userHandle: string
  counter: number
}

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest()
const base64Url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')

/**
 * An authenticator and its browser in software: real keys, real signatures, any AAGUID, flags and attestation.
 *
 * Source: WebAuthn Level 3 §6; nothing of it is known to the product.
 */
export class SoftAuthenticator {
  readonly #options: Required<SoftAuthenticatorOptions>
  readonly #credentials: Credential[] = []

  constructor(options: SoftAuthenticatorOptions = {}) {
    this.#options = {
      origin: 'http://localhost:8080',
      aaguid: '00000000-0000-0000-0000-000000000000',
      algorithm: -7,
      attestation: 'none',
      synced: false,
      counting: true,
      ...options,
    }
  }

  get credentialIds(): readonly string[] {
    return this.#credentials.map((credential) => credential.id)
  }

  /** `navigator.credentials.create`, its outcome as JSON. */
  create(options: CreationOptions, wrong: Tampering = {}) {
    const { aaguid, algorithm } = this.#options
    const { key, cose } = newKey(algorithm)
    const id = randomBytes(20)
    const credential: Credential = { id: base64Url(id), key, userHandle: options.user.id, counter: 0 }
    this.#credentials.push(credential)
    const length = Uint8Array.of(id.length >> 8, id.length & 0xff)
    const attested = Buffer.concat([Buffer.from(aaguid.replaceAll('-', ''), 'hex'), length, id, isoCBOR.encode(cose)])
    const authData = this.#authData(options.rp.id ?? '', { counter: 0, ...wrong }, attested)
    const clientDataJSON = this.#clientData('webauthn.create', options.challenge, wrong)
    const signed = Buffer.concat([authData, sha256(clientDataJSON)])
    const { fmt, attStmt } = this.#statement(key, signed)
    const attestationObject = isoCBOR.encode(
      new Map<string, Cbor>([
        ['fmt', wrong.format ?? fmt],
        ['attStmt', attStmt],
        ['authData', Uint8Array.from(authData)],
      ]),
    )
    return {
      id: wrong.credentialId ?? credential.id,
      rawId: wrong.credentialId ?? credential.id,
      type: 'public-key',
      authenticatorAttachment: 'platform',
      clientExtensionResults: { credProps: { rk: true } },
      response: {
        clientDataJSON: base64Url(clientDataJSON),
        attestationObject: base64Url(attestationObject),
        transports: ['internal'],
      },
    }
  }

  /** `navigator.credentials.get`, its outcome as JSON. Takes the first credential the options allow. */
  get(options: RequestOptions, wrong: Tampering = {}) {
    const allowed = options.allowCredentials?.map(({ id }) => id)
    const credential = this.#credentials.find(({ id }) => !allowed || allowed.includes(id))
    if (!credential) throw new Error('The authenticator has none of the credentials allowed')
    if (this.#options.counting) credential.counter++
    const authData = this.#authData(options.rpId ?? '', { counter: credential.counter, ...wrong })
    const clientDataJSON = this.#clientData('webauthn.get', options.challenge, wrong)
    const signature = signWith(
      credential.key,
      this.#options.algorithm,
      Buffer.concat([authData, sha256(wrong.breakSignature ? 'something else' : clientDataJSON)]),
    )
    return {
      id: wrong.credentialId ?? credential.id,
      rawId: wrong.credentialId ?? credential.id,
      type: 'public-key',
      authenticatorAttachment: 'platform',
      clientExtensionResults: {},
      response: {
        clientDataJSON: base64Url(clientDataJSON),
        authenticatorData: base64Url(authData),
        signature: base64Url(signature),
        userHandle: wrong.userHandle ?? credential.userHandle,
      },
    }
  }

  #clientData(type: string, challenge: string, wrong: Tampering): Buffer {
    const origin = wrong.origin ?? this.#options.origin
    return Buffer.from(
      JSON.stringify({ type: wrong.type ?? type, challenge, origin, crossOrigin: wrong.crossOrigin ?? false }),
    )
  }

  #authData(rpId: string, wrong: Tampering, attested?: Buffer): Buffer {
    const userVerified = wrong.userVerified ?? true
    const backedUp = wrong.backedUp ?? this.#options.synced
    const flags =
      1 | (userVerified ? 4 : 0) | (this.#options.synced ? 8 : 0) | (backedUp ? 16 : 0) | (attested ? 64 : 0)
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(wrong.counter ?? 0)
    return Buffer.concat([sha256(wrong.rpId ?? rpId), Uint8Array.of(flags), counter, ...(attested ? [attested] : [])])
  }

  #statement(key: KeyObject, signed: Uint8Array): { fmt: string; attStmt: Map<string, Cbor> } {
    const { attestation, algorithm } = this.#options
    if (attestation === 'none') return { fmt: 'none', attStmt: new Map() }
    const bytes = (buffer: Uint8Array) => Uint8Array.from(buffer)
    if (attestation === 'self') {
      const sig = bytes(signWith(key, algorithm, signed))
      return {
        fmt: 'packed',
        attStmt: new Map<string, Cbor>([
          ['alg', algorithm],
          ['sig', sig],
        ]),
      }
    }
    const sig = bytes(signWith(attestation.key, -7, signed))
    const x5c = attestation.chain.map(bytes)
    return {
      fmt: 'packed',
      attStmt: new Map<string, Cbor>([
        ['alg', -7],
        ['sig', sig],
        ['x5c', x5c],
      ]),
    }
  }
}

const signWith = (key: KeyObject, algorithm: SoftAlgorithm, data: Uint8Array): Buffer =>
  sign(algorithm === -8 ? null : algorithm === -35 ? 'sha384' : 'sha256', data, key)

const part = (key: KeyObject, name: 'x' | 'y' | 'n' | 'e') =>
  Uint8Array.from(Buffer.from(key.export({ format: 'jwk' })[name] ?? '', 'base64url'))

function newKey(algorithm: SoftAlgorithm): { readonly key: KeyObject; readonly cose: Map<number, Cbor> } {
  switch (algorithm) {
    case -8: {
      const { publicKey, privateKey } = generateKeyPairSync('ed25519')
      const cose = new Map<number, Cbor>([
        [1, 1],
        [3, -8],
        [-1, 6],
        [-2, part(publicKey, 'x')],
      ])
      return { key: privateKey, cose }
    }
    case -257: {
      const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
      const cose = new Map<number, Cbor>([
        [1, 3],
        [3, -257],
        [-1, part(publicKey, 'n')],
        [-2, part(publicKey, 'e')],
      ])
      return { key: privateKey, cose }
    }
    default: {
      const curve = algorithm === -35 ? 'P-384' : 'P-256'
      const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: curve })
      const [x, y] = [part(publicKey, 'x'), part(publicKey, 'y')]
      const cose = new Map<number, Cbor>([
        [1, 2],
        [3, algorithm],
        [-1, algorithm === -35 ? 2 : 1],
        [-2, x],
        [-3, y],
      ])
      return { key: privateKey, cose }
    }
  }
}
