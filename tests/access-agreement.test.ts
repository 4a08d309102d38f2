import fc from 'fast-check'
import { expect, test } from 'vitest'
import { judgeAccess } from '../src/access/service.ts'
import { instant } from '../src/base/time.ts'
import type { User } from '../src/directory/rules.ts'
import { addMember, removeMember } from '../src/directory/service.ts'
import type { Proof } from '../src/methods/rules.ts'
import {
  type AccessPolicy,
  noConditions,
  noSessionControls,
  noUsers,
  type SessionControls,
  type SignInFacts,
} from '../src/policies/conditional-access/rules.ts'
import { whatIf } from '../src/policies/conditional-access/service.ts'
import { insertPolicy } from '../src/policies/conditional-access/store.ts'
import { createLocation } from '../src/policies/named-locations/service.ts'
import { reviseAccess } from '../src/policies/revision/service.ts'
import { updateSecurityDefaults } from '../src/policies/tenant/service.ts'
import { assignRole, removeRoleAssignment } from '../src/roles/service.ts'
import { aGroup, anExternalGuest, aUser, systemActor } from './kit/builders.ts'
import { openTestKernel, type TestKernel } from './kit/kernel.ts'
import { decidePlainly } from './kit/plain-decision.ts'
import { unrecorded } from './kit/proving.ts'
import { locations, policies } from './kit/random-access.ts'
import { roles } from './kit/who-may-what.ts'

const graphAppId = '00000003-0000-0000-c000-000000000000'
const apps = ['00000000-0000-4000-8000-00000000a000', '00000000-0000-4000-8000-00000000a001', graphAppId]
const givenRoles = [roles.Helpdesk, roles.AuthAdmin, roles.UserAdmin]
const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)'
const phone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X)'

/** Three people, four groups, one of which is in another, and the four locations that random policies speak of. */
async function openTenant() {
  const kernel = await openTestKernel()
  await updateSecurityDefaults(kernel, systemActor(), { isEnabled: false })
  const users = [await aUser(kernel), await aUser(kernel, { userType: 'Guest' }), await anExternalGuest(kernel)]
  const groups = [await aGroup(kernel), await aGroup(kernel), await aGroup(kernel), await aGroup(kernel)]
  const [, , outer, inner] = groups
  await addMember(kernel, systemActor(), { group: outer?.id ?? '', member: inner?.id ?? '' })
  const names = new Map<string, string>()
  for (const [index, { id }] of users.entries()) names.set(`user${index}`, id)
  for (const [index, { id }] of groups.entries()) names.set(`group${index}`, id)
  for (const [index, id] of givenRoles.entries()) names.set(`role${index}`, id)
  for (const [index, id] of apps.entries()) names.set(`app${index}`, id)
  for (const { id, createdAt: _, modifiedAt: __, ...settings } of locations) {
    names.set(id, (await createLocation(kernel, systemActor(), { ...settings, displayName: id })).id)
  }
  return { kernel, users, groups, names, [Symbol.asyncDispose]: () => kernel[Symbol.asyncDispose]() }
}

type Tenant = Awaited<ReturnType<typeof openTenant>>

const translated = <Value>(value: Value, names: ReadonlyMap<string, string>): Value =>
  JSON.parse(JSON.stringify(value), (_, item: unknown) => (typeof item === 'string' ? (names.get(item) ?? item) : item))

/** Puts the policies in the place of those there are; their ids become GUIDs. */
async function setPolicies({ kernel, names }: Tenant, all: readonly AccessPolicy[]): Promise<void> {
  await unrecorded(kernel, async (w) => {
    await reviseAccess(w)
    await w.db.deleteFrom('access_policies').execute()
    for (const [index, policy] of translated(all, names).entries()) {
      const id = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`
      await insertPolicy(w.db, { ...policy, id, createdAt: instant(index) })
    }
  })
}

interface Belonging {
  readonly groups: readonly number[]
  readonly roles: readonly number[]
}

/** Puts somebody into the groups and roles, and tells which those are by the names of random policies. */
async function place({ kernel, groups }: Tenant, user: User, given: Belonging) {
  for (const index of given.groups)
    await addMember(kernel, systemActor(), { group: groups[index]?.id ?? '', member: user.id })
  const held = await Promise.all(
    given.roles.map((index) =>
      assignRole(kernel, systemActor(), { principalId: user.id, roleDefinitionId: givenRoles[index] ?? '' }),
    ),
  )
  const inside = new Set(given.groups.flatMap((index) => (index === 3 ? ['group2', 'group3'] : [`group${index}`])))
  return {
    groups: inside,
    roles: new Set(given.roles.map((index) => `role${index}`)),
    leave: async () => {
      for (const index of given.groups)
        await removeMember(kernel, systemActor(), { group: groups[index]?.id ?? '', member: user.id })
      for (const { id } of held) await removeRoleAssignment(kernel, systemActor(), { id })
    },
  }
}

const often = fc.record({
  isEnabled: fc.boolean(),
  frequencyInterval: fc.constantFrom('timeBased' as const, 'everyTime' as const),
  authenticationType: fc.constantFrom('primaryAndSecondaryAuthentication' as const, 'secondaryAuthentication' as const),
  value: fc.integer({ min: 1, max: 3 }),
  type: fc.constantFrom('hours' as const, 'days' as const),
})

const sessionControls: fc.Arbitrary<SessionControls | null> = fc.option(
  often.map((signInFrequency) => ({ ...noSessionControls, signInFrequency })),
  { freq: 2 },
)

const lenient = { builtInControls: [], authenticationStrength: '00000000-0000-0000-0000-000000000004' }

/** The policy, asking for a passkey where it would ask for what nobody has. */
const withoutBlock = (policy: AccessPolicy): AccessPolicy => {
  const { grantControls } = policy
  const isHopeless = grantControls?.builtInControls.some(
    (control) => control === 'block' || control === 'compliantDevice',
  )
  return grantControls && isHopeless ? { ...policy, grantControls: { ...grantControls, ...lenient } } : policy
}

/** The policy switched on for everybody, under nearly all circumstances, so that more of them apply. */
const widened = (policy: AccessPolicy): AccessPolicy => ({
  ...policy,
  state: 'enabled',
  conditions: {
    ...noConditions,
    clientAppTypes: ['all'],
    users: { ...noUsers, includeUsers: ['All'], excludeGroups: policy.conditions.users?.excludeGroups ?? [] },
    applications: policy.conditions.applications,
    locations: policy.conditions.locations,
  },
})

/** Up to eight policies, some of them wide, and every other time none that blocks; many together block nearly everything. */
const someOf = fc
  .tuple(
    fc.tuple(policies, policies, policies),
    fc.constantFrom(2, 4, 8),
    fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
    fc.boolean(),
  )
  .map(([all, most, wide, isLenient]) =>
    all
      .flat()
      .slice(0, most)
      .map((policy, index) => (wide[index] ? widened(policy) : policy))
      .map((policy) => (isLenient ? withoutBlock(policy) : policy)),
  )

const tenantPolicies = someOf.chain((all) =>
  fc
    .array(sessionControls, { minLength: all.length, maxLength: all.length })
    .map((asked) => all.map((policy, index): AccessPolicy => ({ ...policy, sessionControls: asked[index] ?? null }))),
)

const belonging: fc.Arbitrary<Belonging> = fc.record({
  groups: fc.subarray([0, 1, 2, 3]),
  roles: fc.subarray([0, 1, 2], { maxLength: 2 }),
})

const signIn = fc.record({
  who: fc.integer({ min: 0, max: 2 }),
  app: fc.constantFrom(undefined, 0, 1),
  registers: fc.boolean(),
  clientAppType: fc.constantFrom('browser' as const, 'mobileAppsAndDesktopClients' as const),
  device: fc.constantFrom([windows, 'windows'] as const, [phone, 'iOS'] as const, ['', null] as const),
  ipAddress: fc.constantFrom('192.0.2.9', '198.51.100.1', '198.51.100.200', '2001:db8::9'),
  proofs: fc.uniqueArray(
    fc.record({
      kind: fc.constantFrom<Proof['kind']>('password', 'softwareOath', 'fido2', 'temporaryAccessPass'),
      minutesAgo: fc.constantFrom(0, 4, 5, 59, 60, 119, 1440, 5000),
    }),
    { selector: ({ kind }) => kind, minLength: 1 },
  ),
})
type GivenSignIn = typeof signIn extends fc.Arbitrary<infer Value> ? Value : never

const guestTypes = [null, 'internalGuest', 'b2bCollaborationGuest'] as const

function factsOf(given: GivenSignIn, groups: ReadonlySet<string>, held: ReadonlySet<string>): SignInFacts {
  const { who, app, registers, clientAppType, device, ipAddress } = given
  return {
    identity: {
      kind: 'user',
      id: `user${who}`,
      groups,
      roles: held,
      guestType: guestTypes[who] ?? null,
      homeTenantId: null,
    },
    target: {
      ...(app === undefined ? {} : { applications: [`app${app}`], resources: ['app2'] }),
      ...(registers || app === undefined ? { userAction: 'urn:user:registersecurityinfo' as const } : {}),
    },
    clientAppType,
    platform: device[1],
    ipAddress,
    country: null,
    transferMethod: null,
  }
}

const proofsOf = (kernel: TestKernel, { proofs }: GivenSignIn): readonly Proof[] =>
  proofs.map(({ kind, minutesAgo }) => ({
    kind,
    mode: kind === 'temporaryAccessPass' ? 'temporaryAccessPassOneTime' : kind,
    at: instant(kernel.clock.now() - minutesAgo * 60_000),
    methodId: kind,
  }))

test('a sign-in, What If and the plain reading agree about random tenants, thousands of times', {
  timeout: 240_000,
}, async () => {
  await using tenant = await openTenant()
  const { kernel, users, names } = tenant
  const seen = { granted: 0, required: 0, blocked: 0 }
  const agree = async (all: readonly AccessPolicy[], given: GivenSignIn, of: Awaited<ReturnType<typeof place>>) => {
    const facts = factsOf(given, of.groups, of.roles)
    const proofs = proofsOf(kernel, given)
    const userId = users[given.who]?.id ?? users[0]?.id
    if (!userId) throw new Error('There is nobody')
    const { target, ...circumstances } = translated(facts, names)
    const [appId] = target.applications ?? []
    const origin = { ipAddress: given.ipAddress, userAgent: given.device[0] }
    const access = await kernel.store.read((r) =>
      judgeAccess(kernel, r, {
        userId,
        target: { ...(appId !== undefined && { appId }), ...(target.userAction && { userAction: target.userAction }) },
        clientAppType: given.clientAppType,
        origin,
        proofs,
      }),
    )
    const plain = decidePlainly(all, facts, proofs, kernel.clock.now())
    expect({ outcome: access.outcome, counting: access.counting }).toEqual(plain)
    const { results } = await whatIf(kernel, systemActor(), {
      ...circumstances,
      target,
      identity: { kind: 'user', userId },
    })
    const applying = results.filter(
      ({ applies, policy: { state, conditions } }) =>
        applies && (state === 'enabled' || conditions.applications.includeUserActions.length === 0),
    )
    expect(access.policies.map(({ id }) => id).toSorted()).toEqual(applying.map(({ policy }) => policy.id).toSorted())
    seen[access.outcome]++
  }
  await fc.assert(
    fc.asyncProperty(
      tenantPolicies,
      fc.tuple(belonging, belonging, belonging),
      fc.array(signIn, { minLength: 40, maxLength: 60 }),
      async (all, belongings, signIns) => {
        await setPolicies(tenant, all)
        const placed = []
        for (const [index, user] of users.entries()) {
          placed.push(await place(tenant, user, belongings[index] ?? { groups: [], roles: [] }))
        }
        try {
          for (const given of signIns) {
            const of = placed[given.who]
            if (of) await agree(all, given, of)
          }
        } finally {
          for (const { leave } of placed) await leave()
        }
      },
    ),
    { numRuns: 80 },
  )
  expect(seen.granted + seen.required + seen.blocked).toBeGreaterThan(3000)
  expect(Math.min(seen.granted, seen.required, seen.blocked)).toBeGreaterThan(50)
})
