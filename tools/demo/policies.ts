import type { Application } from '../../src/applications/service.ts'
import type { UserActor } from '../../src/base/actor.ts'
import { type Instant, instant, plusMinutes } from '../../src/base/time.ts'
import type { Group } from '../../src/directory/rules.ts'
import { updateMethodsPolicy } from '../../src/policies/authentication-methods/service.ts'
import { createStrength } from '../../src/policies/authentication-strengths/service.ts'
import type { AccessPolicy, GrantControls, PolicyChange } from '../../src/policies/conditional-access/rules.ts'
import { exclusionId, noApplications, noUsers } from '../../src/policies/conditional-access/rules.ts'
import { createPolicy, setExclusionEnd, updatePolicy } from '../../src/policies/conditional-access/service.ts'
import { createLocation } from '../../src/policies/named-locations/service.ts'
import { updateSecurityDefaults } from '../../src/policies/tenant/service.ts'
import { roleIds } from '../../src/roles/rules.ts'
import { offices } from './company.ts'
import { actorOf, chiefOf, type Organisation, persona } from './organisation.ts'
import { dayMinutes, type Person } from './people.ts'
import type { Stage } from './stage.ts'

/** Sets the rules of the tenant, one after another over the first weeks. */
export async function setPolicies(
  stage: Stage,
  organisation: Organisation,
  payroll: Application,
  start: Instant,
): Promise<void> {
  const whole = stage.now - start
  const at = (share: number) => stage.clock.set(instant(start + Math.floor(whole * share)))
  await setMethods(stage, organisation, at)
  at(0.03)
  await updateSecurityDefaults(stage.kernel, chiefOf(stage, organisation.people), { isEnabled: false })
  await new Rules(stage, organisation, payroll).set(at)
  stage.clock.set(stage.now)
}

type At = (share: number) => void
type UsersCondition = NonNullable<AccessPolicy['conditions']['users']>

async function setMethods(stage: Stage, { people, groups }: Organisation, at: At): Promise<void> {
  const by = () => actorOf(stage, persona(people, 'policyAdministrator'), [roleIds.authenticationPolicyAdministrator])
  const pilot = groupIn(groups, 'Passkey pilot')
  at(0.01)
  await updateMethodsPolicy(stage.kernel, by(), {
    settings: {},
    configurations: [
      {
        id: 'TemporaryAccessPass',
        change: {
          state: 'enabled',
          minimumLifetimeInMinutes: 10,
          defaultLifetimeInMinutes: 60,
          maximumLifetimeInMinutes: dayMinutes,
          defaultLength: 10,
        },
      },
    ],
  })
  at(0.25)
  await updateMethodsPolicy(stage.kernel, by(), {
    settings: {
      registrationCampaign: {
        state: 'enabled',
        snoozeDurationInDays: 3,
        includeTargets: [{ targetType: 'group', id: pilot.id, targetedAuthenticationMethod: 'fido2' }],
      },
    },
    configurations: [],
  })
}

function groupIn(groups: ReadonlyMap<string, Group>, name: string): Group {
  const found = groups.get(name)
  if (!found) throw new Error(`There is no group ${name}`)
  return found
}

const grant = (given: Partial<GrantControls>): Partial<GrantControls> => ({ operator: 'OR', ...given })
const everything = { ...noApplications, includeApplications: ['All'] }
const phishingResistant = '00000000-0000-0000-0000-000000000004'
const passwordless = '00000000-0000-0000-0000-000000000003'
const administratorRoles = [
  roleIds.globalAdministrator,
  roleIds.privilegedRoleAdministrator,
  roleIds.privilegedAuthenticationAdministrator,
  roleIds.authenticationAdministrator,
  roleIds.authenticationPolicyAdministrator,
  roleIds.conditionalAccessAdministrator,
  roleIds.securityAdministrator,
  roleIds.userAdministrator,
  roleIds.helpdeskAdministrator,
]

class Rules {
  readonly #stage: Stage
  readonly #organisation: Organisation
  readonly #payroll: Application

  constructor(stage: Stage, organisation: Organisation, payroll: Application) {
    this.#stage = stage
    this.#organisation = organisation
    this.#payroll = payroll
  }

  get #actor(): UserActor {
    const { people } = this.#organisation
    return actorOf(this.#stage, persona(people, 'accessAdministrator'), [roleIds.conditionalAccessAdministrator])
  }

  async set(at: At): Promise<void> {
    at(0.035)
    const { business, blocked } = await this.#locations()
    await this.#forAdministrators(at)
    await this.#forEverybody(at)
    await this.#forPayroll(at)
    at(0.5)
    await this.#policy('CA008 Block countries we never work from', 'disabled', this.#users(), {
      locations: { includeLocations: [blocked], excludeLocations: ['AllTrusted'] },
      grant: { builtInControls: ['block'] },
    })
    at(0.55)
    await this.#policy('CA009 Only from countries we work in', 'enabledForReportingButNotEnforced', this.#users(), {
      locations: { includeLocations: ['All'], excludeLocations: [business, 'AllTrusted'] },
      grant: { builtInControls: ['block'] },
    })
  }

  async #locations(): Promise<{ readonly business: string; readonly blocked: string }> {
    const { kernel } = this.#stage
    await createLocation(kernel, this.#actor, {
      kind: 'ip',
      displayName: 'Our offices',
      isTrusted: true,
      ipRanges: offices.map(({ cidr }) => ({ version: 4, cidrAddress: cidr })),
    })
    await createLocation(kernel, this.#actor, {
      kind: 'ip',
      displayName: 'Shipyard guest network',
      isTrusted: false,
      ipRanges: [{ version: 4, cidrAddress: '203.0.113.64/27' }],
    })
    const business = await createLocation(kernel, this.#actor, {
      kind: 'country',
      displayName: 'Countries we work in',
      countriesAndRegions: ['DE', 'PT', 'CA', 'KE', 'SG', 'PL', 'ES', 'NL'],
      includeUnknownCountriesAndRegions: true,
    })
    const blocked = await createLocation(kernel, this.#actor, {
      kind: 'country',
      displayName: 'Countries we never work from',
      countriesAndRegions: ['AQ', 'BV', 'HM'],
      includeUnknownCountriesAndRegions: false,
    })
    return { business: business.id, blocked: blocked.id }
  }

  async #forAdministrators(at: At): Promise<void> {
    const roles = { includeRoles: administratorRoles, includeUsers: [] }
    at(0.04)
    await this.#policy('CA001 Several factors for administrators', 'enabled', this.#users(roles), {
      grant: { builtInControls: ['mfa'] },
    })
    at(0.3)
    const helpdesk = persona(this.#organisation.people, 'helpdesk').user.id
    const excludeUsers = [...this.#emergency, helpdesk]
    const { id } = await this.#policy(
      'CA004 Phishing-resistant sign-in for administrators',
      'enabledForReportingButNotEnforced',
      this.#users({ ...roles, excludeUsers }),
      { grant: { authenticationStrength: phishingResistant } },
    )
    await this.#end({ policyId: id, kind: 'user', targetId: helpdesk }, 21)
  }

  async #forEverybody(at: At): Promise<void> {
    const { groups } = this.#organisation
    const excludeGroups = [groupIn(groups, 'Conditional Access exclusions').id]
    at(0.06)
    const everybody = 'CA002 Several factors outside the offices'
    const { id } = await this.#policy(everybody, 'enabledForReportingButNotEnforced', this.#users({ excludeGroups }), {
      locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] },
      grant: { builtInControls: ['mfa'] },
    })
    await this.#policy('CA003 Block legacy authentication', 'enabled', this.#users(), {
      clients: ['exchangeActiveSync', 'other'],
      grant: { builtInControls: ['block'] },
    })
    at(0.2)
    await updatePolicy(this.#stage.kernel, this.#actor, { id, change: { state: 'enabled' } })
    at(0.35)
    const travelling = groupIn(groups, 'Travelling').id
    const passwordlessFor = this.#users({ excludeGroups: [travelling] })
    const sparing = await this.#policy(
      'CA005 No more passwords',
      'enabledForReportingButNotEnforced',
      passwordlessFor,
      { grant: { authenticationStrength: passwordless } },
    )
    await this.#end({ policyId: sparing.id, kind: 'group', targetId: travelling }, 45)
    at(0.4)
    await createPolicy(this.#stage.kernel, this.#actor, {
      displayName: 'CA006 Security information from outside',
      state: 'enabled',
      conditions: {
        clientAppTypes: ['all'],
        users: this.#users(),
        applications: { ...noApplications, includeUserActions: ['urn:user:registersecurityinfo'] },
        locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] },
      },
      grantControls: grant({ builtInControls: ['mfa'] }),
    })
  }

  async #forPayroll(at: At): Promise<void> {
    at(0.45)
    const keys = await createStrength(this.#stage.kernel, this.#actor, {
      displayName: 'Company security keys',
      description: 'The two models that the service desk hands out',
      allowedCombinations: ['fido2'],
      combinationConfigurations: [
        {
          kind: 'fido2',
          appliesToCombinations: ['fido2'],
          allowedAAGUIDs: ['ee882879-721c-4913-9775-3dfcce97072a', 'fa2b99dc-9e39-4257-8f92-4a30d23c4118'],
        },
      ],
    })
    await createStrength(this.#stage.kernel, this.#actor, {
      displayName: 'Passkey, or a pass to get one',
      description: null,
      allowedCombinations: ['fido2', 'temporaryAccessPassMultiUse', 'temporaryAccessPassOneTime'],
      combinationConfigurations: [],
    })
    const lasting = this.#organisation.people.filter(
      ({ user, kind }) => kind === 'staff' && user.department === 'Finance',
    )
    const [first, second] = lasting.slice(-2).map(({ user }) => user.id)
    const excludeUsers = [...this.#emergency, ...[first, second].filter((id) => id !== undefined)]
    const made = await this.#policy('CA007 Payroll with a company key', 'enabled', this.#users({ excludeUsers }), {
      application: this.#payroll.appId,
      grant: { authenticationStrength: keys.id },
    })
    if (second) await this.#end({ policyId: made.id, kind: 'user', targetId: second }, 5)
  }

  get #emergency(): readonly string[] {
    return this.#organisation.people.filter(({ kind }) => kind === 'emergency').map(({ user }: Person) => user.id)
  }

  #users(given: Partial<UsersCondition> = {}): UsersCondition {
    return { ...noUsers, includeUsers: ['All'], excludeUsers: this.#emergency, ...given }
  }

  async #policy(displayName: string, state: PolicyChange['state'] & string, users: UsersCondition, asked: Asked) {
    const { policies } = await createPolicy(this.#stage.kernel, this.#actor, {
      displayName,
      state,
      conditions: {
        clientAppTypes: asked.clients ?? ['all'],
        users,
        applications: asked.application ? { ...noApplications, includeApplications: [asked.application] } : everything,
        ...(asked.locations && { locations: asked.locations }),
      },
      grantControls: grant(asked.grant),
    })
    const [made] = policies
    if (!made) throw new Error(`${displayName} was not made`)
    return made
  }

  /** Ends an exclusion so many days from now. */
  async #end(exclusion: Parameters<typeof exclusionId>[0], days: number): Promise<void> {
    const endAt = plusMinutes(this.#stage.now, days * dayMinutes)
    await setExclusionEnd(this.#stage.kernel, this.#actor, { id: exclusionId(exclusion), endAt })
  }
}

interface Asked {
  readonly application?: string
  readonly clients?: readonly ('exchangeActiveSync' | 'other')[]
  readonly locations?: { readonly includeLocations: readonly string[]; readonly excludeLocations: readonly string[] }
  readonly grant: Partial<GrantControls>
}
