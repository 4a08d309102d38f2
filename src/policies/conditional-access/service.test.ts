import { describe, expect, test } from 'vitest'
import { aGroup, aUser, systemActor } from '../../../tests/kit/builders.ts'
import { openTestKernel, type TestKernel } from '../../../tests/kit/kernel.ts'
import { refusalOf } from '../../../tests/kit/records.ts'
import { createStrength, deleteStrength, updateAllowedCombinations } from '../authentication-strengths/service.ts'
import { createLocation, updateLocation } from '../named-locations/service.ts'
import { accessRevision, reviseAccess } from '../revision/service.ts'
import { updateSecurityDefaults } from '../tenant/service.ts'
import { type Conditions, noApplications, noUsers, type PolicyChange } from './rules.ts'
import { createPolicy, decide, deletePolicy, restorePolicy, type SignInQuestion, updatePolicy } from './service.ts'

async function open(): Promise<TestKernel> {
  const kernel = await openTestKernel()
  await updateSecurityDefaults(kernel, systemActor(), { isEnabled: false })
  return kernel
}

const policyFor = (conditions: Partial<Conditions>, grantControls: PolicyChange['grantControls']): PolicyChange => ({
  displayName: 'Policy',
  state: 'enabled',
  conditions: {
    clientAppTypes: ['all'],
    users: { ...noUsers, includeUsers: ['All'] },
    applications: { ...noApplications, includeApplications: ['All'] },
    ...conditions,
  },
  grantControls: { operator: 'OR', ...grantControls },
})

const signIn = (userId: SignInQuestion['userId'], given: Partial<SignInQuestion> = {}): SignInQuestion => ({
  userId,
  target: { applications: ['mail'] },
  clientAppType: 'browser',
  platform: null,
  ipAddress: '192.0.2.1',
  country: null,
  transferMethod: null,
  held: { proofs: [{ mode: 'fido2', aaguid: 'key' }], passwordChanged: false },
  ...given,
})

const outcomeOf = async (kernel: TestKernel, question: SignInQuestion) =>
  (await kernel.store.read((read) => decide(kernel, read, question))).outcome

describe('a decision', () => {
  test('follows every change at once, of policies, strengths, locations and people', async () => {
    await using kernel = await open()
    const user = await aUser(kernel)
    const actor = systemActor()
    const now = () => outcomeOf(kernel, signIn(user.id))
    expect(await now()).toBe('granted')
    const { policies } = await createPolicy(kernel, actor, policyFor({}, { builtInControls: ['block'] }))
    const id = policies[0]?.id ?? ''
    expect(await now()).toBe('blocked')
    await updatePolicy(kernel, actor, { id, change: { state: 'enabledForReportingButNotEnforced' } })
    expect(await now()).toBe('granted')
    const strength = await createStrength(kernel, actor, {
      displayName: 'Own',
      description: null,
      allowedCombinations: ['password,sms'],
      combinationConfigurations: [],
    })
    const asking: PolicyChange = {
      state: 'enabled',
      grantControls: { builtInControls: [], authenticationStrength: strength.id },
    }
    await updatePolicy(kernel, actor, { id, change: asking })
    expect(await now()).toBe('required')
    await updateAllowedCombinations(kernel, actor, { id: strength.id, allowedCombinations: ['fido2'] })
    expect(await now()).toBe('granted')
    await updatePolicy(kernel, actor, {
      id,
      change: { grantControls: { builtInControls: ['block'], authenticationStrength: null } },
    })
    const office = await createLocation(kernel, actor, {
      kind: 'ip',
      displayName: 'Office',
      isTrusted: false,
      ipRanges: [{ version: 4, cidrAddress: '192.0.2.0/24' }],
    })
    const locations = { includeLocations: ['All'], excludeLocations: ['AllTrusted'] }
    await updatePolicy(kernel, actor, { id, change: { conditions: { locations } } })
    expect(await now()).toBe('blocked')
    await updateLocation(kernel, actor, { id: office.id, change: { kind: 'ip', isTrusted: true } })
    expect(await now()).toBe('granted')
    const group = await aGroup(kernel, { members: [user] })
    const users = { ...noUsers, includeGroups: [group.id] }
    await updatePolicy(kernel, actor, { id, change: { conditions: { locations: null, users } } })
    expect(await now()).toBe('blocked')
    await deletePolicy(kernel, actor, { id })
    expect(await now()).toBe('granted')
    await restorePolicy(kernel, actor, { id })
    expect(await now()).toBe('blocked')
  })

  test('is not made from what a write that failed had seen', async () => {
    await using kernel = await open()
    const user = await aUser(kernel)
    expect(await outcomeOf(kernel, signIn(user.id))).toBe('granted')
    const wrong = policyFor({ clientAppTypes: [] }, { builtInControls: ['block'] })
    expect(await refusalOf(createPolicy(kernel, systemActor(), wrong))).toBe('policyInvalid')
    await createPolicy(kernel, systemActor(), policyFor({}, { builtInControls: ['block'] }))
    expect(await outcomeOf(kernel, signIn(user.id))).toBe('blocked')
  })

  test('asks for the model of key where a strength does', async () => {
    await using kernel = await open()
    const user = await aUser(kernel)
    const aaguid = '11111111-1111-4111-8111-111111111111'
    const strength = await createStrength(kernel, systemActor(), {
      displayName: 'Our keys',
      description: null,
      allowedCombinations: ['fido2'],
      combinationConfigurations: [{ kind: 'fido2', appliesToCombinations: ['fido2'], allowedAAGUIDs: [aaguid] }],
    })
    await createPolicy(kernel, systemActor(), policyFor({}, { authenticationStrength: strength.id }))
    const withKey = (model: string) => ({ proofs: [{ mode: 'fido2' as const, aaguid: model }], passwordChanged: false })
    expect(await outcomeOf(kernel, signIn(user.id, { held: withKey('another') }))).toBe('required')
    expect(await outcomeOf(kernel, signIn(user.id, { held: withKey(aaguid) }))).toBe('granted')
  })
})

describe('changes at the same moment', () => {
  test('are counted one by one', async () => {
    await using kernel = await open()
    const before = await kernel.store.read(accessRevision)
    const revise = () =>
      kernel.store.write(systemActor(), async (w) => {
        await reviseAccess(w)
        w.unrecorded('only counted')
      })
    await Promise.all(Array.from({ length: 8 }, revise))
    expect(await kernel.store.read(accessRevision)).toBe(before + 8)
  })

  test('never leave a policy that asks for a strength that is gone', async () => {
    await using kernel = await open()
    const actor = systemActor()
    for (let round = 0; round < 6; round++) {
      const { id } = await createStrength(kernel, actor, {
        displayName: `Own ${round}`,
        description: null,
        allowedCombinations: ['fido2'],
        combinationConfigurations: [],
      })
      const [made, removed] = await Promise.allSettled([
        createPolicy(kernel, actor, policyFor({}, { authenticationStrength: id })),
        deleteStrength(kernel, actor, { id }),
      ])
      expect([made.status, removed.status].filter((status) => status === 'fulfilled')).toHaveLength(1)
    }
  })

  test('never leave security defaults on beside an enabled policy', async () => {
    await using kernel = await open()
    const actor = systemActor()
    const [made, switched] = await Promise.allSettled([
      createPolicy(kernel, actor, policyFor({}, { builtInControls: ['mfa'] })),
      updateSecurityDefaults(kernel, actor, { isEnabled: true }),
    ])
    expect([made.status, switched.status].filter((status) => status === 'fulfilled')).toHaveLength(1)
  })
})
