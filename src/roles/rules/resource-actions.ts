import { everyAction, isReading, type ResourceAction } from './definitions.ts'

/** What an action is about, for a list to choose from. */
export type Area =
  | 'organization'
  | 'users'
  | 'authenticationMethods'
  | 'groups'
  | 'roles'
  | 'administrativeUnits'
  | 'conditionalAccess'
  | 'policies'
  | 'logs'
  | 'applications'
  | 'lifecycleWorkflows'

type ActionVerb = 'GET' | 'POST' | 'PATCH' | 'DELETE'

/** One thing a role may grant. */
export interface ActionDetail {
  readonly name: ResourceAction
  /** The name without slashes, as Graph makes it. */
  readonly id: string
  readonly description: string
  readonly area: Area
  /** The HTTP method it stands for; null where it stands for several. */
  readonly actionVerb: ActionVerb | null
  /** Whether it changes people, how they sign in, who may do what or who gets in. */
  readonly isPrivileged: boolean
}

const entities: Readonly<Record<EntityOf<ResourceAction>, Area>> = {
  organization: 'organization',
  loginOrganizationBranding: 'organization',
  users: 'users',
  'deletedItems.users': 'users',
  groups: 'groups',
  'deletedItems.groups': 'groups',
  groupsAssignableToRoles: 'roles',
  roleAssignments: 'roles',
  roleDefinitions: 'roles',
  administrativeUnits: 'administrativeUnits',
  userCredentialPolicies: 'policies',
  conditionalAccessPolicies: 'conditionalAccess',
  namedLocations: 'conditionalAccess',
  resourceNamespaces: 'conditionalAccess',
  policies: 'policies',
  authorizationPolicy: 'policies',
  auditLogs: 'logs',
  signInReports: 'logs',
  applications: 'applications',
  lifecycleWorkflows: 'lifecycleWorkflows',
}

type EntityOf<Action> = Action extends `microsoft.directory/${infer Entity}/${string}` ? Entity : never
type ShortName = ResourceAction extends `microsoft.directory/${infer Short}` ? Short : never

const descriptions: Readonly<Record<ShortName, string>> = {
  'organization/standard/read': 'Read the organization',
  'organization/basic/update': 'Rename the organization',
  'loginOrganizationBranding/allProperties/allTasks': 'Decide how the sign-in pages look',
  'users/standard/read': 'Read users, and which groups, roles and units they are in',
  'users/create': 'Create users and invite guests',
  'users/basic/update': 'Edit users, and switch accounts on and off',
  'users/delete': 'Delete users',
  'deletedItems.users/restore': 'Restore deleted users',
  'deletedItems.users/delete': 'Erase deleted users for good',
  'users/password/update': 'Reset passwords',
  'users/invalidateAllRefreshTokens': 'See the sessions of users, and end them',
  'groups/standard/read': 'Read groups, their members and owners',
  'groups/create': 'Create groups',
  'groups/basic/update': 'Edit groups',
  'groups/delete': 'Delete groups',
  'deletedItems.groups/restore': 'Restore deleted groups, and erase them',
  'groups/owners/update': 'Add and remove owners of groups',
  'groups/members/update': 'Add and remove members of groups',
  'groupsAssignableToRoles/allProperties/update': 'Create and change groups that roles can be assigned to',
  'roleAssignments/standard/read': 'Read roles, and who holds them',
  'roleAssignments/allProperties/allTasks': 'Give roles and take them away',
  'roleDefinitions/allProperties/allTasks': 'Define, change and delete custom roles',
  'administrativeUnits/standard/read': 'Read administrative units and their members',
  'administrativeUnits/allProperties/read': 'Read administrative units, hidden members included',
  'administrativeUnits/allProperties/allTasks': 'Manage administrative units and their members',
  'users/authenticationMethods/standard/restrictedRead':
    'See sign-in methods of every kind, numbers and addresses masked',
  'users/authenticationMethods/standard/read': 'See sign-in methods of every kind, numbers and addresses in full',
  'users/authenticationMethods/create': 'Add sign-in methods of every kind, Temporary Access Passes included',
  'users/authenticationMethods/basic/update': 'Change sign-in methods of every kind',
  'users/authenticationMethods/delete': 'Delete sign-in methods of every kind, Temporary Access Passes included',
  'users/authenticationMethods/temporaryAccessPass/standard/restrictedRead':
    'See Temporary Access Passes, without their codes',
  'users/authenticationMethods/temporaryAccessPass/create': 'Issue Temporary Access Passes',
  'users/authenticationMethods/temporaryAccessPass/delete': 'Delete Temporary Access Passes',
  'users/authenticationMethods/fido2/standard/restrictedRead': 'See passkeys',
  'users/authenticationMethods/fido2/create': 'Register passkeys for users',
  'users/authenticationMethods/fido2/delete': 'Delete passkeys',
  'users/authenticationMethods/softwareOath/standard/restrictedRead': 'See authenticator apps',
  'users/authenticationMethods/softwareOath/delete': 'Delete authenticator apps',
  'users/authenticationMethods/password/standard/restrictedRead': 'See who has a password',
  'users/authenticationMethods/password/delete': 'Delete passwords',
  'users/authenticationMethods/phone/standard/restrictedRead': 'See phone numbers, masked',
  'users/authenticationMethods/phone/standard/read': 'See phone numbers in full',
  'users/authenticationMethods/phone/create': 'Add phone numbers',
  'users/authenticationMethods/phone/basic/update': 'Change phone numbers',
  'users/authenticationMethods/phone/delete': 'Delete phone numbers',
  'users/authenticationMethods/email/standard/restrictedRead': 'See contact e-mail addresses, masked',
  'users/authenticationMethods/email/standard/read': 'See contact e-mail addresses in full',
  'users/authenticationMethods/email/create': 'Add contact e-mail addresses',
  'users/authenticationMethods/email/basic/update': 'Change contact e-mail addresses',
  'users/authenticationMethods/email/delete': 'Delete contact e-mail addresses',
  'users/authenticationMethods/microsoftAuthenticator/standard/restrictedRead': 'See who has Microsoft Authenticator',
  'users/authenticationMethods/microsoftAuthenticator/delete': 'Delete Microsoft Authenticator of users',
  'users/authenticationMethods/windowsHelloForBusiness/standard/restrictedRead':
    'See who has Windows Hello for Business',
  'users/authenticationMethods/windowsHelloForBusiness/delete': 'Delete Windows Hello for Business of users',
  'userCredentialPolicies/standard/read': 'Read which sign-in methods may be used, and by whom',
  'userCredentialPolicies/basic/update': 'Decide which sign-in methods may be used, and by whom',
  'conditionalAccessPolicies/standard/read': 'Read Conditional Access policies, strengths and exclusions',
  'conditionalAccessPolicies/create': 'Create Conditional Access policies',
  'conditionalAccessPolicies/basic/update': 'Change Conditional Access policies, strengths and exclusions',
  'conditionalAccessPolicies/delete': 'Delete Conditional Access policies',
  'namedLocations/standard/read': 'Read named locations',
  'namedLocations/create': 'Create named locations',
  'namedLocations/basic/update': 'Change named locations',
  'namedLocations/delete': 'Delete named locations',
  'resourceNamespaces/resourceActions/authenticationContext/update': 'Define and delete authentication contexts',
  'policies/standard/read': 'Read security defaults and the authorization policy',
  'policies/basic/update': 'Switch security defaults on and off',
  'authorizationPolicy/allProperties/allTasks': 'Change the authorization policy',
  'auditLogs/allProperties/read': 'Read the audit log',
  'signInReports/allProperties/read': 'Read the sign-in log, sessions, and who has registered which methods',
  'applications/standard/read': 'Read applications',
  'applications/allProperties/allTasks': 'Manage applications and their secrets',
  'lifecycleWorkflows/allProperties/read': 'Read lifecycle workflows and what they did',
  'lifecycleWorkflows/allProperties/allTasks': 'Manage lifecycle workflows, and run them',
}

/** What the action is about; an action on sign-in methods is not one on users. */
function areaOf(action: ResourceAction): Area {
  const [, entity = '', part] = action.split('/')
  return part === 'authenticationMethods' ? part : entities[entity as EntityOf<ResourceAction>]
}

function verbOf(action: string): ActionVerb | null {
  if (isReading(action)) return 'GET'
  if (action.endsWith('allTasks')) return null
  if (action.endsWith('/delete')) return 'DELETE'
  return action.endsWith('/update') ? 'PATCH' : 'POST'
}

function detailOf(name: ResourceAction): ActionDetail {
  const area = areaOf(name)
  const actionVerb = verbOf(name)
  const dashed = name.replaceAll('/', '-')
  return {
    name,
    id: actionVerb === null ? dashed : `${dashed}-${actionVerb.toLowerCase()}`,
    description: descriptions[name.replace('microsoft.directory/', '') as ShortName],
    area,
    actionVerb,
    isPrivileged: !isReading(name) && area !== 'groups',
  }
}

/**
 * Every resource action that some operation here asks for, with what it means.
 *
 * Source: Microsoft Graph, unifiedRbacResourceAction.
 */
export const resourceActions: readonly ActionDetail[] = (everyAction as readonly ResourceAction[]).map(detailOf)
