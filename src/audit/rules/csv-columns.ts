/** A record of a log as Graph shows it. */
type Fields = Readonly<Record<string, unknown>>

/** One column of an export: its heading, and what a record has there. */
interface Column {
  readonly heading: string
  text(record: Fields): string
}

const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {})
const listOf = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.map(fieldsOf) : [])

function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join('; ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** The column of the property at this path: `status/errorCode`. */
const at = (heading: string, path: string): Column => ({
  heading,
  text: (record) => textOf(path.split('/').reduce<unknown>((value, name) => fieldsOf(value)[name], record)),
})

const steps = (record: Fields): string =>
  listOf(record['authenticationDetails'])
    .map((step) => `${textOf(step['authenticationMethod'])}: ${textOf(step['authenticationStepResultDetail'])}`)
    .join('; ')

const policies = (record: Fields): string =>
  listOf(record['appliedConditionalAccessPolicies'])
    .map((policy) => `${textOf(policy['displayName'])}: ${textOf(policy['result'])}`)
    .join('; ')

/** The columns of exported sign-ins, under the headings that Entra's own download has for them where it has any. */
export const signInCsv: readonly Column[] = [
  at('Date (UTC)', 'createdDateTime'),
  at('Request ID', 'id'),
  at('User agent', 'userAgent'),
  at('Correlation ID', 'correlationId'),
  at('User ID', 'userId'),
  at('User', 'userDisplayName'),
  at('Username', 'userPrincipalName'),
  at('Application', 'appDisplayName'),
  at('Application ID', 'appId'),
  at('Resource', 'resourceDisplayName'),
  at('Resource ID', 'resourceId'),
  at('Service principal ID', 'servicePrincipalId'),
  at('Service principal name', 'servicePrincipalName'),
  at('IP address', 'ipAddress'),
  at('Country or region', 'location/countryOrRegion'),
  { heading: 'Status', text: (record) => (fieldsOf(record['status'])['errorCode'] === 0 ? 'Success' : 'Failure') },
  at('Sign-in error code', 'status/errorCode'),
  at('Failure reason', 'status/failureReason'),
  at('Client app', 'clientAppUsed'),
  at('Browser', 'deviceDetail/browser'),
  at('Operating System', 'deviceDetail/operatingSystem'),
  at('Authentication requirement', 'authenticationRequirement'),
  { heading: 'Authentication details', text: steps },
  at('Conditional Access', 'conditionalAccessStatus'),
  { heading: 'Conditional Access policies', text: policies },
  at('Sign-in event types', 'signInEventTypes'),
  at('Session ID', 'sessionId'),
]

const actor = (record: Fields): Fields => {
  const { user, app } = fieldsOf(record['initiatedBy'])
  return fieldsOf(user ?? app)
}

const ofActor = (heading: string, ...names: readonly string[]): Column => ({
  heading,
  text: (record) => textOf(names.map((name) => actor(record)[name]).find((value) => value !== undefined)),
})

const target = (number: 1 | 2 | 3, heading: string, name: string): Column => ({
  heading: `Target${number}${heading}`,
  text: (record) => textOf(listOf(record['targetResources'])[number - 1]?.[name]),
})

const targets = ([1, 2, 3] as const).flatMap((number) => [
  target(number, 'Type', 'type'),
  target(number, 'DisplayName', 'displayName'),
  target(number, 'ObjectId', 'id'),
  target(number, 'UserPrincipalName', 'userPrincipalName'),
  target(number, 'ModifiedProperties', 'modifiedProperties'),
])

/** The columns of exported directory audits, under the headings of Entra's download, where each changed property has columns of its own. */
export const directoryAuditCsv: readonly Column[] = [
  at('Date (UTC)', 'activityDateTime'),
  at('Id', 'id'),
  at('CorrelationId', 'correlationId'),
  at('Service', 'loggedByService'),
  at('Category', 'category'),
  at('Activity', 'activityDisplayName'),
  at('OperationType', 'operationType'),
  at('Result', 'result'),
  at('ResultReason', 'resultReason'),
  {
    heading: 'ActorType',
    text: (record) => (fieldsOf(record['initiatedBy'])['user'] ? 'User' : 'Application'),
  },
  ofActor('ActorDisplayName', 'displayName'),
  ofActor('ActorObjectId', 'id', 'servicePrincipalId'),
  ofActor('ActorUserPrincipalName', 'userPrincipalName'),
  ofActor('ActorAppId', 'appId'),
  ofActor('IPAddress', 'ipAddress'),
  at('UserAgent', 'userAgent'),
  ...targets,
  {
    heading: 'AdditionalDetails',
    text: (record) =>
      listOf(record['additionalDetails'])
        .map(({ key, value }) => `${textOf(key)}: ${textOf(value)}`)
        .join('; '),
  },
]
