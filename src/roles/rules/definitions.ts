import { type Operation, type OperationName, operations } from './operations.ts'

type Declared = (typeof operations)[OperationName]

/** A resource action that some operation asks for. */
export type ResourceAction =
  | Exclude<Declared['action'], null>
  | Extract<Declared, { readonly within: readonly string[] }>['within'][number]

/** An administrator role, as Graph's unifiedRoleDefinition has it. */
export interface RoleDefinition {
  /** Of a built-in role its template id, the same in every tenant. */
  readonly id: string
  readonly displayName: string
  readonly description: string | null
  readonly isBuiltIn: boolean
  /** Whether it grants anything; a built-in role always does. */
  readonly isEnabled: boolean
  readonly templateId: string
  readonly version: string | null
  readonly allowedResourceActions: readonly string[]
}

export const roleIds = {
  globalAdministrator: '62e90394-69f5-4237-9190-012177145e10',
  globalReader: 'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
  privilegedRoleAdministrator: 'e8611ab8-c189-46e8-94e1-60213ab1f814',
  privilegedAuthenticationAdministrator: '7be44c8a-adaf-4e2a-84d6-ab2649e08a13',
  authenticationAdministrator: 'c4e39bd9-1100-46d3-8c65-fb160da0071f',
  authenticationPolicyAdministrator: '0526716b-113d-4c15-b2c8-68e3c22b9f80',
  helpdeskAdministrator: '729827e3-9c14-49f7-bb1b-9608f156bbb8',
  userAdministrator: 'fe930be7-5e62-47db-91af-98c3a49a38b1',
  passwordAdministrator: '966707d0-3269-4727-9be2-8c3a10f19b9d',
  groupsAdministrator: 'fdd7a751-b60b-444a-984c-02652fe8fa1c',
  securityAdministrator: '194ae4cb-b126-40b2-bd5b-6091b380977d',
  securityOperator: '5f2222b1-57c3-48ba-8ad5-d4759f1fde6f',
  securityReader: '5d6b6bb7-de71-4623-b4af-96380a352509',
  reportsReader: '4a5d8f65-41da-4de4-8968-e035b65339cf',
  conditionalAccessAdministrator: 'b1be1c3e-b65d-4f19-8427-f6fa0d97feb9',
  lifecycleWorkflowsAdministrator: '59d46f88-662b-457b-bceb-5c3809e5908f',
  identityGovernanceAdministrator: '45d8d3c5-c802-45c6-b32a-1d70b5e1e86e',
  directoryReaders: '88d8e3e3-8f55-4a1e-953a-9b9898b8876b',
  guestInviter: '95e79109-95c0-4d8e-aee3-d01accf2d47b',
  messageCenterReader: '790c1fb9-7f7d-4f88-86a1-ef1f95c05c1b',
  usageSummaryReportsReader: '75934031-6c7e-415a-99d7-48dbd49e875e',
  userExperienceSuccessManager: '27460883-1df1-4691-b032-3b79643e5e63',
  organizationalBrandingAdministrator: '92ed04bf-c94a-4b82-9729-b799a7a4c178',
} as const

export type RoleName = keyof typeof roleIds

const directory = 'microsoft.directory'

const directoryBasics = [
  `${directory}/organization/standard/read`,
  `${directory}/users/standard/read`,
  `${directory}/groups/standard/read`,
  `${directory}/administrativeUnits/standard/read`,
] as const

const groupManagement = [
  `${directory}/groups/create`,
  `${directory}/groups/basic/update`,
  `${directory}/groups/delete`,
  `${directory}/groups/members/update`,
  `${directory}/groups/owners/update`,
  `${directory}/deletedItems.groups/restore`,
] as const

const methodManagement = [
  `${directory}/users/authenticationMethods/create`,
  `${directory}/users/authenticationMethods/basic/update`,
  `${directory}/users/authenticationMethods/delete`,
  `${directory}/users/basic/update`,
  `${directory}/users/delete`,
  `${directory}/deletedItems.users/restore`,
  `${directory}/users/password/update`,
  `${directory}/users/invalidateAllRefreshTokens`,
] as const

const passwordReset = [`${directory}/users/password/update`, `${directory}/users/invalidateAllRefreshTokens`] as const

const logReading = [
  `${directory}/auditLogs/allProperties/read`,
  `${directory}/signInReports/allProperties/read`,
] as const

const accessReading = [
  `${directory}/conditionalAccessPolicies/standard/read`,
  `${directory}/namedLocations/standard/read`,
  `${directory}/policies/standard/read`,
] as const

const accessManagement = [
  ...accessReading,
  `${directory}/conditionalAccessPolicies/create`,
  `${directory}/conditionalAccessPolicies/basic/update`,
  `${directory}/conditionalAccessPolicies/delete`,
  `${directory}/namedLocations/create`,
  `${directory}/namedLocations/basic/update`,
  `${directory}/namedLocations/delete`,
  `${directory}/resourceNamespaces/resourceActions/authenticationContext/update`,
] as const

/** The actions that let a role perform an operation, the narrowest first. */
export const actionsFor = ({ action, within = [] }: Operation): readonly string[] =>
  action === null ? [] : [action, ...within]

/** Every resource action that some operation asks for, or that includes one. */
export const everyAction: readonly string[] = [...new Set(Object.values<Operation>(operations).flatMap(actionsFor))]

/** Whether the action lets its holder look and change nothing. */
export const isReading = (action: string): boolean => /read$/i.test(action)

/** Whether the action shows numbers and addresses of sign-in methods in full, as `restrictedRead` does not. */
const tellsPersonalData = (action: string): boolean => /\/authenticationMethods\/(\w+\/)?standard\/read$/.test(action)

const definition = (
  name: RoleName,
  displayName: string,
  description: string,
  allowedResourceActions: readonly ResourceAction[] | typeof everyAction,
): RoleDefinition => ({
  id: roleIds[name],
  displayName,
  description,
  isBuiltIn: true,
  isEnabled: true,
  templateId: roleIds[name],
  version: '1',
  allowedResourceActions,
})

/**
 * The built-in roles, with those of their actions that some operation asks for.
 *
 * Source: facts/entra.md §8.1, §8.2.
 */
export const roleDefinitions: readonly RoleDefinition[] = [
  definition('globalAdministrator', 'Global Administrator', 'Manages everything in the tenant.', everyAction),
  definition(
    'globalReader',
    'Global Reader',
    'Reads everything a Global Administrator reads, and changes nothing.',
    everyAction.filter((action) => isReading(action) && !tellsPersonalData(action)),
  ),
  definition(
    'privilegedRoleAdministrator',
    'Privileged Role Administrator',
    'Assigns and defines roles, and manages administrative units and the groups that roles can be assigned to.',
    [
      `${directory}/roleAssignments/standard/read`,
      `${directory}/roleAssignments/allProperties/allTasks`,
      `${directory}/roleDefinitions/allProperties/allTasks`,
      `${directory}/administrativeUnits/allProperties/read`,
      `${directory}/administrativeUnits/allProperties/allTasks`,
      `${directory}/groupsAssignableToRoles/allProperties/update`,
      `${directory}/authorizationPolicy/allProperties/allTasks`,
    ],
  ),
  definition(
    'privilegedAuthenticationAdministrator',
    'Privileged Authentication Administrator',
    'Manages the authentication methods of every user, administrators included, and issues passes to them.',
    [
      `${directory}/users/authenticationMethods/standard/read`,
      `${directory}/deletedItems.users/delete`,
      ...methodManagement,
    ],
  ),
  definition(
    'authenticationAdministrator',
    'Authentication Administrator',
    'Manages the authentication methods of users who are no administrators, and issues passes to them.',
    [`${directory}/users/authenticationMethods/standard/restrictedRead`, ...methodManagement],
  ),
  definition(
    'authenticationPolicyAdministrator',
    'Authentication Policy Administrator',
    'Decides which authentication methods may be used, and by whom.',
    [`${directory}/userCredentialPolicies/standard/read`, `${directory}/userCredentialPolicies/basic/update`],
  ),
  definition(
    'helpdeskAdministrator',
    'Helpdesk Administrator',
    'Resets passwords and ends sessions of users who are no administrators, and of other desk staff.',
    passwordReset,
  ),
  definition(
    'userAdministrator',
    'User Administrator',
    'Manages users and groups, and resets the passwords of most users.',
    [
      `${directory}/users/create`,
      `${directory}/users/basic/update`,
      `${directory}/users/delete`,
      `${directory}/deletedItems.users/restore`,
      `${directory}/deletedItems.users/delete`,
      ...passwordReset,
      ...groupManagement,
    ],
  ),
  definition(
    'passwordAdministrator',
    'Password Administrator',
    'Resets the passwords of users who are no administrators, and of other Password Administrators.',
    passwordReset,
  ),
  definition(
    'groupsAdministrator',
    'Groups Administrator',
    'Manages every group that carries no role.',
    groupManagement,
  ),
  definition('securityAdministrator', 'Security Administrator', 'Manages security settings and reads the logs.', [
    ...logReading,
    ...accessManagement,
    `${directory}/policies/basic/update`,
  ]),
  definition('securityOperator', 'Security Operator', 'Follows up on security events and reads the logs.', [
    ...logReading,
    ...accessReading,
  ]),
  definition('securityReader', 'Security Reader', 'Reads security settings and the logs.', [
    ...logReading,
    ...accessReading,
  ]),
  definition('reportsReader', 'Reports Reader', 'Reads the audit and sign-in logs and the reports.', logReading),
  definition(
    'conditionalAccessAdministrator',
    'Conditional Access Administrator',
    'Manages Conditional Access policies and named locations.',
    accessManagement,
  ),
  definition(
    'lifecycleWorkflowsAdministrator',
    'Lifecycle Workflows Administrator',
    'Manages the workflows for people who join, move and leave.',
    [`${directory}/lifecycleWorkflows/allProperties/read`, `${directory}/lifecycleWorkflows/allProperties/allTasks`],
  ),
  definition(
    'identityGovernanceAdministrator',
    'Identity Governance Administrator',
    'Manages access packages and access reviews, and the members of groups that carry no role.',
    [`${directory}/groups/members/update`],
  ),
  definition(
    'directoryReaders',
    'Directory Readers',
    'Reads the basic information of the directory, its roles and its applications.',
    [...directoryBasics, `${directory}/roleAssignments/standard/read`, `${directory}/applications/standard/read`],
  ),
  definition('guestInviter', 'Guest Inviter', 'Invites guests.', []),
  definition('messageCenterReader', 'Message Center Reader', 'Reads announcements.', []),
  definition('usageSummaryReportsReader', 'Usage Summary Reports Reader', 'Reads summaries of usage.', []),
  definition(
    'userExperienceSuccessManager',
    'User Experience Success Manager',
    'Reads summaries of usage and feedback, and announcements.',
    [],
  ),
  definition(
    'organizationalBrandingAdministrator',
    'Organizational Branding Administrator',
    'Decides how the sign-in pages look: colour, logos and texts.',
    [`${directory}/loginOrganizationBranding/allProperties/allTasks`],
  ),
]

/** What the holder of any role may read, as every member may in Entra, whatever the scope of the role. */
export const basicsOfEveryRole: readonly string[] = directoryBasics

const byId = new Map(roleDefinitions.map((role) => [role.id, role]))

export const findRoleDefinition = (id: string): RoleDefinition | undefined => byId.get(id.toLowerCase())
