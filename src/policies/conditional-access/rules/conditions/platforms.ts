import type { SignInFacts } from '../facts.ts'
import { type CompileCondition, includedOnly, type Outcome, outcome } from '../outcome.ts'

/** The system of the device, as far as its user agent tells; one that does not tell is among `all` only. */
export const platformsCondition: CompileCondition = ({ platforms }) => {
  if (!platforms) return null
  const included = named(platforms.includePlatforms)
  const excluded = named(platforms.excludePlatforms)
  return { reason: 'devicePlatform', holds: (facts) => includedOnly(included(facts), excluded(facts)) }
}

function named(list: readonly string[]): (facts: SignInFacts) => Outcome {
  const names = new Set(list)
  return ({ platform }) => {
    if (names.has('all')) return 'yes'
    if (names.size === 0) return 'no'
    return platform === undefined ? 'unknown' : outcome(platform !== null && names.has(platform))
  }
}
