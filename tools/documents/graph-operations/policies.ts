import { type CoverageArea, core, inFile, second } from './row.ts'

const policy = inFile('src/policies/authentication-methods/graph.http.test.ts')
const strengths = inFile('src/policies/authentication-strengths/graph.http.test.ts')
const access = inFile('src/policies/conditional-access/graph.http.test.ts')
const references = inFile('src/policies/conditional-access/graph.references.http.test.ts')
const whatIf = inFile('src/policies/conditional-access/what-if.http.test.ts')
const contexts = inFile('src/policies/authentication-contexts/graph.http.test.ts')
const tenant = inFile('src/policies/tenant/graph.http.test.ts')
const locations = inFile('src/policies/named-locations/graph.http.test.ts')

const strengthPolicies = '/policies/authenticationStrengthPolicies'
const restrictions = `${strengthPolicies}/{id}/combinationConfigurations`
const configurations = '/policies/authenticationMethodsPolicy/authenticationMethodConfigurations'
const conditional = '/identity/conditionalAccess'

const oneConfiguration = policy('the pass configuration has the properties, values and annotations of Graph')
const ownStrength = strengths('is created, read, changed and deleted at %s')
const builtIn = strengths('are listed at %s with the ids, combinations and dates of Entra')
const restriction = strengths('are added, read, changed and removed')
const wholePolicy = access('a policy is created, read, changed and deleted, and answered with every part of it')
const location = locations('locations of both types are created, read, changed and deleted')
const defaults = tenant('are on until they are switched off at %s')
const templates = access('templates have the ids of Entra, and make policies')

export const policyAreas: readonly CoverageArea[] = [
  {
    title: 'Authentication methods policy',
    rows: [
      core(
        'GET /policies/authenticationMethodsPolicy',
        'The policy with every method’s configuration',
        policy('the whole policy holds every configuration'),
      ),
      core(
        'PATCH /policies/authenticationMethodsPolicy',
        'Change what concerns all methods, or several together',
        policy('changes several configurations together and answers 200 with the policy'),
      ),
      core(`GET ${configurations}`, 'The configurations alone', policy('the whole policy holds every configuration')),
      core(`GET ${configurations}/{id}`, 'One configuration', oneConfiguration),
      core(`PATCH ${configurations}/{id}`, 'Change one', policy('answers 204 and keeps what is not named')),
      core(`DELETE ${configurations}/{id}`, 'Put one back', policy('DELETE puts a configuration back to its defaults')),
    ],
  },
  {
    title: 'Authentication strengths',
    rows: [
      core(`GET ${strengthPolicies}`, 'The strengths there are', builtIn),
      core(`POST ${strengthPolicies}`, 'Make one', ownStrength),
      core(`GET ${strengthPolicies}/{id}`, 'Look one up', ownStrength),
      core(`PATCH ${strengthPolicies}/{id}`, 'Rename an own one', ownStrength),
      core(`DELETE ${strengthPolicies}/{id}`, 'Remove an own one that nothing uses', ownStrength),
      core(
        `POST ${strengthPolicies}/{id}/updateAllowedCombinations`,
        'Change which combinations satisfy it',
        strengths('gets other combinations, with a warning when it no longer asks for several factors'),
      ),
      core(
        `GET ${strengthPolicies}/{id}/usage()`,
        'Which policies use it',
        references('a strength in use stays, tells who uses it, and names them when it changes'),
      ),
      core(`GET ${restrictions}`, 'Which keys or certificates count for it', restriction),
      core(`POST ${restrictions}`, 'Restrict one', restriction),
      second(`GET ${restrictions}/{id}`, 'Look a restriction up', restriction),
      second(`PATCH ${restrictions}/{id}`, 'Change a restriction', restriction),
      second(`DELETE ${restrictions}/{id}`, 'Lift a restriction', restriction),
      second(`GET ${conditional}/authenticationStrength/policies`, 'The strengths at their other address', builtIn),
      core(
        `GET ${conditional}/authenticationStrength/authenticationMethodModes`,
        'What combinations are made of',
        strengths('the modes and the combinations there are can be read'),
      ),
    ],
  },
  {
    title: 'Conditional Access',
    rows: [
      core(`GET ${conditional}/policies`, 'List policies', access('lists are filtered, sorted, paged and counted')),
      core(`POST ${conditional}/policies`, 'Make one', wholePolicy),
      core(`GET ${conditional}/policies/{id}`, 'Look one up', wholePolicy),
      core(`PATCH ${conditional}/policies/{id}`, 'Change one', wholePolicy),
      core(`DELETE ${conditional}/policies/{id}`, 'Remove one', wholePolicy),
      core(`GET ${conditional}/namedLocations`, 'List locations', locations('lists are filtered, sorted and counted')),
      core(`POST ${conditional}/namedLocations`, 'Name one, by addresses or countries', location),
      core(`GET ${conditional}/namedLocations/{id}`, 'Look one up', location),
      core(`PATCH ${conditional}/namedLocations/{id}`, 'Change one', location),
      core(`DELETE ${conditional}/namedLocations/{id}`, 'Forget one', location),
      core(
        `POST ${conditional}/evaluate`,
        'What would happen to a sign-in',
        whatIf('answers every policy as it is read, with whether and why it would apply'),
      ),
      second(`GET ${conditional}/templates`, 'Templates for policies', templates),
      second(`GET ${conditional}/templates/{id}`, 'One template', templates),
      second(
        `GET ${conditional}/authenticationContextClassReferences`,
        'The contexts an application may ask for',
        contexts('contexts are defined, read, changed and removed at %s'),
      ),
    ],
  },
  {
    title: 'Policies of the tenant',
    rows: [
      second(
        'GET /policies/identitySecurityDefaultsEnforcementPolicy',
        'Whether the security defaults are on',
        defaults,
      ),
      second('PATCH /policies/identitySecurityDefaultsEnforcementPolicy', 'Switch them', defaults),
      second(
        'GET /policies/authorizationPolicy',
        'What people may do without a role',
        tenant('says what people without a role may do here'),
      ),
      second('PATCH /policies/authorizationPolicy', 'Change that', tenant('is renamed, and taken back as it was read')),
    ],
  },
]
