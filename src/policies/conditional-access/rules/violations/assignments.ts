import { isGuid } from '../../../../base/text.ts'
import { type Conditions, type Guests, type UsersCondition, userActions } from '../policy.ts'
import { type Violation, violation } from './violation.ts'

/** What is wrong with who is meant, and for what. */
export const assignmentViolations = (conditions: Conditions): readonly Violation[] => [
  ...identityViolations(conditions),
  ...targetViolations(conditions),
]

function* identityViolations({ users, clientApplications }: Conditions): Generator<Violation> {
  const hasUsers = users !== null && !isNobody(users)
  if (!users && !clientApplications) {
    const message =
      'Nobody is meant. Give conditions.users, as {"includeUsers":["All"]}, or conditions.clientApplications.'
    yield violation('conditions/users', message)
  }
  if (hasUsers && clientApplications) {
    const message =
      'A policy is for people or for service principals, not for both. Leave one of them out, or include no user: ["None"].'
    yield violation('conditions/clientApplications', message)
  }
  if (users) yield* usersViolations(users)
  if (clientApplications) {
    const { includeServicePrincipals, excludeServicePrincipals } = clientApplications
    const field = 'conditions/clientApplications'
    if (includeServicePrincipals.length === 0) {
      yield violation(`${field}/includeServicePrincipals`, 'No service principal is included.')
    }
    yield* ids(`${field}/includeServicePrincipals`, includeServicePrincipals, ['ServicePrincipalsInMyTenant'])
    yield* ids(`${field}/excludeServicePrincipals`, excludeServicePrincipals, [])
  }
}

const isNobody = ({ includeUsers }: UsersCondition): boolean => includeUsers.includes('None')

function* usersViolations(users: UsersCondition): Generator<Violation> {
  const field = 'conditions/users'
  const { includeUsers, includeGroups, includeRoles, includeGuestsOrExternalUsers } = users
  if (includeUsers.length + includeGroups.length + includeRoles.length === 0 && !includeGuestsOrExternalUsers) {
    yield violation(field, 'conditions.users includes nobody. Name users, groups, roles or guests to include.')
  }
  yield* ids(`${field}/includeUsers`, includeUsers, ['All', 'None', 'GuestsOrExternalUsers'])
  yield* ids(`${field}/excludeUsers`, users.excludeUsers, ['GuestsOrExternalUsers'])
  yield* alone(`${field}/includeUsers`, includeUsers, ['All', 'None'])
  yield* ids(`${field}/includeGroups`, includeGroups, [])
  yield* ids(`${field}/excludeGroups`, users.excludeGroups, [])
  yield* ids(`${field}/includeRoles`, includeRoles, [])
  yield* ids(`${field}/excludeRoles`, users.excludeRoles, [])
  yield* guestViolations(`${field}/includeGuestsOrExternalUsers`, includeGuestsOrExternalUsers)
  yield* guestViolations(`${field}/excludeGuestsOrExternalUsers`, users.excludeGuestsOrExternalUsers)
}

function* guestViolations(field: string, guests: Guests | null): Generator<Violation> {
  if (!guests) return
  if (guests.guestOrExternalUserTypes.length === 0) {
    yield violation(`${field}/guestOrExternalUserTypes`, 'No type of guest is named.')
  }
  const { externalTenants } = guests
  if (externalTenants?.membershipKind !== 'enumerated') return
  if (externalTenants.members.length === 0) yield violation(`${field}/externalTenants/members`, 'No tenant is named.')
  yield* ids(`${field}/externalTenants/members`, externalTenants.members, [])
}

function* targetViolations({ applications }: Conditions): Generator<Violation> {
  const field = 'conditions/applications'
  const contexts = applications.includeAuthenticationContextClassReferences
  const { includeApplications, excludeApplications, includeUserActions } = applications
  const kinds = [includeApplications, includeUserActions, contexts].filter((list) => list.length > 0)
  if (kinds.length !== 1) {
    const message =
      'Name exactly one of includeApplications, includeUserActions and includeAuthenticationContextClassReferences.'
    yield violation(field, message)
  }
  if (includeApplications.length === 0 && excludeApplications.length > 0) {
    yield violation(
      `${field}/excludeApplications`,
      'Applications can be left out only where applications are included.',
    )
  }
  if (includeUserActions.length > 1) {
    yield violation(`${field}/includeUserActions`, `Name one action, ${userActions.join(' or ')}, for each policy.`)
  }
  const groups = ['Office365', 'MicrosoftAdminPortals']
  yield* ids(`${field}/includeApplications`, includeApplications, ['All', 'None', ...groups])
  yield* alone(`${field}/includeApplications`, includeApplications, ['All', 'None'])
  yield* ids(`${field}/excludeApplications`, excludeApplications, groups)
}

/** Every entry is an id or one of the words. */
function* ids(field: string, list: readonly string[], words: readonly string[]): Generator<Violation> {
  const wrong = list.find((entry) => !isGuid(entry) && !words.includes(entry))
  if (wrong === undefined) return
  const allowed = ['an id', ...words.map((word) => `'${word}'`)].join(', ')
  yield violation(field, `'${wrong.slice(0, 100)}' is not ${allowed.replace(/, (?=[^,]*$)/, ' or ')}.`)
}

/** What means everybody or nobody stands alone. */
function* alone(field: string, list: readonly string[], words: readonly string[]): Generator<Violation> {
  const word = words.find((one) => list.includes(one))
  if (word !== undefined && list.length > 1)
    yield violation(field, `'${word}' leaves no room for others; let it stand alone.`)
}
