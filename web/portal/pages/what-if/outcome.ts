import type { PolicyBody } from '../../api/access-policy.ts'
import { controlsIn, grantInWords, sessionIn, type Words } from '../conditional-access/policy-words.ts'

type Applying = Pick<PolicyBody, 'displayName' | 'state' | 'grantControls' | 'sessionControls'>

/** What the policies that apply come to, all of them together. */
export interface Outcome {
  /** The names of those that block; nothing else counts then. */
  readonly blockedBy: readonly string[]
  /** What has to be met, one entry for each demand; all of them. */
  readonly asked: readonly string[]
  readonly session: readonly string[]
  /** The names of those in report-only. */
  readonly reporting: readonly string[]
}

export function outcomeOf(applying: readonly Applying[], words: Words): Outcome {
  const enforced = applying.filter(({ state }) => state === 'enabled')
  const asked = enforced
    .filter(({ grantControls }) => controlsIn(grantControls, words).length > 0)
    .map(({ grantControls }) => grantInWords(grantControls, words))
  return {
    blockedBy: enforced
      .filter(({ grantControls }) => grantControls?.builtInControls.includes('block'))
      .map(({ displayName }) => displayName),
    asked: [...new Set(asked)],
    session: [...new Set(enforced.flatMap(({ sessionControls }) => sessionIn(sessionControls, words)))],
    reporting: applying.filter(({ state }) => state !== 'enabled').map(({ displayName }) => displayName),
  }
}
