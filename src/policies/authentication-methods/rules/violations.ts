import { isGuid } from '../../../base/text.ts'
import { allUsers, type Configuration, type PassConfiguration, type Target } from './configuration.ts'

/** One rule that a configuration breaks, as a sentence. */
export interface Violation {
  readonly field: string
  readonly message: string
}

/**
 * Every rule the configuration breaks; none for one that may be stored.
 *
 * Whether the groups exist is for the service to ask.
 *
 * Source: facts/entra.md §1.2, §1.3.
 */
export function violations(configuration: Configuration): readonly Violation[] {
  const own = configuration.id === 'TemporaryAccessPass' ? passViolations(configuration) : []
  return [...own, ...targetViolations(configuration), ...keyViolations(configuration)]
}

const lifetimes = ['minimumLifetimeInMinutes', 'defaultLifetimeInMinutes', 'maximumLifetimeInMinutes'] as const

function passViolations(policy: PassConfiguration): readonly Violation[] {
  const outOfRange = [
    ...lifetimes.flatMap((field) => outside(field, policy[field], 10, 43_200, ' minutes')),
    ...outside('defaultLength', policy.defaultLength, 8, 48, ' characters'),
  ]
  return outOfRange.length > 0 ? outOfRange : lifetimeOrder(policy)
}

export function outside(field: string, value: number, least: number, most: number, unit: string): readonly Violation[] {
  if (Number.isInteger(value) && value >= least && value <= most) return []
  return [{ field, message: `${field} is ${value}; it must be a whole number from ${least} to ${most}${unit}.` }]
}

function lifetimeOrder(policy: PassConfiguration): readonly Violation[] {
  const { minimumLifetimeInMinutes: least, defaultLifetimeInMinutes: usual, maximumLifetimeInMinutes: most } = policy
  if (least > most) {
    const message = `minimumLifetimeInMinutes is ${least}; it must not be greater than maximumLifetimeInMinutes, which is ${most}.`
    return [{ field: 'minimumLifetimeInMinutes', message }]
  }
  if (usual >= least && usual <= most) return []
  const message = `defaultLifetimeInMinutes is ${usual}; it must be from ${least} (minimumLifetimeInMinutes) to ${most} (maximumLifetimeInMinutes).`
  return [{ field: 'defaultLifetimeInMinutes', message }]
}

export const mostTargets = 500

function targetViolations(configuration: Configuration): readonly Violation[] {
  const excludesAll = configuration.excludeTargets.some((target) => target.id === allUsers)
  return [
    ...listViolations('includeTargets', configuration.includeTargets, mostTargets),
    ...listViolations('excludeTargets', configuration.excludeTargets, mostTargets),
    ...(configuration.id === 'TemporaryAccessPass'
      ? listViolations('secondFactorOnly', [configuration.secondFactorOnly.includeTarget], 1)
      : []),
    ...(excludesAll
      ? [
          {
            field: 'excludeTargets',
            message:
              'excludeTargets must not name all_users; to switch the method off for everybody, set state to disabled.',
          },
        ]
      : []),
  ]
}

export function listViolations(field: string, targets: readonly Target[], most: number): readonly Violation[] {
  const ids = targets.map((target) => target.id)
  const wrong = targets.find(({ id, targetType }) => !isGuid(id) && (id !== allUsers || targetType === 'user'))
  if (wrong?.targetType === 'user') {
    return [{ field, message: `${field} names '${wrong.id}'; a target of the type user is the object id of a user.` }]
  }
  if (wrong) {
    return [{ field, message: `${field} names '${wrong.id}'; a target is the object id of a group, or all_users.` }]
  }
  return [...repeated(field, ids), ...tooMany(field, ids, most)]
}

function repeated(field: string, ids: readonly string[]): readonly Violation[] {
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  return twice === undefined ? [] : [{ field, message: `${field} names '${twice}' twice; name it once.` }]
}

const tooMany = (field: string, ids: readonly string[], most: number): readonly Violation[] =>
  ids.length > most ? [{ field, message: `${field} has ${ids.length} entries; at most ${most} are allowed.` }] : []

const mostAaGuids = 1000

function keyViolations(configuration: Configuration): readonly Violation[] {
  if (configuration.id !== 'Fido2') return []
  const { isEnforced, enforcementType, aaGuids } = configuration.keyRestrictions
  const field = 'keyRestrictions'
  const wrong = aaGuids.find((id) => !isGuid(id))
  if (wrong !== undefined) {
    return [{ field, message: `keyRestrictions.aaGuids holds '${wrong}'; an AAGUID has the form of a GUID.` }]
  }
  if (isEnforced && enforcementType === 'allow' && aaGuids.length === 0) {
    const message =
      'keyRestrictions allows no authenticator at all; list the allowed AAGUIDs, or set isEnforced to false. To switch passkeys off, set state to disabled.'
    return [{ field, message }]
  }
  return [...repeated('keyRestrictions.aaGuids', aaGuids), ...tooMany('keyRestrictions.aaGuids', aaGuids, mostAaGuids)]
}
