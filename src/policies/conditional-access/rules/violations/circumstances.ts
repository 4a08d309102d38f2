import { isGuid } from '../../../../base/text.ts'
import type { Conditions } from '../policy.ts'
import { type Violation, violation } from './violation.ts'

const longestRule = 3072

/** What is wrong with the circumstances under which a policy applies. */
export function* circumstanceViolations(conditions: Conditions): Generator<Violation> {
  const { clientAppTypes, clientApplications, servicePrincipalRiskLevels } = conditions
  if (clientAppTypes.length === 0) {
    yield violation(
      'conditions/clientAppTypes',
      "conditions.clientAppTypes is empty; name the kinds of client, or ['all'].",
    )
  }
  if (clientAppTypes.includes('all') && clientAppTypes.length > 1) {
    yield violation('conditions/clientAppTypes', "'all' leaves no room for others; let it stand alone.")
  }
  if (servicePrincipalRiskLevels.length > 0 && !clientApplications) {
    const message = 'Only a policy for service principals can ask for their risk; give conditions.clientApplications.'
    yield violation('conditions/servicePrincipalRiskLevels', message)
  }
  yield* locationViolations(conditions)
  yield* platformViolations(conditions)
  yield* deviceViolations(conditions)
}

function* locationViolations({ locations }: Conditions): Generator<Violation> {
  if (!locations) return
  const field = 'conditions/locations'
  if (locations.includeLocations.length === 0) {
    yield violation(`${field}/includeLocations`, "No location is included. Name locations, or ['All'].")
  }
  for (const side of ['includeLocations', 'excludeLocations'] as const) {
    const wrong = locations[side].find((entry) => !isGuid(entry) && !['All', 'AllTrusted'].includes(entry))
    if (wrong === undefined) continue
    const shown = wrong.slice(0, 100)
    yield violation(`${field}/${side}`, `'${shown}' is not the id of a named location, 'All' or 'AllTrusted'.`)
  }
  if (locations.excludeLocations.includes('All')) {
    yield violation(`${field}/excludeLocations`, "'All' would leave no place where the policy applies.")
  }
}

function* platformViolations({ platforms }: Conditions): Generator<Violation> {
  if (!platforms) return
  const field = 'conditions/platforms'
  if (platforms.includePlatforms.length === 0) {
    yield violation(`${field}/includePlatforms`, "No platform is included. Name platforms, or ['all'].")
  }
  if (platforms.excludePlatforms.includes('all')) {
    yield violation(`${field}/excludePlatforms`, "'all' would leave no device that the policy applies to.")
  }
}

function* deviceViolations({ devices }: Conditions): Generator<Violation> {
  const filter = devices?.deviceFilter
  if (!filter || (filter.rule.trim() !== '' && filter.rule.length <= longestRule)) return
  yield violation('conditions/devices/deviceFilter/rule', `A rule has 1 to ${longestRule} characters.`)
}
