import type { SignInErrorCode } from '../../audit/rules/sign-in-record.ts'
import { toBase64Url } from '../../base/bytes.ts'
import { userId } from '../../base/text.ts'
import { beginCeremony, consumeCeremony, findCeremony } from '../../ceremonies/service.ts'
import type { Read } from '../../kernel/store.ts'
import type { Vault } from '../../kernel/vault.ts'
import { policyFor } from '../../policies/authentication-methods/service.ts'
import type { CeremonyContext, ProofFailure, ProveCeremony } from '../method.ts'
import type { VerifiedAssertion } from './ceremony.ts'
import { answerChecks, type NamedCredential, readUserHandle, requestOptions } from './request.ts'
import {
  type AssertionAnswer,
  decoyShape,
  isBackupPlausible,
  isCounterPlausible,
  judgeModel,
  type Passkey,
  readAssertion,
  relyingParty,
} from './rules.ts'
import { findStoredPasskey, listPasskeysOf, useStoredPasskey } from './store.ts'

/** `challenge` is the one answered, where it is open and this attempt's. */
export type CheckedAssertion =
  | {
      readonly ok: true
      readonly challenge: string
      readonly passkey: Passkey
      readonly assertion: VerifiedAssertion
    }
  | {
      readonly ok: false
      readonly challenge?: string
      readonly errorCode: SignInErrorCode
      /** Whose signature was right, though it does not count. */
      readonly passkey?: Passkey
    }

/** Nobody was named yet, so the authenticator may tell who it is; a name nobody has is another matter. */
const isUnnamed = (context: CeremonyContext): boolean => context.userId === null && context.decoyKey === ''

const ceremonyOwner = (context: CeremonyContext) => ({
  kind: isUnnamed(context) ? ('passkeyDiscovery' as const) : ('passkeyAuthentication' as const),
  userId: context.userId,
  boundTo: context.boundTo,
})

/**
 * Signing in with a passkey.
 *
 * Before a name is known any discoverable passkey will do and its user handle tells whose it is;
 * after, only the named user's. A name nobody has, and a user without a passkey, get decoys that never change.
 *
 * Source: WebAuthn Level 3 §7.2, §14.6.2; facts/entra.md §10.4.
 */
export const authenticate: ProveCeremony<unknown, CheckedAssertion> = {
  begin: async (kernel, w, context) => {
    const challenge = Uint8Array.from(w.random.bytes(32))
    await beginCeremony(kernel, w, ceremonyOwner(context), toBase64Url(challenge), null)
    const site = relyingParty(kernel.settings.publicUrl)
    return requestOptions(site, challenge, isUnnamed(context) ? undefined : await allowed(kernel.vault, w, context))
  },

  check: async (kernel, context, given) => {
    const answer = readAssertion(given)
    if (!answer) return { ok: false, errorCode: 135018 }
    const { challengeOf, decoyPublicKey, verifyAssertion } = await answerChecks()
    const challenge = challengeOf(answer)
    const { open, stored } = await kernel.store.read(async (r) => ({
      open: await findCeremony(kernel, r, ceremonyOwner(context), challenge),
      stored: await findStoredPasskey(r, answer.id),
    }))
    if (!open.ok) return { ok: false, errorCode: 135019 }
    const site = relyingParty(kernel.settings.publicUrl)
    const assertion = await verifyAssertion(site, answer, challenge, stored?.publicKey ?? decoyPublicKey)
    return { challenge, ...judge(context, answer, stored?.passkey, assertion) }
  },

  settle: async (_kernel, w, _context, checked) => {
    const { challenge } = checked
    if (challenge !== undefined && !(await consumeCeremony(w, challenge))) return failure(135019)
    if (!checked.ok) return failure(checked.errorCode, checked.passkey)
    const { passkey, assertion } = checked
    const policy = await policyFor(w, 'Fido2', passkey.userId)
    if (!policy.scope.allowed || judgeModel(policy.configuration.keyRestrictions, passkey.aaguid)) {
      return { ...failure(135016, passkey), tellPerson: 'blockedByPolicy' }
    }
    const used = await useStoredPasskey(w, {
      id: passkey.id,
      owner: passkey.userId,
      signCount: assertion.signCount,
      backupState: assertion.backupState,
    })
    if (!used) return failure((await isGone(w, passkey)) ? 135018 : 135017, passkey)
    const proof = { kind: 'fido2', mode: 'fido2', at: w.now, methodId: passkey.id } as const
    return { ok: true, userId: passkey.userId, proof }
  },
}

const isGone = async (r: Read, passkey: Passkey): Promise<boolean> =>
  (await findStoredPasskey(r, passkey.id))?.passkey.userId !== passkey.userId

const failure = (errorCode: SignInErrorCode, passkey?: Passkey): { readonly ok: false } & ProofFailure => ({
  ok: false,
  errorCode,
  ...(passkey ? { userId: passkey.userId } : {}),
})

type Judged =
  | Omit<Extract<CheckedAssertion, { ok: true }>, 'challenge'>
  | Omit<Extract<CheckedAssertion, { ok: false }>, 'challenge'>

function judge(
  context: CeremonyContext,
  answer: AssertionAnswer,
  passkey: Passkey | undefined,
  assertion: VerifiedAssertion | undefined,
): Judged {
  if (!passkey || !assertion || passkey.userId !== claimedUser(context, answer)) return { ok: false, errorCode: 135018 }
  const backup = { eligible: assertion.backupEligible, state: assertion.backupState }
  if (!isBackupPlausible(passkey.backupEligible, backup)) return { ok: false, errorCode: 135018, passkey }
  if (!isCounterPlausible(passkey.signCount, assertion.signCount)) return { ok: false, errorCode: 135017, passkey }
  return { ok: true, passkey, assertion }
}

/** Whose passkey it has to be: the user named, or the one the authenticator tells; nobody's where they contradict. */
function claimedUser(context: CeremonyContext, answer: AssertionAnswer) {
  const { userHandle } = answer
  const told = userHandle ? userId(readUserHandle(userHandle)) : null
  if (isUnnamed(context)) return told
  return told === null || told === context.userId ? context.userId : null
}

async function allowed(vault: Vault, r: Read, context: CeremonyContext): Promise<readonly NamedCredential[]> {
  const own = await listPasskeysOf(r, context.userId ?? '')
  return own.length > 0 ? own : decoys(vault, context.decoyKey)
}

/** Credentials that nobody has, the same for a name every time. */
function decoys(vault: Vault, decoyKey: string): readonly NamedCredential[] {
  const part = (...names: readonly string[]) => vault.mac('passkey-decoy', decoyKey, ...names)
  return decoyShape(part('shape')).map(({ idLength, transports }, index) => {
    const bytes = Buffer.concat([part('id', `${index}`), part('id', `${index}`, 'more')])
    return { id: toBase64Url(bytes.subarray(0, idLength)), transports }
  })
}
