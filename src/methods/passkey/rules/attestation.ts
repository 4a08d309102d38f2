import type { KeyRestrictions } from '../../../policies/authentication-methods/rules.ts'

/** What a registration told of the authenticator, after its signature was verified. */
export interface AttestationFacts {
  readonly aaguid: string
  /**
   * `none`: the authenticator's word alone, also where it signed that word itself;
   * `certified`: certificates vouch for the model, and where trusted ones are named, lead to one of them;
   * `untrusted`: certificates that lead nowhere known.
   */
  readonly attestation: 'none' | 'certified' | 'untrusted'
  readonly userVerified: boolean
}

/** Why an authenticator was refused, with what the person is told. */
export const registrationReasons = {
  notOffered: 'Passkeys are not offered to you by your organisation. Choose another way, or ask your service desk.',
  notVerified: 'Your passkey provider did not check that it is you. Use one that asks for a fingerprint, face or PIN.',
  attestationMissing:
    'Your organisation accepts only authenticators that prove their model, and this one does not. Use a security key that your organisation has approved.',
  attestationUntrusted:
    'The certificate of this authenticator is not one that your organisation trusts. Use a security key that your organisation has approved.',
  modelNotAllowed:
    'This model of authenticator is not among those your organisation allows. Use one that your organisation has approved.',
  modelBlocked: 'Your organisation does not allow this model of authenticator. Use another one.',
} as const

/** As many as Entra allows (facts/entra.md §5). */
export const mostPasskeys = 10

/** Why an answer did not become a passkey, with what the person is told. */
export const keepingReasons = {
  ...registrationReasons,
  over: 'This registration took too long or was finished before. Start again.',
  unverifiable: 'The answer of your passkey provider could not be verified. Start again, or use another one.',
  registeredAlready: 'This passkey is registered already. Use another one.',
  tooMany: `You have ${mostPasskeys} passkeys, which is as many as you may have. Remove one that you do not use any more.`,
} as const

type RegistrationWhy = keyof typeof registrationReasons

interface AuthenticatorRules {
  readonly isAttestationEnforced: boolean
  readonly keyRestrictions: KeyRestrictions
}

/**
 * Judges an authenticator by the policy; nothing comes back when it may be registered.
 *
 * A library's `verified` says only that signatures match: a self-made attestation may claim any model.
 * So where attestation is enforced, certificates are demanded, and the list of models is read here, not in the browser.
 *
 * Source: facts/entra.md, PASSKEY; dependencies.md §3; ADR 0015.
 */
export function judgeAttestation(policy: AuthenticatorRules, facts: AttestationFacts): RegistrationWhy | undefined {
  if (!facts.userVerified) return 'notVerified'
  if (policy.isAttestationEnforced && facts.attestation === 'none') return 'attestationMissing'
  if (policy.isAttestationEnforced && facts.attestation === 'untrusted') return 'attestationUntrusted'
  return judgeModel(policy.keyRestrictions, facts.aaguid)
}

/** Whether an authenticator has to tell its model. */
export const wantsModel = (policy: AuthenticatorRules): boolean =>
  policy.isAttestationEnforced || policy.keyRestrictions.isEnforced

/** Judges a model by the list of models, at registration and at every use. */
export function judgeModel(
  restrictions: KeyRestrictions,
  aaguid: string,
): 'modelNotAllowed' | 'modelBlocked' | undefined {
  if (!restrictions.isEnforced) return undefined
  const isListed = restrictions.aaGuids.some((listed) => listed.toLowerCase() === aaguid)
  if (restrictions.enforcementType === 'allow') return isListed ? undefined : 'modelNotAllowed'
  return isListed ? 'modelBlocked' : undefined
}
