import type { WayOn } from '../../access/rules.ts'
import type { MethodKind } from '../../methods/rules.ts'
import type { SignIn, Why } from '../rules.ts'

/** What decides where somebody goes after a right answer. */
export interface NextFacts {
  /** What would help where policies ask for more; null where they let the person in. */
  readonly wayOn: WayOn | null
  /** Whether something was proved before that counts no more. */
  readonly isAgain: boolean
  /** Second factors that the person could use, has not used, and lacks: none where there is one already. */
  readonly seconds: readonly MethodKind[]
  readonly mustChangePassword: boolean
  /** What the person is asked to add, though nothing is missing; it may be put off. */
  readonly campaign: readonly MethodKind[]
}

/** Where somebody goes: to another question, to the end, or nowhere. */
export type Next = { readonly signIn: SignIn } | 'complete' | 'nothingHelps'

/**
 * What is asked for next: what the policies miss, then a second factor where there is one, then a new password, then what a campaign asks to add.
 *
 * A password that may have been seen is not changed before everything else was proved,
 * nor by anybody who hasn't typed it in this attempt: who took over a session may not know it.
 *
 * Source: facts/entra.md §6.5, §7.2.
 */
export function nextOf(signIn: SignIn, facts: NextFacts): Next {
  const { wayOn, seconds, mustChangePassword, campaign } = facts
  const why = whyMore(signIn, facts)
  if (wayOn?.next === 'nothing') return 'nothingHelps'
  if (wayOn?.next === 'prove') return asking(signIn, 'prove', wayOn.kinds, why)
  if (seconds.length > 0) return asking(signIn, 'prove', seconds, null)
  if (wayOn?.next === 'register') return asking(signIn, 'register', wayOn.kinds, why)
  if (wayOn?.next === 'changePassword' || mustChangePassword) {
    const isTyped = signIn.proofs.some(({ kind }) => kind === 'password')
    if (!isTyped) return asking(signIn, 'prove', ['password'], why)
    return { signIn: { ...signIn, stage: 'changePassword', asked: null, alternatives: [], why: null } }
  }
  const offered = asking(signIn, 'register', campaign, null)
  return offered === 'nothingHelps' ? 'complete' : { signIn: { ...offered.signIn, mayPutOff: true } }
}

function asking(
  signIn: SignIn,
  stage: 'prove' | 'register',
  [asked, ...alternatives]: readonly MethodKind[],
  why: Why | null,
): { readonly signIn: SignIn } | 'nothingHelps' {
  if (asked === undefined) return 'nothingHelps'
  return { signIn: { ...signIn, stage, asked, alternatives, why, mayPutOff: false } }
}

/** A passkey that was just used and is not enough is told apart, or the person would only use it again. */
function whyMore({ proofs }: SignIn, { wayOn, isAgain }: NextFacts): Why {
  const kinds = wayOn && 'kinds' in wayOn ? wayOn.kinds : []
  if (proofs.at(-1)?.kind === 'fido2' && kinds.includes('fido2')) return 'otherPasskey'
  return isAgain && proofs.length === 0 ? 'again' : 'more'
}
