import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/server'
import type { Actor } from '../../base/actor.ts'
import { toBase64Url } from '../../base/bytes.ts'
import { Refusal, type Verdict } from '../../base/refusal.ts'
import { type Instant, plusMinutes } from '../../base/time.ts'
import { beginCeremony } from '../../ceremonies/service.ts'
import type { User } from '../../directory/rules.ts'
import { requireUser, tenant } from '../../directory/service.ts'
import { command } from '../../kernel/command.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { Read } from '../../kernel/store.ts'
import { policyFor } from '../../policies/authentication-methods/service.ts'
import { ownerTarget, requireMethodName, targetOwner } from '../owner.ts'
import { type CheckedAnswer, checkAnswer, type KeepingWhy, keepAnswer, type RegistrationOwner } from './keeping.ts'
import { passkeyProperties } from './properties.ts'
import { answerChecks } from './request.ts'
import { mostPasskeys, type Passkey, registrationReasons, relyingParty, wantsModel } from './rules.ts'
import { listPasskeysOf } from './store.ts'

interface StartProvisioning {
  readonly user: string
  /** How long the challenge may be answered: 5 to 43200. */
  readonly challengeTimeoutMinutes: number
}

/** Options for `navigator.credentials.create`, for a user's passkey that an administrator registers. */
export interface ProvisioningOptions {
  readonly expiresAt: Instant
  readonly options: PublicKeyCredentialCreationOptionsJSON
}

const shortestMinutes = 5
const longestMinutes = 43_200
/** WebAuthn's timeout is a 32-bit number in Graph. */
const longestMilliseconds = 2 ** 31 - 1

/** A challenge given to one administrator or application is no other's. */
const ceremonyOwner = (actor: Actor, user: Pick<User, 'id'>): RegistrationOwner => ({
  kind: 'passkeyProvisioning',
  userId: user.id,
  boundTo: boundTo(actor),
})

function boundTo(actor: Actor): string {
  if (actor.kind === 'user') return `user ${actor.userId}`
  return actor.kind === 'application' ? `application ${actor.appId}` : actor.kind
}

/**
 * Begins the registration of a passkey on behalf of a user.
 *
 * Refuses with `challengeTimeoutOutOfRange`, `methodDisabled`, `userNotIncluded`, `userExcluded` or `tooManyMethods`.
 *
 * Source: facts/entra.md §10.2, §13; WebAuthn Level 3 §5.4.
 */
export const startPasskeyProvisioning = command({
  name: 'startPasskeyProvisioning',
  operation: 'passkeys.create',
  activity: 'getPasskeyCreationOptions',
  target: (r, input: StartProvisioning) => targetOwner(r, input),
  prepare: async (_kernel, _input, actor) => ({ actor, checks: await answerChecks() }),
  work: async (w, { user, challengeTimeoutMinutes }, { actor, checks }, kernel): Promise<ProvisioningOptions> => {
    requireTimeout(challengeTimeoutMinutes)
    const owner = await requireUser(w, user)
    const policy = await requireProvisionable(w, owner)
    const challenge = Uint8Array.from(w.random.bytes(32))
    await beginCeremony(kernel, w, ceremonyOwner(actor, owner), toBase64Url(challenge), null, challengeTimeoutMinutes)
    const options = await checks.registrationOptions({
      relyingParty: relyingParty(kernel.settings.publicUrl),
      tenantName: (await tenant(w)).displayName,
      challenge,
      user: owner,
      attestation: wantsModel(policy) ? 'direct' : 'none',
      exclude: await listPasskeysOf(w, owner.id),
      timeoutMilliseconds: Math.min(challengeTimeoutMinutes * 60_000, longestMilliseconds),
      residentKey: 'required',
    })
    const reason = 'Successfully retrieved passkey creation options.'
    w.audit({ activity: 'getPasskeyCreationOptions', reason, targets: [ownerTarget(owner)] })
    return { expiresAt: plusMinutes(w.now, challengeTimeoutMinutes), options }
  },
})

function requireTimeout(minutes: number): void {
  if (Number.isInteger(minutes) && minutes >= shortestMinutes && minutes <= longestMinutes) return
  const field = 'challengeTimeoutInMinutes'
  const message = `${field} must be a whole number from ${shortestMinutes} to ${longestMinutes}.`
  throw new Refusal('challengeTimeoutOutOfRange', message, { field })
}

async function requireProvisionable(r: Read, owner: User) {
  const { configuration, scope } = await policyFor(r, 'Fido2', owner.id)
  if (!scope.allowed) throw new Refusal(scope.why, outOfScope[scope.why])
  if ((await listPasskeysOf(r, owner.id)).length >= mostPasskeys) throw new Refusal('tooManyMethods', reasons.tooMany)
  return configuration
}

const outOfScope = {
  methodDisabled: 'Passkeys are switched off in the authentication methods policy. Enable Fido2 there first.',
  userNotIncluded:
    'The user is in no group that the Fido2 policy includes. Add the user to one, or include a group of the user.',
  userExcluded: 'The user is excluded from the Fido2 policy. Take the user out of the group it excludes.',
}

/** What the administrator is told. */
const reasons: Readonly<Record<KeepingWhy, string>> = {
  ...registrationReasons,
  notOffered: 'The Fido2 policy does not give passkeys to this user any more.',
  notVerified:
    'The authenticator did not check who was at it. Set a PIN or a fingerprint on it, and ask for new creation options.',
  over: 'The challenge is not one given to you for this user, or its time is over, or it was answered before. Ask for new creation options.',
  unverifiable:
    'The answer of the authenticator could not be verified. Ask for new creation options, and hand them to it unchanged.',
  registeredAlready: 'This passkey is registered already. Use another authenticator.',
  tooMany: `The user has ${mostPasskeys} passkeys, which is as many as anybody may have. Delete one that is not used any more.`,
}

interface ProvisionPasskey {
  readonly user: string
  readonly displayName: string
  /** The JSON of the authenticator's PublicKeyCredential. */
  readonly credential: unknown
}

interface PreparedPasskey {
  readonly owner: RegistrationOwner
  readonly displayName: string
  readonly checked: CheckedAnswer
}

const keep = command({
  name: 'provisionPasskey',
  operation: 'passkeys.create',
  activity: 'adminRegisteredSecurityInfo',
  target: (r, input: ProvisionPasskey) => targetOwner(r, input),
  prepare: async (kernel, input, actor): Promise<PreparedPasskey> => {
    const displayName = requireMethodName(input.displayName)
    const user = await kernel.store.read((r) => requireUser(r, input.user))
    const owner = ceremonyOwner(actor, user)
    return { owner, displayName, checked: await checkAnswer(kernel, owner, input.credential) }
  },
  work: async (
    w,
    input,
    { owner, checked, displayName },
  ): Promise<Verdict<{ readonly passkey: Passkey }, KeepingWhy>> => {
    const user = await requireUser(w, input.user)
    const kept = await keepAnswer(w, owner, checked, displayName)
    const activity = 'adminRegisteredSecurityInfo'
    if (kept.ok) {
      const targets = [ownerTarget(user, passkeyProperties(undefined, kept.passkey))]
      w.audit({ activity, reason: 'Admin registered Fido2 Authentication Method for user', targets })
    } else {
      const reason = `Admin failed to register Fido2 Authentication Method for user: ${reasons[kept.why]}`
      w.audit({ activity, result: 'failure', reason, targets: [ownerTarget(user)] })
    }
    return kept
  },
})

/**
 * Registers a passkey on behalf of a user, with the answer to a challenge that the same administrator was given.
 *
 * A challenge is spent by its first answer, right or wrong.
 * Refuses with `registrationExpired`, `registrationRefused`, `tooManyMethods` or `nameInvalid`.
 *
 * Source: WebAuthn Level 3 §7.1; facts/entra.md §10.2.
 */
export async function provisionPasskey(kernel: Kernel, actor: Actor, input: ProvisionPasskey): Promise<Passkey> {
  const kept = await keep(kernel, actor, input)
  if (kept.ok) return kept.passkey
  throw new Refusal(refusalCodeOf[kept.why] ?? 'registrationRefused', reasons[kept.why], {
    field: 'publicKeyCredential',
  })
}

const refusalCodeOf: Partial<Record<KeepingWhy, 'registrationExpired' | 'tooManyMethods'>> = {
  over: 'registrationExpired',
  tooMany: 'tooManyMethods',
}
