import { toBase64Url } from '../../base/bytes.ts'
import { Refusal } from '../../base/refusal.ts'
import type { UserId } from '../../base/text.ts'
import { beginCeremony, consumeRegistration, findCeremony } from '../../ceremonies/service.ts'
import { requireUser } from '../../directory/service.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { Write } from '../../kernel/store.ts'
import { configuration, policyFor } from '../../policies/authentication-methods/service.ts'
import type { CeremonyContext, RegisterCeremony } from '../method.ts'
import { ownerTarget, requireInScope, requireMethodName } from '../owner.ts'
import { uniqueName } from '../rules/names.ts'
import type { JudgeChain, VerifiedRegistration } from './ceremony.ts'
import { passkeyProperties } from './properties.ts'
import { answerChecks } from './request.ts'
import {
  judgeAttestation,
  modelName,
  mostPasskeys,
  type Passkey,
  readAttestation,
  registrationReasons,
  relyingParty,
} from './rules.ts'
import { insertPasskey, listPasskeysOf } from './store.ts'

/** What the browser brings back. */
export interface PasskeyRegistration {
  /** The JSON of the browser's PublicKeyCredential, as an object or as text. */
  readonly credential: unknown
  /** Absent: named after the model. */
  readonly displayName?: string
}

type RegistrationContext = CeremonyContext & { readonly userId: UserId }

export interface CheckedRegistration {
  /** The challenge answered, where it is open and this user's. */
  readonly challenge: string | undefined
  readonly verified: VerifiedRegistration | undefined
  readonly displayName: string | undefined
}

const ceremonyOwner = ({ userId, boundTo }: RegistrationContext) =>
  ({ kind: 'passkeyRegistration', userId, boundTo }) as const

const tooMany = `You have ${mostPasskeys} passkeys, which is as many as you may have. Remove one that you do not use any more.`
const over = 'This registration took too long or was finished before. Start again.'
const unverifiable = 'The answer of your passkey provider could not be verified. Start again, or use another one.'

/**
 * Registering a passkey.
 *
 * `begin` refuses with `methodDisabled`, `userNotIncluded`, `userExcluded`, `registrationRefused` or `tooManyMethods`;
 * `check` with `nameInvalid`; whatever else is wrong with an answer is a verdict, and recorded.
 *
 * Source: WebAuthn Level 3 §7.1; facts/entra.md §10.2.
 */
export const register: RegisterCeremony<PasskeyRegistration, CheckedRegistration> = {
  begin: async (kernel, w, context) => {
    const user = await requireUser(w, context.userId)
    const policy = await requireRegistrable(w, context.userId)
    const existing = await listPasskeysOf(w, user.id)
    if (existing.length >= mostPasskeys) throw new Refusal('tooManyMethods', tooMany)
    const challenge = Uint8Array.from(w.random.bytes(32))
    await beginCeremony(kernel, w, ceremonyOwner(context), toBase64Url(challenge), null)
    w.audit({
      activity: 'userStartedSecurityInfoRegistration',
      reason: 'User started registration of Fido2 Authentication Method',
      targets: [ownerTarget(user)],
    })
    const wantsModel = policy.isAttestationEnforced || policy.keyRestrictions.isEnforced
    const { registrationOptions } = await answerChecks()
    return registrationOptions({
      relyingParty: relyingParty(kernel.settings.publicUrl, kernel.tenant.displayName),
      challenge,
      user,
      attestation: wantsModel ? 'direct' : 'none',
      exclude: existing,
    })
  },

  check: async (kernel, context, answer) => {
    const displayName = answer.displayName === undefined ? undefined : requireMethodName(answer.displayName)
    const credential = readAttestation(answer.credential)
    const { challengeOf, verifyRegistration } = await answerChecks()
    const challenge = credential ? challengeOf(credential) : ''
    const { open, policy } = await kernel.store.read(async (r) => ({
      open: await findCeremony(kernel, r, ceremonyOwner(context), challenge),
      policy: await configuration(r, 'Fido2'),
    }))
    if (!open.ok || !credential) return { challenge: undefined, verified: undefined, displayName }
    const verified = await verifyRegistration(
      relyingParty(kernel.settings.publicUrl, kernel.tenant.displayName),
      credential,
      challenge,
      policy.isAttestationEnforced ? await judgeFor(kernel) : undefined,
    )
    return { challenge, verified, displayName }
  },

  settle: async (_kernel, w, context, { challenge, verified, displayName }) => {
    if (!challenge || !(await consumeRegistration(w, ceremonyOwner(context), challenge)))
      return refuse(w, context, over)
    if (!verified) return refuse(w, context, unverifiable)
    const policy = await policyFor(w, 'Fido2', context.userId)
    const why = policy.scope.allowed ? judgeAttestation(policy.configuration, verified) : 'notOffered'
    if (why) return refuse(w, context, registrationReasons[why])
    const existing = await listPasskeysOf(w, context.userId)
    if (existing.length >= mostPasskeys) return refuse(w, context, tooMany)
    const taken = existing.map((passkey) => passkey.displayName)
    const name = uniqueName(displayName ?? modelName(verified.aaguid) ?? 'Passkey', taken)
    const passkey = passkeyOf(w, context.userId, name, verified)
    if (!(await insertPasskey(w, { passkey, publicKey: verified.publicKey }))) {
      return refuse(w, context, 'This passkey is registered already. Use another one.')
    }
    await recordRegistration(w, passkey)
    return { ok: true, value: { methodId: passkey.id, displayName: passkey.displayName } }
  },
}

async function judgeFor(kernel: Kernel): Promise<JudgeChain> {
  const { judgeChain } = await import('./certificates.ts')
  return (chain) => judgeChain(chain, kernel.settings.trustedAttestations ?? [], kernel.clock.now())
}

async function requireRegistrable(w: Write, userId: UserId) {
  const { configuration: policy, scope } = await policyFor(w, 'Fido2', userId)
  requireInScope(scope, 'Passkeys are')
  if (policy.isSelfServiceRegistrationAllowed) return policy
  throw new Refusal('registrationRefused', registrationReasons.notOffered)
}

const passkeyOf = (w: Write, userId: UserId, displayName: string, verified: VerifiedRegistration): Passkey => ({
  id: verified.id,
  userId,
  displayName,
  signCount: verified.signCount,
  aaguid: verified.aaguid,
  attestationLevel: verified.attestation === 'certified' ? 'attested' : 'notAttested',
  attestationCertificates: verified.certificates.map(toBase64Url),
  transports: verified.transports,
  backupEligible: verified.backupEligible,
  backupState: verified.backupState,
  discoverable: verified.discoverable,
  createdAt: w.now,
  lastUsedAt: null,
})

async function refuse(w: Write, context: RegistrationContext, why: string) {
  w.audit({
    activity: 'userRegisteredSecurityInfo',
    result: 'failure',
    reason: `User failed to register Fido2 Authentication Method: ${why}`,
    targets: [ownerTarget(await requireUser(w, context.userId))],
  })
  return { ok: false, why } as const
}

async function recordRegistration(w: Write, passkey: Passkey): Promise<void> {
  w.audit({
    activity: 'userRegisteredSecurityInfo',
    reason: 'User registered Fido2 Authentication Method',
    targets: [ownerTarget(await requireUser(w, passkey.userId), passkeyProperties(undefined, passkey))],
  })
}
