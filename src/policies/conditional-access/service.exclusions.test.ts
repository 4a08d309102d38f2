import { describe, expect, test } from 'vitest'
import { aPolicy } from '../../../tests/kit/access-in-force.ts'
import { aGroup, anAdministrator, applicationActor, aUser, systemActor } from '../../../tests/kit/builders.ts'
import { openTestKernel, type TestKernel } from '../../../tests/kit/kernel.ts'
import { recordsOf, refusalOf } from '../../../tests/kit/records.ts'
import { appendRecords } from '../../audit/store.ts'
import { type Instant, instant, plusMinutes } from '../../base/time.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { openDatabase } from '../../kernel/open.ts'
import { Store } from '../../kernel/store.ts'
import { roleIds } from '../../roles/rules.ts'
import { assignRole } from '../../roles/service.ts'
import { accessRevision } from '../revision/service.ts'
import { type AccessPolicy, type Conditions, exclusionId, exclusionsIn, noUsers } from './rules.ts'
import {
  accessPolicies,
  clearExclusionEnd,
  decide,
  deletePolicy,
  lapseExclusions,
  purgePolicy,
  restorePolicy,
  type SignInQuestion,
  setExclusionEnd,
  updatePolicy,
} from './service.ts'

type UsersCondition = NonNullable<Conditions['users']>

const signIn = (userId: SignInQuestion['userId']): SignInQuestion => ({
  userId,
  target: { applications: ['mail'] },
  clientAppType: 'browser',
  platform: null,
  ipAddress: '192.0.2.1',
  country: null,
  transferMethod: null,
  held: { proofs: [], passwordChanged: false },
})

const outcomeOf = async (kernel: Kernel, userId: SignInQuestion['userId']) =>
  (await kernel.store.read((read) => decide(kernel, read, signIn(userId)))).outcome

const policyNow = async (kernel: TestKernel, id: string): Promise<AccessPolicy | undefined> =>
  (await kernel.store.read(accessPolicies)).find((policy) => policy.id === id)

const endsOf = (kernel: TestKernel) =>
  kernel.store.read((read) => read.db.selectFrom('exclusion_ends').selectAll().execute())

/** An emergency account that no policy here means to keep out, so that somebody may always undo things. */
async function open(): Promise<TestKernel & { readonly keeper: string }> {
  const kernel = await openTestKernel()
  const { user } = await anAdministrator(kernel, roleIds.globalAdministrator)
  return Object.assign(kernel, { keeper: user.id as string })
}

interface Excluding {
  readonly policy: AccessPolicy
  /** The exclusion that was asked for. */
  readonly id: string
}

async function excluding(
  kernel: TestKernel & { readonly keeper: string },
  users: Partial<UsersCondition>,
): Promise<Excluding> {
  const excludeUsers = [...(users.excludeUsers ?? []), kernel.keeper]
  const policy = await aPolicy(kernel, { users: { ...users, excludeUsers }, grant: { builtInControls: ['mfa'] } })
  const key = exclusionsIn(policy.conditions.users).find(({ targetId }) => targetId !== kernel.keeper)
  if (!key) throw new Error('Nobody else is excluded')
  return { policy, id: exclusionId({ ...key, policyId: policy.id }) }
}

const inAnHour = (kernel: TestKernel): Instant => plusMinutes(kernel.clock.now(), 60)

describe('an exclusion with an end', () => {
  test('counts until its moment, and from then on for nothing, though nobody has removed it yet', async () => {
    await using kernel = await open()
    const user = await aUser(kernel)
    const { policy, id } = await excluding(kernel, { excludeUsers: [user.id] })
    const endAt = inAnHour(kernel)
    await setExclusionEnd(kernel, systemActor(), { id, endAt })
    expect(await outcomeOf(kernel, user.id)).toBe('granted')
    kernel.clock.set(instant(endAt - 1))
    expect(await outcomeOf(kernel, user.id)).toBe('granted')
    kernel.clock.set(endAt)
    expect(await outcomeOf(kernel, user.id)).toBe('required')
    expect((await policyNow(kernel, policy.id))?.conditions.users?.excludeUsers).toContain(user.id)
    kernel.clock.set(instant(endAt - 1))
    expect(await outcomeOf(kernel, user.id)).toBe('granted')
  })

  test('is taken out of its policy by the job, recorded in the words of Entra, and gone for every replica', async () => {
    await using kernel = await open()
    const user = await aUser(kernel)
    const { policy, id } = await excluding(kernel, { excludeUsers: [user.id] })
    await setExclusionEnd(kernel, systemActor(), { id, endAt: inAnHour(kernel) })
    expect(await lapseExclusions(kernel, systemActor())).toBe(0)
    kernel.clock.set(inAnHour(kernel))
    const before = await kernel.store.read(accessRevision)
    const records = await recordsOf(kernel, () => lapseExclusions(kernel, systemActor()))
    expect(records).toMatchObject([
      {
        activityDisplayName: 'Update Conditional Access policy',
        loggedByService: 'Conditional Access',
        result: 'success',
        resultReason: 'The end of an exclusion came',
        initiatedBy: { user: null, app: { displayName: 'Latchkey' } },
        targetResources: [
          { id: policy.id, type: 'Policy', modifiedProperties: [{ displayName: 'conditions' }] },
          { id: user.id, type: 'User', userPrincipalName: user.userPrincipalName },
        ],
      },
    ])
    expect(await kernel.store.read(accessRevision)).toBe(before + 1)
    const after = await policyNow(kernel, policy.id)
    expect(after?.conditions.users?.excludeUsers).toEqual([kernel.keeper])
    expect(after?.modifiedAt).toBe(kernel.clock.now())
    expect(await endsOf(kernel)).toEqual([])
    expect(await outcomeOf(kernel, user.id)).toBe('required')
    expect(await lapseExclusions(kernel, systemActor())).toBe(0)
    expect(await refusalOf(setExclusionEnd(kernel, systemActor(), { id, endAt: inAnHour(kernel) }))).toBe(
      'exclusionNotFound',
    )
  })

  test('of a group or role takes that out of the policy, and nobody out of the group or role', async () => {
    await using kernel = await open()
    const user = await aUser(kernel)
    const group = await aGroup(kernel, { members: [user] })
    await assignRole(kernel, systemActor(), { principalId: user.id, roleDefinitionId: roleIds.reportsReader })
    const { policy, id } = await excluding(kernel, { excludeGroups: [group.id], excludeRoles: [roleIds.reportsReader] })
    const roleExclusion = exclusionId({ policyId: policy.id, kind: 'role', targetId: roleIds.reportsReader })
    for (const each of [id, roleExclusion]) {
      await setExclusionEnd(kernel, systemActor(), { id: each, endAt: inAnHour(kernel) })
    }
    kernel.clock.set(inAnHour(kernel))
    const records = await recordsOf(kernel, () => lapseExclusions(kernel, systemActor()))
    expect(records).toHaveLength(1)
    expect(records[0]?.targetResources.map(({ type }) => type).toSorted()).toEqual(['Group', 'Policy', 'Role'])
    const users = (await policyNow(kernel, policy.id))?.conditions.users
    expect(users).toEqual({ ...noUsers, includeUsers: ['All'], excludeUsers: [kernel.keeper] })
    const members = await kernel.store.read((r) => r.db.selectFrom('group_members').select('member_id').execute())
    expect(members).toEqual([{ member_id: user.id }])
  })

  test('of guests takes the word or the kinds out of the policy', async () => {
    await using kernel = await open()
    const { policy } = await excluding(kernel, {
      excludeUsers: ['GuestsOrExternalUsers'],
      excludeGuestsOrExternalUsers: { guestOrExternalUserTypes: ['internalGuest'], externalTenants: null },
    })
    for (const targetId of ['all', 'kinds']) {
      const id = exclusionId({ policyId: policy.id, kind: 'guests', targetId })
      await setExclusionEnd(kernel, systemActor(), { id, endAt: inAnHour(kernel) })
    }
    kernel.clock.set(inAnHour(kernel))
    expect(await lapseExclusions(kernel, systemActor())).toBe(2)
    const users = (await policyNow(kernel, policy.id))?.conditions.users
    expect(users).toMatchObject({ excludeUsers: [kernel.keeper], excludeGuestsOrExternalUsers: null })
  })

  test('is moved, and lasts again, each time with a record', async () => {
    await using kernel = await open()
    const group = await aGroup(kernel)
    const { policy, id } = await excluding(kernel, { excludeGroups: [group.id] })
    const [sooner, later] = [inAnHour(kernel), plusMinutes(inAnHour(kernel), 60)]
    const set = (endAt: Instant) => recordsOf(kernel, () => setExclusionEnd(kernel, systemActor(), { id, endAt }))
    expect(await set(sooner)).toMatchObject([
      {
        activityDisplayName: 'Set end of Conditional Access exclusion',
        loggedByService: 'Latchkey',
        category: 'Policy',
        targetResources: [
          {
            id: policy.id,
            modifiedProperties: [
              { displayName: 'expirationDateTime', oldValue: null, newValue: '"2026-03-02T09:00:00.000Z"' },
            ],
          },
          { id: group.id, type: 'Group', displayName: group.displayName },
        ],
        additionalDetails: [{ key: 'exclusion', value: id }],
      },
    ])
    expect(await set(sooner)).toEqual([])
    expect(await set(later)).toHaveLength(1)
    kernel.clock.set(sooner)
    expect(await lapseExclusions(kernel, systemActor())).toBe(0)
    const cleared = await recordsOf(kernel, () => clearExclusionEnd(kernel, systemActor(), { id }))
    expect(cleared).toMatchObject([{ activityDisplayName: 'Remove end of Conditional Access exclusion' }])
    expect(await recordsOf(kernel, () => clearExclusionEnd(kernel, systemActor(), { id }))).toEqual([])
    kernel.clock.set(plusMinutes(later, 60))
    expect(await lapseExclusions(kernel, systemActor())).toBe(0)
    expect(await policyNow(kernel, policy.id)).toEqual(policy)
  })

  test('loses its end with itself, in the write that takes it out of the policy', async () => {
    await using kernel = await open()
    const [kept, gone] = [await aUser(kernel), await aUser(kernel)]
    const { policy } = await excluding(kernel, { excludeUsers: [kept.id, gone.id] })
    for (const { id: targetId } of [kept, gone]) {
      const id = exclusionId({ policyId: policy.id, kind: 'user', targetId })
      await setExclusionEnd(kernel, systemActor(), { id, endAt: inAnHour(kernel) })
    }
    const users = { ...noUsers, includeUsers: ['All'], excludeUsers: [kept.id, kernel.keeper] }
    const [record] = await recordsOf(kernel, () =>
      updatePolicy(kernel, systemActor(), { id: policy.id, change: { conditions: { users } } }),
    )
    expect(await endsOf(kernel)).toMatchObject([{ target_id: kept.id }])
    expect(JSON.stringify(record?.targetResources)).toContain(`exclusionEnds/${policy.id}_user_${gone.id}`)
    const again = { ...users, excludeUsers: [kept.id, gone.id, kernel.keeper] }
    await updatePolicy(kernel, systemActor(), { id: policy.id, change: { conditions: { users: again } } })
    kernel.clock.set(inAnHour(kernel))
    expect(await outcomeOf(kernel, gone.id)).toBe('granted')
    expect(await outcomeOf(kernel, kept.id)).toBe('required')
  })

  test('keeps its end while the policy lies among the deleted ones, and counts for nothing when it is restored', async () => {
    await using kernel = await open()
    const user = await aUser(kernel)
    const { policy, id } = await excluding(kernel, { excludeUsers: [user.id] })
    await setExclusionEnd(kernel, systemActor(), { id, endAt: inAnHour(kernel) })
    await deletePolicy(kernel, systemActor(), { id: policy.id })
    kernel.clock.set(inAnHour(kernel))
    expect(await lapseExclusions(kernel, systemActor())).toBe(0)
    await restorePolicy(kernel, systemActor(), { id: policy.id })
    expect(await outcomeOf(kernel, user.id)).toBe('required')
    expect(await lapseExclusions(kernel, systemActor())).toBe(1)
  })

  test('takes its end along when the policy is removed for good', async () => {
    await using kernel = await open()
    const { policy, id } = await excluding(kernel, { excludeUsers: [(await aUser(kernel)).id] })
    await setExclusionEnd(kernel, systemActor(), { id, endAt: inAnHour(kernel) })
    await deletePolicy(kernel, systemActor(), { id: policy.id })
    await purgePolicy(kernel, systemActor(), { id: policy.id })
    expect(await endsOf(kernel)).toEqual([])
  })
})

describe('several at once', () => {
  test('racers on two servers take a lapsed exclusion out once, with one record', async () => {
    await using kernel = await open()
    const [one, other] = [await aUser(kernel), await aUser(kernel)]
    const { policy } = await excluding(kernel, { excludeUsers: [one.id, other.id] })
    for (const { id: targetId } of [one, other]) {
      const id = exclusionId({ policyId: policy.id, kind: 'user', targetId })
      await setExclusionEnd(kernel, systemActor(), { id, endAt: inAnHour(kernel) })
    }
    const database = await openDatabase({ address: kernel.test.address, synchronous: 'off', poolSize: 4 })
    const { clock, random } = kernel
    const append = appendRecords(kernel.vault, () => kernel.tenant.id)
    const replica = { ...kernel, store: new Store({ database, clock, random, append }) }
    try {
      expect(await outcomeOf(replica, one.id)).toBe('granted')
      kernel.clock.set(inAnHour(kernel))
      const servers = [kernel, replica, kernel, replica, kernel, replica]
      const records = await recordsOf(kernel, async () => {
        const lapsed = await Promise.all(servers.map((server) => lapseExclusions(server, systemActor())))
        expect(lapsed.toSorted()).toEqual([0, 0, 0, 0, 0, 2])
      })
      expect(records).toHaveLength(1)
      for (const server of [kernel, replica]) expect(await outcomeOf(server, other.id)).toBe('required')
    } finally {
      await database.close()
    }
  })

  test('an end that is set while the exclusion goes is never left behind', async () => {
    await using kernel = await open()
    for (let round = 0; round < 5; round++) {
      const user = await aUser(kernel)
      const { policy, id } = await excluding(kernel, { excludeUsers: [user.id] })
      const users = { ...noUsers, includeUsers: ['All'], excludeUsers: [kernel.keeper] }
      await Promise.allSettled([
        setExclusionEnd(kernel, systemActor(), { id, endAt: inAnHour(kernel) }),
        updatePolicy(kernel, systemActor(), { id: policy.id, change: { conditions: { users } } }),
      ])
      expect(await endsOf(kernel)).toEqual([])
    }
  })
})

describe('an end is refused', () => {
  test.each<[string, (now: Instant) => Instant, string]>([
    ['now', (now) => now, 'exclusionEndInvalid'],
    ['in the past', (now) => plusMinutes(now, -1), 'exclusionEndInvalid'],
    ['in more than five years', () => instant(Date.UTC(2031, 2, 2, 8, 0, 0, 1)), 'exclusionEndInvalid'],
  ])('%s', async (_, at, code) => {
    await using kernel = await open()
    const { id } = await excluding(kernel, { excludeUsers: [(await aUser(kernel)).id] })
    const setting = setExclusionEnd(kernel, systemActor(), { id, endAt: at(kernel.clock.now()) })
    expect(await refusalOf(setting)).toBe(code)
    expect(await endsOf(kernel)).toEqual([])
  })

  test('for what is not excluded, and for what is no exclusion', async () => {
    await using kernel = await open()
    const user = await aUser(kernel)
    const { policy } = await excluding(kernel, { excludeUsers: [user.id] })
    const notThere = [
      exclusionId({ policyId: policy.id, kind: 'group', targetId: user.id }),
      exclusionId({ policyId: user.id, kind: 'user', targetId: user.id }),
      exclusionId({ policyId: policy.id, kind: 'guests', targetId: 'all' }),
      'anything',
    ]
    for (const id of notThere) {
      expect(await refusalOf(setExclusionEnd(kernel, systemActor(), { id, endAt: inAnHour(kernel) }))).toBe(
        'exclusionNotFound',
      )
      expect(await refusalOf(clearExclusionEnd(kernel, systemActor(), { id }))).toBe('exclusionNotFound')
    }
  })

  test('where it would lock out everybody who could undo it, unless that is meant', async () => {
    await using kernel = await open()
    const policy = await aPolicy(kernel, { users: { excludeUsers: [kernel.keeper] } })
    const id = exclusionId({ policyId: policy.id, kind: 'user', targetId: kernel.keeper })
    const setting = { id, endAt: inAnHour(kernel) }
    expect(await refusalOf(setExclusionEnd(kernel, systemActor(), setting))).toBe('administratorsLockedOut')
    expect(await endsOf(kernel)).toEqual([])
    const [record] = await recordsOf(kernel, () =>
      setExclusionEnd({ ...kernel, acceptsLockOut: true }, systemActor(), setting),
    )
    expect(record?.additionalDetails).toContainEqual({ key: 'forced', value: 'true' })
  })

  test('to whoever may not change policies, with a record', async () => {
    await using kernel = await open()
    const { id } = await excluding(kernel, { excludeUsers: [(await aUser(kernel)).id] })
    const { actor } = await anAdministrator(kernel, roleIds.securityReader)
    for (const who of [actor, applicationActor(['Policy.Read.All'])]) {
      const [record] = await recordsOf(kernel, async () => {
        const setting = setExclusionEnd(kernel, who, { id, endAt: inAnHour(kernel) })
        expect(await refusalOf(setting)).toBe('insufficientPrivileges')
      })
      expect(record).toMatchObject({
        activityDisplayName: 'Set end of Conditional Access exclusion',
        result: 'failure',
      })
    }
    expect(await endsOf(kernel)).toEqual([])
  })
})
