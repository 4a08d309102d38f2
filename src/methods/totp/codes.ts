import { Secret as OathSecret, TOTP } from 'otpauth'
import type { Instant } from '../../base/time.ts'
import { codeDigits, stepAt, stepSeconds, stepWindow } from './rules.ts'

const settings = { algorithm: 'SHA1', digits: codeDigits, period: stepSeconds } as const

const oathSecret = (secret: Uint8Array): OathSecret => new OathSecret({ buffer: Uint8Array.from(secret).buffer })

/** The time step, the present one or a neighbour, at which the secret gives this code; undefined when none does. */
export function matchingStep(secret: Uint8Array, code: string, now: Instant): number | undefined {
  const delta = TOTP.validate({
    ...settings,
    token: code,
    secret: oathSecret(secret),
    timestamp: now,
    window: stepWindow,
  })
  return delta === null ? undefined : stepAt(now) + delta
}

/** What an authenticator app takes over: as an address in a QR code, or typed. */
export interface OathKey {
  /** `otpauth://totp/…`. */
  readonly uri: string
  /** Base32, ungrouped. */
  readonly key: string
}

export function oathKey(secret: Uint8Array, issuer: string, label: string): OathKey {
  const totp = new TOTP({ ...settings, secret: oathSecret(secret), issuer, label })
  return { uri: totp.toString(), key: totp.secret.base32 }
}
