import { hasForbiddenCharacter } from '../../../base/text.ts'
import type { PolicySettings } from './policy.ts'
import { assignmentViolations } from './violations/assignments.ts'
import { circumstanceViolations } from './violations/circumstances.ts'
import { controlViolations } from './violations/controls.ts'
import { type Violation, violation } from './violations/violation.ts'

const longestName = 256

/**
 * What is wrong with a policy, taken as a whole; empty when nothing is.
 *
 * Source: facts/entra.md §7.1.
 */
export const policyViolations = (settings: PolicySettings): readonly Violation[] => [
  ...nameViolations(settings),
  ...assignmentViolations(settings.conditions),
  ...circumstanceViolations(settings.conditions),
  ...controlViolations(settings),
]

function* nameViolations({ displayName }: PolicySettings): Generator<Violation> {
  if (displayName.trim() !== '' && displayName.length <= longestName && !hasForbiddenCharacter(displayName)) return
  yield violation('displayName', `displayName has to be 1 to ${longestName} characters, without control characters.`)
}
