import type { SignInErrorCode } from '../../audit/rules/sign-in-record.ts'
import type { UserId } from '../../base/text.ts'
import type { Write } from '../../kernel/store.ts'
import type { CeremonyContext, ProofFailure, ProofVerdict, ProveCeremony } from '../method.ts'
import { isPasscode } from './passcode.ts'
import { needsPassword, type Pass, type PassPolicy, sessionEnd, type Usability, usability } from './rules.ts'
import { passPolicy } from './service.ts'
import { findPassOf, spendPass } from './store.ts'

interface CheckedPasscode {
  readonly pass: Pass | undefined
  /** Whether the code was right; the pass may still be too early, over or blocked. */
  readonly isRight: boolean
}

const failures: Readonly<Record<Exclude<Usability, 'EnabledByPolicy'>, ProofFailure>> = {
  OneTimeUsed: { errorCode: 130505, tellPerson: 'alreadyUsed' },
  Expired: { errorCode: 130504, tellPerson: 'expired' },
  NotYetValid: { errorCode: 130504, tellPerson: 'notYetValid' },
  DisabledByPolicy: { errorCode: 130502, tellPerson: 'blockedByPolicy' },
}

/**
 * Redeeming a pass.
 *
 * Whoever has the wrong code learns nothing about the pass; whoever has the right one learns why it does not work.
 *
 * Source: product.md §2; facts/entra.md §4, §10.4.
 */
export const redeem: ProveCeremony<string, CheckedPasscode> = {
  check: async (kernel, context, typed) => {
    const { userId } = context
    const stored = userId ? await kernel.store.read((r) => findPassOf(r, userId)) : undefined
    return { pass: stored?.pass, isRight: await isPasscode(kernel, userId ?? context.decoyKey, stored, typed) }
  },
  settle: async (_kernel, w, context, checked): Promise<ProofVerdict> => {
    const { userId } = context
    if (!userId) return noPass
    const policy = await passPolicy(w, userId)
    const { pass, isRight } = checked
    const opens = isRight && pass && usability(pass, policy, w.now) === 'EnabledByPolicy'
    if (!opens || isMissingPassword(context, pass, policy)) return refusal(w, userId, context, checked, policy)
    const spent = await spendPass(w, pass)
    if (!spent) return refusal(w, userId, context, checked, policy)
    return {
      ok: true,
      userId,
      proof: {
        kind: 'temporaryAccessPass',
        mode: pass.isUsableOnce ? 'temporaryAccessPassOneTime' : 'temporaryAccessPassMultiUse',
        at: w.now,
        methodId: pass.id,
        sessionEndsAt: sessionEnd(pass, w.now),
      },
    }
  },
}

const noPass = { ok: false, errorCode: 130507 } as const

const isMissingPassword = (context: CeremonyContext, pass: Pass, policy: PassPolicy): boolean =>
  needsPassword(pass, policy) && !context.afterPassword

/** Why a pass that was not spent does not open anything, as it stands now: it may have changed since it was checked. */
async function refusal(
  w: Write,
  owner: UserId,
  context: CeremonyContext,
  checked: CheckedPasscode,
  policy: PassPolicy,
): Promise<ProofVerdict> {
  const pass = (await findPassOf(w, owner))?.pass
  if (!pass || pass.id !== checked.pass?.id) return noPass
  const state = usability(pass, policy, w.now)
  if (!checked.isRight) return { ok: false, errorCode: wrongCode(state) }
  if (state !== 'EnabledByPolicy') return { ok: false, ...failures[state], validFrom: pass.startAt }
  if (isMissingPassword(context, pass, policy)) return { ok: false, ...failures.DisabledByPolicy }
  return { ok: false, ...failures.OneTimeUsed }
}

/** The log tells a used or expired pass even of a wrong code, for the desk that looks there. */
const wrongCode = (state: Usability): SignInErrorCode => {
  if (state === 'OneTimeUsed') return 130505
  return state === 'Expired' ? 130504 : 130503
}
