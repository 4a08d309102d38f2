import { CompactEncrypt } from 'jose'
import type { HandOutPayload } from './payload.ts'

/** Three times what OWASP asks of PBKDF2 with SHA-512, because a file can be guessed at for years. */
const iterations = 600_000

/**
 * Encrypts a hand-out with a password, as a compact JWE of PBES2-HS512+A256KW and A256GCM (RFC 7516, RFC 7518 §4.8).
 *
 * The password counts in its composed form, so that it does not matter how a keyboard makes an umlaut.
 */
export async function encryptHandOut(payload: HandOutPayload, password: string): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(payload))
  const jwe = await new CompactEncrypt(bytes)
    .setProtectedHeader({ alg: 'PBES2-HS512+A256KW', enc: 'A256GCM', cty: 'application/json' })
    .setKeyManagementParameters({ p2c: iterations })
    .encrypt(new TextEncoder().encode(password.normalize('NFC')))
  bytes.fill(0)
  return jwe
}
