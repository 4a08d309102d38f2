import { noApplications, noConditions, noGrantControls, noUsers, type PolicyChange } from './change.ts'
import type {
  ApplicationsCondition,
  BuiltInControl,
  Conditions,
  GrantControls,
  SessionControls,
  UsersCondition,
} from './policy.ts'

/** A policy as a starting point; it refers to nothing of the tenant. */
export interface PolicyTemplate {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly scenarios: readonly string[]
  readonly details: {
    readonly conditions: Conditions
    readonly grantControls: GrantControls | null
    readonly sessionControls: SessionControls | null
  }
}

/** Stands for the person who makes a policy from a template, who is left out of it. */
const author = 'Current administrator will be excluded'

const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10'
const directorySynchronization = 'd29b2b05-8046-44ba-8758-1e26182fcf32'
const azureManagement = '797f4846-ba00-4fd7-ba43-dac1f8f63013'

/** Global, Application, Authentication, Billing, Cloud Application, Conditional Access, Exchange, Helpdesk, Password, Privileged Authentication, Privileged Role, Security, SharePoint and User Administrators. */
const administratorRoles = [
  globalAdministrator,
  '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
  'c4e39bd9-1100-46d3-8c65-fb160da0071f',
  'b0f54661-2d74-4c50-afa3-1ec803f12efe',
  '158c047a-c907-4556-b7ef-446551a6b5f7',
  'b1be1c3e-b65d-4f19-8427-f6fa0d97feb9',
  '29232cdf-9323-42fd-ade2-1d097af3e4de',
  '729827e3-9c14-49f7-bb1b-9608f156bbb8',
  '966707d0-3269-4727-9be2-8c3a10f19b9d',
  '7be44c8a-adaf-4e2a-84d6-ab2649e08a13',
  'e8611ab8-c189-46e8-94e1-60213ab1f814',
  '194ae4cb-b126-40b2-bd5b-6091b380977d',
  'f28a1f50-f6e7-4571-818b-6a12f2af6b6c',
  'fe930be7-5e62-47db-91af-98c3a49a38b1',
]

const everybody: Partial<UsersCondition> = { includeUsers: ['All'], excludeUsers: [author] }
const everything: Partial<ApplicationsCondition> = { includeApplications: ['All'] }

interface Sketch {
  readonly users?: Partial<UsersCondition>
  readonly applications?: Partial<ApplicationsCondition>
  readonly conditions?: Partial<Omit<Conditions, 'users' | 'applications'>>
  readonly operator?: 'AND' | 'OR'
  readonly controls: readonly BuiltInControl[]
}

function template(
  id: string,
  scenarios: readonly string[],
  name: string,
  description: string,
  { users = everybody, applications = everything, conditions, operator = 'OR', controls }: Sketch,
): PolicyTemplate {
  const details = {
    conditions: {
      ...noConditions,
      clientAppTypes: ['all'] as const,
      ...conditions,
      users: { ...noUsers, ...users },
      applications: { ...noApplications, ...applications },
    },
    grantControls: { ...noGrantControls, operator, builtInControls: controls },
    sessionControls: null,
  }
  return { id, name, description, scenarios, details }
}

/**
 * The templates Latchkey offers, with Entra's ids and our own words.
 *
 * Source: facts/entra.md §7.5.
 */
export const policyTemplates: readonly PolicyTemplate[] = [
  template(
    'b8bda7f8-6584-4446-bce9-d871480e53fa',
    ['secureFoundation', 'zeroTrust', 'remoteWork'],
    'Securing security info registration',
    'Asks for more than one factor, such as a pass, where somebody registers sign-in methods outside a trusted place.',
    {
      users: {
        includeUsers: ['All'],
        excludeUsers: ['GuestsOrExternalUsers', author],
        excludeRoles: [globalAdministrator],
      },
      applications: { includeUserActions: ['urn:user:registersecurityinfo'] },
      conditions: { locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } },
      controls: ['mfa'],
    },
  ),
  template(
    'c7503427-338e-4c5e-902d-abe252abfb43',
    ['secureFoundation', 'zeroTrust', 'protectAdmins'],
    'Require multifactor authentication for admins',
    'Asks administrators for more than one factor, whatever they sign in to.',
    { users: { includeRoles: administratorRoles, excludeUsers: [author] }, controls: ['mfa'] },
  ),
  template(
    '0b2282f9-2862-4178-88b5-d79340b36cb8',
    ['secureFoundation', 'zeroTrust', 'remoteWork'],
    'Block legacy authentication',
    'Shuts out programs that cannot ask for more than a password.',
    { conditions: { clientAppTypes: ['exchangeActiveSync', 'other'] }, controls: ['block'] },
  ),
  template(
    'a3d0a415-b068-4326-9251-f9cdf9feeb64',
    ['secureFoundation', 'zeroTrust', 'remoteWork'],
    'Require multifactor authentication for all users',
    'Asks everybody for more than one factor, whatever they sign in to.',
    { users: { ...everybody, excludeRoles: [directorySynchronization] }, controls: ['mfa'] },
  ),
  template(
    'a4072ac0-722b-4991-981b-7f9755daef14',
    ['zeroTrust', 'remoteWork'],
    'Require multifactor authentication for guest access',
    'Asks guests for more than one factor, whatever they sign in to.',
    { users: { includeUsers: ['GuestsOrExternalUsers'], excludeUsers: [author] }, controls: ['mfa'] },
  ),
  template(
    'd8c51a9a-e6b1-454d-86af-554e7872e2c1',
    ['secureFoundation', 'zeroTrust', 'protectAdmins'],
    'Require multifactor authentication for Azure management',
    'Asks for more than one factor where somebody manages Azure.',
    { applications: { includeApplications: [azureManagement] }, controls: ['mfa'] },
  ),
  template(
    '6b619f55-792e-45dc-9711-d83ec9d7ae90',
    ['zeroTrust', 'remoteWork'],
    'Require multifactor authentication for risky sign-ins',
    'Asks for more than one factor where a sign-in is rated risky; Latchkey rates none.',
    { conditions: { signInRiskLevels: ['high', 'medium'] }, controls: ['mfa'] },
  ),
  template(
    '634b6de7-c38d-4357-a2c7-3842706eedd7',
    ['zeroTrust', 'remoteWork'],
    'Require password change for high-risk users',
    'Asks users at high risk for more than one factor and a new password; Latchkey rates nobody.',
    { conditions: { userRiskLevels: ['high'] }, operator: 'AND', controls: ['mfa', 'passwordChange'] },
  ),
  template(
    '4e39a309-931e-4cb1-a371-e2beea168002',
    ['zeroTrust', 'remoteWork'],
    'Block access for unknown or unsupported device platform',
    'Shuts out devices whose system is none of the usual ones.',
    {
      conditions: {
        platforms: {
          includePlatforms: ['all'],
          excludePlatforms: ['android', 'iOS', 'windows', 'macOS', 'linux'],
        },
      },
      controls: ['block'],
    },
  ),
]

/** Roles of Entra that policies made from templates name, though nobody can hold them here. */
export const rolesInTemplates: ReadonlySet<string> = new Set([...administratorRoles, directorySynchronization])

/**
 * What makes a policy out of a template, in report-only until somebody says otherwise.
 *
 * Nobody stands in the author's place; whom the policy leaves out is said with it.
 */
export function fromTemplate(
  { id, name, details }: PolicyTemplate,
  excluded: Pick<UsersCondition, 'excludeUsers' | 'excludeGroups'>,
): PolicyChange {
  const { conditions, grantControls, sessionControls } = details
  const { users } = conditions
  const excludeUsers = [...(users?.excludeUsers ?? []).filter((one) => one !== author), ...excluded.excludeUsers]
  return {
    displayName: name,
    state: 'enabledForReportingButNotEnforced',
    templateId: id,
    conditions: { ...conditions, users: users && { ...users, ...excluded, excludeUsers } },
    grantControls,
    sessionControls,
  }
}

/** The template with this id, letter case aside. */
export const findTemplate = (id: string): PolicyTemplate | undefined =>
  policyTemplates.find((known) => known.id === id.toLowerCase())
