import { toBase64Url } from '../../base/bytes.ts'
import { Refusal } from '../../base/refusal.ts'
import type { UserId } from '../../base/text.ts'
import { beginCeremony } from '../../ceremonies/service.ts'
import { requireUser, tenant } from '../../directory/service.ts'
import type { Write } from '../../kernel/store.ts'
import { policyFor } from '../../policies/authentication-methods/service.ts'
import type { CeremonyContext, RegisterCeremony } from '../method.ts'
import { ownerTarget, requireInScope, requireMethodName } from '../owner.ts'
import { type CheckedAnswer, checkAnswer, keepAnswer } from './keeping.ts'
import { passkeyProperties } from './properties.ts'
import { answerChecks, timeoutMilliseconds } from './request.ts'
import {
  judgeModel,
  keepingReasons,
  mostPasskeys,
  type Passkey,
  registrationReasons,
  relyingParty,
  wantsModel,
} from './rules.ts'
import { listPasskeysOf } from './store.ts'

/** What the browser brings back. */
export interface PasskeyRegistration {
  /** The JSON of the browser's PublicKeyCredential, as an object or as text. */
  readonly credential: unknown
  /** Absent: named after the model. */
  readonly displayName?: string
}

type RegistrationContext = CeremonyContext & { readonly userId: UserId }

export interface CheckedRegistration extends CheckedAnswer {
  readonly displayName: string | undefined
}

const ceremonyOwner = ({ userId, boundTo }: RegistrationContext) =>
  ({ kind: 'passkeyRegistration', userId, boundTo }) as const

/**
 * Registering a passkey.
 *
 * `begin` refuses with `methodDisabled`, `userNotIncluded`, `userExcluded`, `registrationRefused` or `tooManyMethods`;
 * `check` with `nameInvalid`; whatever else is wrong with an answer is a verdict, and recorded.
 *
 * Source: WebAuthn Level 3 §7.1; facts/entra.md §10.2.
 */
export const register: RegisterCeremony<PasskeyRegistration, CheckedRegistration> = {
  offer: async (r, userId) => {
    const { configuration: policy, scope } = await policyFor(r, 'Fido2', userId)
    if (!scope.allowed) return { why: scope.why }
    if (!policy.isSelfServiceRegistrationAllowed) return { why: 'selfServiceOff' }
    if ((await listPasskeysOf(r, userId)).length >= mostPasskeys) return { why: 'tooManyMethods' }
    const { keyRestrictions } = policy
    return {
      why: null,
      models: (named) =>
        [...new Set([...named, ...keyRestrictions.aaGuids, ''])].filter(
          (model) => judgeModel(keyRestrictions, model) === undefined,
        ),
    }
  },

  begin: async (kernel, w, context) => {
    const user = await requireUser(w, context.userId)
    const policy = await requireRegistrable(w, context.userId)
    const existing = await listPasskeysOf(w, user.id)
    if (existing.length >= mostPasskeys) throw new Refusal('tooManyMethods', keepingReasons.tooMany)
    const challenge = Uint8Array.from(w.random.bytes(32))
    await beginCeremony(kernel, w, ceremonyOwner(context), toBase64Url(challenge), null)
    w.audit({
      activity: 'userStartedSecurityInfoRegistration',
      reason: 'User started registration of Fido2 Authentication Method',
      targets: [ownerTarget(user)],
    })
    const { registrationOptions } = await answerChecks()
    return registrationOptions({
      relyingParty: relyingParty(kernel.settings.publicUrl),
      tenantName: (await tenant(w)).displayName,
      challenge,
      user,
      attestation: wantsModel(policy) || context.wantsModel ? 'direct' : 'none',
      exclude: existing,
      timeoutMilliseconds,
      residentKey: 'preferred',
    })
  },

  check: async (kernel, context, answer) => {
    const displayName = answer.displayName === undefined ? undefined : requireMethodName(answer.displayName)
    return { ...(await checkAnswer(kernel, ceremonyOwner(context), answer.credential)), displayName }
  },

  settle: async (_kernel, w, context, checked) => {
    const kept = await keepAnswer(w, ceremonyOwner(context), checked, checked.displayName)
    if (!kept.ok) return refuse(w, context, keepingReasons[kept.why])
    await recordRegistration(w, kept.passkey)
    return { ok: true, value: { methodId: kept.passkey.id, displayName: kept.passkey.displayName } }
  },
}

async function requireRegistrable(w: Write, userId: UserId) {
  const { configuration: policy, scope } = await policyFor(w, 'Fido2', userId)
  requireInScope(scope, 'Passkeys are')
  if (policy.isSelfServiceRegistrationAllowed) return policy
  throw new Refusal('registrationRefused', registrationReasons.notOffered)
}

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
