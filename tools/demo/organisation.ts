import type { AdministrativeUnit } from '../../src/administrative-units/rules.ts'
import { createUnit } from '../../src/administrative-units/service.ts'
import type { UserActor } from '../../src/base/actor.ts'
import { type Instant, plusMinutes } from '../../src/base/time.ts'
import type { Group, NewGroup } from '../../src/directory/rules.ts'
import { createGroup } from '../../src/directory/service.ts'
import { roleIds } from '../../src/roles/rules.ts'
import { assignRole, defineRole } from '../../src/roles/service.ts'
import { insertRows } from './bulk.ts'
import { departments, offices } from './company.ts'
import type { Person } from './people.ts'
import type { PersonaKey } from './personas.ts'
import { demoActor, originFrom, type Stage } from './stage.ts'

/** People, groups and units as the rest of the story refers to them. */
export interface Organisation {
  readonly people: readonly Person[]
  readonly groups: ReadonlyMap<string, Group>
  readonly units: ReadonlyMap<string, AdministrativeUnit>
  /** Ids of the groups somebody is in, also through others. */
  readonly groupsOf: ReadonlyMap<string, ReadonlySet<string>>
  /** Ids of the roles somebody holds. */
  readonly rolesOf: ReadonlyMap<string, ReadonlySet<string>>
}

export function persona(people: readonly Person[], key: PersonaKey): Person {
  const found = people.find((one) => one.persona === key)
  if (!found) throw new Error(`There is no persona ${key}`)
  return found
}

/** A person as they act in a session with several factors, from their desk. */
export const actorOf = (
  stage: Stage,
  { user, deskAddress, computer }: Person,
  roles: readonly string[],
): UserActor => ({
  kind: 'user',
  userId: user.id,
  userPrincipalName: user.userPrincipalName,
  displayName: user.displayName,
  sessionId: stage.draw.id(),
  roles: roles.map((roleId) => ({ roleId, scope: '/' })),
  multifactor: true,
  origin: originFrom(stage.draw, deskAddress, computer),
})

export const chiefOf = (stage: Stage, people: readonly Person[]): UserActor =>
  actorOf(stage, persona(people, 'administrator'), [roleIds.globalAdministrator])

const isManagement = ({ user }: Person): boolean =>
  user.department === 'Management' || departments.some(({ head }) => head === user.jobTitle)

/** Whether every administrator of sign-in methods reaches the person: no role, no group with one, no unit of its own. */
export function isOrdinary({ groups, groupsOf, rolesOf }: Organisation, person: Person): boolean {
  const { id } = person.user
  const isProtected = [...groups.values()].some((group) => group.isAssignableToRole && groupsOf.get(id)?.has(group.id))
  return person.kind === 'staff' && !person.persona && !isProtected && !rolesOf.has(id) && !isManagement(person)
}

/** Puts people into groups, units and roles. */
export async function organise(stage: Stage, people: readonly Person[], start: Instant): Promise<Organisation> {
  stage.clock.set(plusMinutes(start, 60))
  const units = await makeUnits(stage, people)
  const rolesOf = await appoint(stage, people, units)
  const { groups, groupsOf } = await makeGroups(stage, people)
  return { people, groups, groupsOf, units, rolesOf }
}

interface Making {
  readonly displayName: string
  readonly description?: NewGroup['description']
  readonly isAssignableToRole?: boolean
  readonly of?: (person: Person) => boolean
  readonly most?: number
  /** Names of the groups in it. */
  readonly inside?: readonly string[]
}

const staff = ({ kind }: Person): boolean => kind === 'staff' || kind === 'leaving' || kind === 'disabled'

function groupsWanted(stage: Stage): readonly Making[] {
  const { draw } = stage
  const byDepartment = departments.map(({ name }) => ({
    displayName: name,
    description: `Everybody in ${name}`,
    of: ({ user }: Person) => user.department === name,
  }))
  const byOffice = offices.map(({ city }) => ({
    displayName: `${city} office`,
    of: (person: Person) => staff(person) && person.office.city === city,
  }))
  const projects = ['Ferry 41', 'Dry dock renewal', 'Hull survey', 'ERP change', 'Green tug', 'Winter schedule'].map(
    (name) => ({ displayName: `Project ${name}`, of: (person: Person) => staff(person) && draw.happens(0.02) }),
  )
  return [
    ...byDepartment,
    { displayName: 'All employees', inside: departments.map(({ name }) => name) },
    ...byOffice,
    ...projects,
    { displayName: 'Project leads', of: ({ user }) => / Lead$/.test(user.jobTitle ?? '') && draw.happens(0.4) },
    { displayName: 'Projects', inside: [...projects.map(({ displayName }) => displayName), 'Project leads'] },
    {
      displayName: 'Passkey pilot',
      of: (person) => staff(person) && !person.persona && draw.happens(person.user.department === 'IT' ? 0.8 : 0.08),
    },
    {
      displayName: 'Frontline',
      inside: ['Production', 'Logistics'],
      description: 'Shared computers, no phone at work',
    },
    {
      displayName: 'Conditional Access exclusions',
      of: (person) => person.kind === 'staff' && !person.persona && draw.happens(0.004),
    },
    { displayName: 'Travelling', of: (person) => person.kind === 'staff' && !person.persona && draw.happens(0.01) },
    {
      displayName: 'Service desk',
      isAssignableToRole: true,
      of: (person) => person.kind === 'staff' && /^Service Desk/.test(person.user.jobTitle ?? ''),
      most: 25,
    },
    { displayName: 'Tier 0 operators', isAssignableToRole: true, of: (person) => person.persona === 'administrator' },
  ]
}

async function makeGroups(stage: Stage, people: readonly Person[]) {
  const groups = new Map<string, Group>()
  const direct = new Map<string, Set<string>>()
  const above = new Map<string, readonly string[]>()
  for (const { of, most, inside = [], ...wanted } of groupsWanted(stage)) {
    stage.clock.advanceSeconds(40)
    const within = inside.map((name) => groups.get(name)?.id ?? '')
    const group = await createGroup(stage.kernel, chiefOf(stage, people), { ...wanted, members: within })
    groups.set(wanted.displayName, group)
    for (const id of within) above.set(id, [...(above.get(id) ?? []), group.id])
    const members = of ? people.filter(of).slice(0, most) : []
    for (const { user } of members) direct.set(user.id, (direct.get(user.id) ?? new Set()).add(group.id))
    await insertRows(
      stage,
      'group_members',
      members.map(({ user }) => ({
        group_id: group.id,
        member_id: user.id,
        member_kind: 'user',
        added_at: stage.clock.now(),
      })),
    )
    await insertRows(
      stage,
      'change_notes',
      members.map(({ user }) => ({
        list: 'groups',
        object_id: group.id,
        link_id: user.id,
      })),
    )
  }
  const groupsOf = new Map([...direct].map(([id, own]) => [id, withAll(own, above)] as const))
  return { groups, groupsOf }
}

function withAll(own: ReadonlySet<string>, above: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const all = new Set(own)
  for (const id of all) for (const outer of above.get(id) ?? []) all.add(outer)
  return all
}

async function makeUnits(stage: Stage, people: readonly Person[]): Promise<ReadonlyMap<string, AdministrativeUnit>> {
  const wanted = [
    ...offices.map(({ city }) => ({
      unit: { displayName: city, description: `Everybody who works in ${city}` },
      of: (person: Person) => staff(person) && person.office.city === city,
    })),
    {
      unit: {
        displayName: 'Management',
        description: 'Kept apart from the service desks',
        isMemberManagementRestricted: true,
      },
      of: isManagement,
    },
    {
      unit: {
        displayName: 'Works council',
        description: 'Who is in it is nobody else’s concern',
        visibility: 'HiddenMembership',
      },
      of: (person: Person) => staff(person) && !person.persona && stage.draw.happens(0.006),
    },
  ]
  const units = new Map<string, AdministrativeUnit>()
  for (const { unit, of } of wanted) {
    stage.clock.advanceSeconds(50)
    const made = await createUnit(stage.kernel, demoActor(stage.draw), unit)
    units.set(made.displayName, made)
    await insertRows(
      stage,
      'administrative_unit_members',
      people.filter(of).map(({ user }) => ({
        unit_id: made.id,
        member_id: user.id,
        member_kind: 'user',
        added_at: stage.clock.now(),
      })),
    )
  }
  return units
}

const methodActions = 'microsoft.directory/users/authenticationMethods/temporaryAccessPass'

async function appoint(
  stage: Stage,
  people: readonly Person[],
  units: ReadonlyMap<string, AdministrativeUnit>,
): Promise<Organisation['rolesOf']> {
  const held = new Map<string, Set<string>>()
  const give = async ({ user }: Person, roleDefinitionId: string, city?: string) => {
    stage.clock.advanceSeconds(30)
    const unit = city === undefined ? undefined : units.get(city)
    const directoryScopeId = unit ? `/administrativeUnits/${unit.id}` : '/'
    await assignRole(stage.kernel, demoActor(stage.draw), { principalId: user.id, roleDefinitionId, directoryScopeId })
    held.set(user.id, (held.get(user.id) ?? new Set()).add(roleDefinitionId))
  }
  const passDesk = await defineRole(stage.kernel, demoActor(stage.draw), {
    displayName: 'Pass desk',
    description: 'Issues and deletes passes, and nothing else',
    allowedResourceActions: [
      `${methodActions}/create`,
      `${methodActions}/delete`,
      `${methodActions}/standard/restrictedRead`,
    ],
  })
  const somebody = (key: PersonaKey) => persona(people, key)
  await give(somebody('administrator'), roleIds.globalAdministrator)
  for (const person of people.filter(({ kind }) => kind === 'emergency'))
    await give(person, roleIds.globalAdministrator)
  await give(somebody('helpdesk'), roleIds.helpdeskAdministrator, 'Lisbon')
  await give(somebody('helpdesk'), roleIds.authenticationAdministrator, 'Lisbon')
  await give(somebody('passDesk'), passDesk.id, 'Toronto')
  await give(somebody('authenticationAdministrator'), roleIds.authenticationAdministrator)
  await give(somebody('policyAdministrator'), roleIds.authenticationPolicyAdministrator)
  await give(somebody('accessAdministrator'), roleIds.conditionalAccessAdministrator)
  await give(somebody('reader'), roleIds.globalReader)
  await give(somebody('reader'), roleIds.securityReader)
  const others = people.filter((one) => one.kind === 'staff' && !one.persona && one.user.department === 'IT')
  const roles = [
    [roleIds.userAdministrator, undefined],
    [roleIds.groupsAdministrator, undefined],
    [roleIds.securityAdministrator, undefined],
    [roleIds.privilegedAuthenticationAdministrator, undefined],
    [roleIds.helpdeskAdministrator, 'Hamburg'],
    [roleIds.passwordAdministrator, 'Nairobi'],
  ] as const
  for (const [place, person] of stage.draw.some(others, roles.length).entries()) {
    const [role, city] = roles[place] ?? roles[0]
    await give(person, role, city)
  }
  return held
}
