import { toBase64Url } from '../../base/bytes.ts'
import type { Verdict } from '../../base/refusal.ts'
import type { UserId } from '../../base/text.ts'
import { consumeRegistration, findCeremony } from '../../ceremonies/service.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { Write } from '../../kernel/store.ts'
import { configuration, policyFor } from '../../policies/authentication-methods/service.ts'
import { uniqueName } from '../rules/names.ts'
import type { JudgeChain, VerifiedRegistration } from './ceremony.ts'
import { answerChecks } from './request.ts'
import {
  judgeAttestation,
  type keepingReasons,
  modelName,
  mostPasskeys,
  type Passkey,
  readAttestation,
  relyingParty,
} from './rules.ts'
import { insertPasskey, listPasskeysOf } from './store.ts'

/** For whom, by whom and how a registration was begun. */
export interface RegistrationOwner {
  readonly kind: 'passkeyRegistration' | 'passkeyProvisioning'
  readonly userId: UserId
  readonly boundTo: string
}

/** An answer of an authenticator, its signatures judged. */
export interface CheckedAnswer {
  /** The challenge answered, where it is open and this registration's. */
  readonly challenge: string | undefined
  readonly verified: VerifiedRegistration | undefined
}

/** Verifies an answer to a registration's challenge; slow, so never inside a write. */
export async function checkAnswer(kernel: Kernel, owner: RegistrationOwner, given: unknown): Promise<CheckedAnswer> {
  const credential = readAttestation(given)
  const { challengeOf, verifyRegistration } = await answerChecks()
  const challenge = credential ? challengeOf(credential) : ''
  const { open, policy } = await kernel.store.read(async (r) => ({
    open: await findCeremony(kernel, r, owner, challenge),
    policy: await configuration(r, 'Fido2'),
  }))
  if (!open.ok || !credential) return { challenge: undefined, verified: undefined }
  const verified = await verifyRegistration(
    relyingParty(kernel.settings.publicUrl),
    credential,
    challenge,
    policy.isAttestationEnforced ? await judgeFor(kernel) : undefined,
  )
  return { challenge, verified }
}

async function judgeFor(kernel: Kernel): Promise<JudgeChain> {
  const { judgeChain } = await import('./certificates.ts')
  return (chain) => judgeChain(chain, kernel.settings.trustedAttestations ?? [], kernel.clock.now())
}

/** Why an answer did not become a passkey; `over`: its challenge is not open. */
export type KeepingWhy = keyof typeof keepingReasons

/** Spends the challenge and keeps the passkey where the policy allows it; the caller records either outcome. */
export async function keepAnswer(
  w: Write,
  owner: RegistrationOwner,
  { challenge, verified }: CheckedAnswer,
  displayName: string | undefined,
): Promise<Verdict<{ readonly passkey: Passkey }, KeepingWhy>> {
  if (!challenge || !(await consumeRegistration(w, owner, challenge))) return { ok: false, why: 'over' }
  if (!verified) return { ok: false, why: 'unverifiable' }
  const policy = await policyFor(w, 'Fido2', owner.userId)
  const why = policy.scope.allowed ? judgeAttestation(policy.configuration, verified) : 'notOffered'
  if (why) return { ok: false, why }
  const existing = await listPasskeysOf(w, owner.userId)
  if (existing.length >= mostPasskeys) return { ok: false, why: 'tooMany' }
  const taken = existing.map((passkey) => passkey.displayName)
  const name = uniqueName(displayName ?? modelName(verified.aaguid) ?? 'Passkey', taken)
  const passkey = passkeyOf(w, owner.userId, name, verified)
  const isNew = await insertPasskey(w, { passkey, publicKey: verified.publicKey })
  return isNew ? { ok: true, passkey } : { ok: false, why: 'registeredAlready' }
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
