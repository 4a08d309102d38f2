import { constantTimeEqual, toBase64Url, utf8 } from '../base/bytes.ts'
import { type Random, uuid } from '../base/random.ts'
import type { Verdict } from '../base/refusal.ts'
import { Refusal } from '../base/refusal.ts'
import { Secret } from '../base/secret.ts'
import { type Instant, plusMinutes } from '../base/time.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Vault } from '../kernel/vault.ts'
import {
  type Application,
  isApplicationName,
  isSecretExpiry,
  isSecretLifetime,
  mostNameLength,
  type SecretSummary,
  secretLifetimeDays,
} from './rules.ts'
import { findByAppId, listSecrets, type StoredSecret } from './store.ts'

const secretBytes = 32
const hintLength = 3
const minutesPerDay = 24 * 60

/** A secret just made: the only time its text can be had. */
export interface NewSecret extends SecretSummary {
  readonly secret: Secret
}

/** What a secret is to be like; the default lifetime where neither its length nor its end is told. */
export interface SecretTerms {
  readonly lifetimeDays?: number | undefined
  readonly expiresAt?: Instant | undefined
  readonly displayName?: string | null | undefined
}

/**
 * Makes a client secret of 256 random bits.
 *
 * Refuses with `secretLifetimeOutOfRange` or `nameInvalid`.
 */
export function makeSecret(
  vault: Vault,
  random: Random,
  now: Instant,
  terms: SecretTerms = {},
): { readonly shown: NewSecret; readonly stored: StoredSecret } {
  const displayName = terms.displayName?.normalize('NFC').trim() || null
  if (displayName !== null && !isApplicationName(displayName)) {
    throw new Refusal(
      'nameInvalid',
      `The description of a secret has at most ${mostNameLength} characters and no control characters.`,
      { field: 'passwordCredential/displayName' },
    )
  }
  const expiresAt = endOf(now, terms)
  const text = toBase64Url(random.bytes(secretBytes))
  const id = uuid(random)
  const summary = {
    id,
    displayName,
    hint: text.slice(0, hintLength),
    createdAt: now,
    expiresAt,
  }
  return { shown: { ...summary, secret: new Secret(text) }, stored: { ...summary, hash: hashOf(vault, id, text) } }
}

function endOf(now: Instant, { lifetimeDays = secretLifetimeDays.default, expiresAt }: SecretTerms): Instant {
  const { least, most } = secretLifetimeDays
  if (expiresAt !== undefined) {
    if (isSecretExpiry(now, expiresAt)) return expiresAt
    throw new Refusal('secretLifetimeOutOfRange', `A client secret ends in the future, and within ${most} days.`, {
      field: 'passwordCredential/endDateTime',
    })
  }
  if (isSecretLifetime(lifetimeDays)) return plusMinutes(now, lifetimeDays * minutesPerDay)
  throw new Refusal('secretLifetimeOutOfRange', `A client secret lives for ${least} to ${most} whole days.`)
}

const hashOf = (vault: Vault, secretId: string, text: string): string =>
  toBase64Url(vault.mac('application-secret', secretId, text))

/** What presenting a client secret comes to; the application is told wherever there is one, for the record. */
export type SecretVerdict = Verdict<{ readonly application: Application }, never> | FailedSecret

interface FailedSecret {
  readonly ok: false
  readonly why: 'unknownApplication' | 'wrongSecret' | 'expiredSecret' | 'disabled'
  readonly application?: Application
}

/**
 * Judges a client secret against every secret of the application, in a time that tells nothing of where they differ.
 *
 * That a secret is expired, or its application disabled, is told only to whoever has the right secret.
 */
export async function checkClientSecret(kernel: Kernel, clientId: string, presented: Secret): Promise<SecretVerdict> {
  const found = await kernel.store.read(async (read) => {
    const application = await findByAppId(read.db, clientId.toLowerCase())
    return application && { application, secrets: await listSecrets(read.db, application.id), now: read.now }
  })
  if (!found) return { ok: false, why: 'unknownApplication' }
  const { application, secrets, now } = found
  const right = secrets.filter((secret) =>
    constantTimeEqual(utf8(secret.hash), utf8(hashOf(kernel.vault, secret.id, presented.reveal()))),
  )
  if (right.length === 0) return { ok: false, why: 'wrongSecret', application }
  if (!right.some((secret) => secret.expiresAt > now)) return { ok: false, why: 'expiredSecret', application }
  if (!application.accountEnabled) return { ok: false, why: 'disabled', application }
  return { ok: true, application }
}
