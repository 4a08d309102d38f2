import type { Actor } from '../../base/actor.ts'
import { toBase64Url, utf8 } from '../../base/bytes.ts'
import { uuid } from '../../base/random.ts'
import { Secret } from '../../base/secret.ts'
import type { UserId } from '../../base/text.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { macWith } from '../../kernel/vault.ts'
import { drawPasscode, type PasscodeAlphabet, readTypedPasscode } from './rules/passcode.ts'
import type { StoredPass } from './store.ts'

/** The purpose of the rotating key that protects stored codes. */
export const passcodeKeyPurpose = 'passcode'

/** A code just drawn, with what the database keeps of it. */
export interface DrawnPasscode {
  readonly passId: string
  readonly code: Secret
  readonly codeHash: string
  readonly keyId: string
  readonly alphabet: PasscodeAlphabet
}

/**
 * Draws a code and hashes it: a keyed hash over user, pass and code, then argon2id with its own salt.
 *
 * Source: performance.md, "How a code is stored"; NIST SP 800-63B-4 §3.1.2; ADR 0007.
 */
export async function makePasscode(
  kernel: Kernel,
  actor: Actor,
  owner: UserId,
  shape: { readonly alphabet: PasscodeAlphabet; readonly length: number },
): Promise<DrawnPasscode> {
  const passId = uuid(kernel.random)
  const code = drawPasscode(kernel.random, shape.alphabet, shape.length)
  const { id: keyId, key } = await kernel.keyRing.current(actor, passcodeKeyPurpose)
  const codeHash = await kernel.passHash.hash(asText(macWith(key, owner, passId, code)), kernel.random.bytes(16))
  return { passId, code: new Secret(code), codeHash, keyId, alphabet: shape.alphabet }
}

/** The hash library reads its input as text. */
const asText = (mac: Uint8Array): Uint8Array => utf8(toBase64Url(mac))

const noPassId = '00000000-0000-0000-0000-000000000000'
const decoyHash = '$argon2id$v=19$m=256,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'

/**
 * Whether what was typed is the code of this pass.
 *
 * Without a pass, or with its hash erased, the same work is done on a decoy and the answer is no.
 */
export async function isPasscode(
  kernel: Kernel,
  owner: string,
  stored: StoredPass | undefined,
  typed: string,
): Promise<boolean> {
  const code = readTypedPasscode(typed, stored?.pass.alphabet ?? 'unambiguous')
  const key = stored && (await kernel.keyRing.find(passcodeKeyPurpose, stored.keyId))
  const codeHash = stored?.codeHash ?? undefined
  const mac = macWith(key ?? kernel.vault.key('passcode-decoy'), owner, stored?.pass.id ?? noPassId, code ?? '')
  const equal = await kernel.passHash.verify(codeHash ?? decoyPhc(kernel), asText(mac))
  return equal && code !== undefined && key !== undefined && codeHash !== undefined
}

/** A hash nothing verifies against, at the cost of a real one. */
function decoyPhc(kernel: Kernel): string {
  const [, , , , , tag] = decoyHash.split('$')
  const salt = toBase64Url(kernel.vault.mac('passcode-decoy-salt').subarray(0, 16))
    .replaceAll('-', '+')
    .replaceAll('_', '/')
  return `$argon2id$v=19$m=${kernel.settings.passHashMemoryKib},t=1,p=1$${salt}$${tag}`
}
