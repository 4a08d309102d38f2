import { describe, expect, test } from 'vitest'
import { aPolicy } from '../../tests/kit/access-in-force.ts'
import { aGroup, anAdministrator, anExternalGuest, aUser, systemActor } from '../../tests/kit/builders.ts'
import { openTestKernel, type TestKernel } from '../../tests/kit/kernel.ts'
import { refusalOf } from '../../tests/kit/records.ts'
import type { Actor } from '../base/actor.ts'
import { parseListQuery } from '../base/odata/query.ts'
import { instant, plusMinutes } from '../base/time.ts'
import type { User } from '../directory/rules.ts'
import { addMember, deleteUser } from '../directory/service.ts'
import { type AccessPolicy, type Conditions, noUsers } from '../policies/conditional-access/rules.ts'
import { setExclusionEnd, updatePolicy } from '../policies/conditional-access/service.ts'
import { roleIds } from '../roles/rules.ts'
import { assignRole } from '../roles/service.ts'
import { exclusionShape, exemptPersonShape } from './rules.ts'
import { type ExemptPerson, listExclusions, listExemptPeople, readExclusion } from './service.ts'

type UsersCondition = NonNullable<Conditions['users']>

const mfa = { builtInControls: ['mfa'] } as const
const queryOf = (filter: string | undefined, shape: typeof exclusionShape, top = 999) =>
  parseListQuery(new Map([['$top', `${top}`], ...(filter ? [['$filter', filter] as const] : [])]), shape)

const exclusions = async (kernel: TestKernel, filter?: string, actor: Actor = systemActor()) =>
  (await listExclusions(kernel, actor, queryOf(filter, exclusionShape))).items

const people = async (kernel: TestKernel, filter?: string, actor: Actor = systemActor()) =>
  (await listExemptPeople(kernel, actor, queryOf(filter, exemptPersonShape))).items

const personIn = (found: readonly ExemptPerson[], { id }: Pick<User, 'id'>): ExemptPerson | undefined =>
  found.find((person) => person.id === id)

const excluding = (kernel: TestKernel, users: Partial<UsersCondition>, given: Parameters<typeof aPolicy>[1] = {}) =>
  aPolicy(kernel, { displayName: 'MFA for all', grant: mfa, users, ...given })

/** Changes whom a policy is for, by somebody's hand. */
const change = (kernel: TestKernel, actor: Actor, policy: AccessPolicy, users: Partial<UsersCondition>) =>
  updatePolicy(kernel, actor, {
    id: policy.id,
    change: { conditions: { users: { ...noUsers, includeUsers: ['All'], ...users } } },
  })

describe('an exclusion', () => {
  test('is listed for policies that ask for factors, a strength, or block; one in report-only as such', async () => {
    await using kernel = await openTestKernel()
    const { id } = await aUser(kernel)
    const users = { excludeUsers: [id] }
    const strength = '00000000-0000-0000-0000-000000000004'
    await excluding(kernel, users, { displayName: 'a' })
    await excluding(kernel, users, { displayName: 'b', grant: { authenticationStrength: strength } })
    await excluding(kernel, users, { displayName: 'c', grant: { builtInControls: ['block'] } })
    await excluding(kernel, users, { displayName: 'd', state: 'enabledForReportingButNotEnforced' })
    await excluding(kernel, users, { displayName: 'e', state: 'disabled' })
    await excluding(kernel, users, { displayName: 'f', grant: { builtInControls: ['compliantDevice'] } })
    const found = await exclusions(kernel)
    expect(
      found.map(({ exclusion: { policy, requirement }, recommendation }) => [
        policy.displayName,
        policy.state,
        requirement,
        recommendation?.action,
      ]),
    ).toEqual([
      ['a', 'enabled', 'mfa', 'issuePass'],
      ['b', 'enabled', 'authenticationStrength', 'issuePassToRegister'],
      ['c', 'enabled', 'block', 'narrowPolicy'],
      ['d', 'enabledForReportingButNotEnforced', 'mfa', 'issuePass'],
    ])
  })

  test('tells what it names, and is read by its id whatever the policy asks for', async () => {
    await using kernel = await openTestKernel()
    const [user, group] = [await aUser(kernel), await aGroup(kernel, { displayName: 'Travellers' })]
    const gone = await aUser(kernel)
    const guests = { guestOrExternalUserTypes: ['internalGuest'], externalTenants: null } as const
    const policy = await excluding(
      kernel,
      {
        excludeUsers: [user.id, gone.id, 'GuestsOrExternalUsers'],
        excludeGroups: [group.id],
        excludeRoles: [roleIds.reportsReader],
        excludeGuestsOrExternalUsers: guests,
      },
      { state: 'disabled' },
    )
    await deleteUser(kernel, systemActor(), { user: gone.id })
    expect(await exclusions(kernel)).toEqual([])
    const targetOf = async (key: string) => (await readExclusion(kernel, systemActor(), `${policy.id}_${key}`)).target
    expect(await targetOf(`user_${user.id}`)).toMatchObject({ userPrincipalName: user.userPrincipalName })
    expect(await targetOf(`group_${group.id}`)).toMatchObject({ displayName: 'Travellers' })
    expect(await targetOf(`role_${roleIds.reportsReader}`)).toMatchObject({ displayName: 'Reports Reader' })
    for (const key of ['guests_all', 'guests_kinds', `user_${gone.id}`]) expect(await targetOf(key)).toBeUndefined()
    expect(await refusalOf(targetOf(`group_${user.id}`))).toBe('exclusionNotFound')
  })

  test('tells since when and by whose hand, the last time it was put there', async () => {
    await using kernel = await openTestKernel()
    const [user, other] = [await aUser(kernel), await aUser(kernel)]
    const ada = await anAdministrator(kernel, roleIds.conditionalAccessAdministrator, { displayName: 'Ada' })
    const ben = await anAdministrator(kernel, roleIds.securityAdministrator, { displayName: 'Ben' })
    const policy = await excluding(kernel, { excludeUsers: [other.id] })
    const made = kernel.clock.now()
    const steps: readonly [Actor, readonly string[]][] = [
      [ada.actor, [other.id, user.id]],
      [ada.actor, [other.id]],
      [ben.actor, [user.id, other.id]],
    ]
    for (const [actor, excludeUsers] of steps) {
      kernel.clock.advanceSeconds(60)
      await change(kernel, actor, policy, { excludeUsers })
    }
    const last = kernel.clock.now()
    for (let index = 0; index < 3; index++) {
      kernel.clock.advanceSeconds(60)
      await updatePolicy(kernel, ada.actor, { id: policy.id, change: { displayName: `Name ${index}` } })
    }
    const added = new Map((await exclusions(kernel)).map(({ exclusion, added: deed }) => [exclusion.targetId, deed]))
    expect(added.get(user.id)).toMatchObject({
      at: last,
      by: { kind: 'user', id: ben.user.id, displayName: 'Ben', userPrincipalName: ben.user.userPrincipalName },
    })
    expect(added.get(other.id)).toMatchObject({ at: made, by: { kind: 'server', displayName: 'Latchkey' } })
  })

  test('that the log does not tell of was there before it begins', async () => {
    await using kernel = await openTestKernel()
    const [user, member] = [await aUser(kernel), await aUser(kernel)]
    const group = await aGroup(kernel, { members: [member] })
    await excluding(kernel, { excludeUsers: [user.id], excludeGroups: [group.id] })
    await kernel.test.database.writer.deleteFrom('directory_audit_targets').execute()
    await kernel.test.database.writer.deleteFrom('directory_audits').execute()
    for (const { added } of await exclusions(kernel)) expect(added).toBeNull()
    const found = await people(kernel)
    for (const who of [user, member]) {
      expect(personIn(found, who)?.exemptions[0]?.since).toEqual({ at: null, deed: null })
    }
    kernel.clock.advanceSeconds(60)
    const late = await aUser(kernel)
    await addMember(kernel, systemActor(), { group: group.id, member: late.id })
    const since = personIn(await people(kernel), late)?.exemptions[0]?.since
    expect(since).toMatchObject({ at: kernel.clock.now(), deed: { by: { displayName: 'Latchkey' } } })
  })

  test('is gone from the lists at the moment of its end', async () => {
    await using kernel = await openTestKernel()
    const { actor } = await anAdministrator(kernel, roleIds.conditionalAccessAdministrator)
    const user = await aUser(kernel)
    const policy = await excluding(kernel, { excludeUsers: [user.id, actor.userId] })
    const endAt = plusMinutes(kernel.clock.now(), 60)
    const id = `${policy.id}_user_${user.id}`
    await setExclusionEnd(kernel, actor, { id, endAt })
    expect((await exclusions(kernel, `id eq '${id}'`))[0]?.exclusion.endAt).toBe(endAt)
    kernel.clock.set(instant(endAt - 1))
    expect(await exclusions(kernel)).toHaveLength(2)
    kernel.clock.set(endAt)
    expect(await exclusions(kernel)).toHaveLength(1)
    expect(personIn(await people(kernel), user)).toBeUndefined()
    expect(await refusalOf(readExclusion(kernel, systemActor(), id))).toBe('exclusionNotFound')
  })

  test('is found by policy, by person, by kind and by its end', async () => {
    await using kernel = await openTestKernel()
    const { actor } = await anAdministrator(kernel, roleIds.conditionalAccessAdministrator)
    const [user, member] = [await aUser(kernel), await aUser(kernel)]
    const group = await aGroup(kernel, { members: [await aGroup(kernel, { members: [member] })] })
    const one = await excluding(kernel, { excludeUsers: [user.id, actor.userId], excludeGroups: [group.id] })
    const other = await excluding(kernel, { excludeUsers: [member.id] }, { state: 'enabledForReportingButNotEnforced' })
    const endAt = plusMinutes(kernel.clock.now(), 60)
    await setExclusionEnd(kernel, actor, { id: `${one.id}_group_${group.id}`, endAt })
    const idsOf = async (filter: string) => (await exclusions(kernel, filter)).map(({ exclusion }) => exclusion.id)
    expect(await idsOf(`policyId eq '${other.id}'`)).toEqual([`${other.id}_user_${member.id}`])
    expect((await idsOf(`userId eq '${member.id}'`)).toSorted()).toEqual(
      [`${one.id}_group_${group.id}`, `${other.id}_user_${member.id}`].toSorted(),
    )
    expect(await idsOf(`userId eq '${member.id}' and policyId eq '${one.id}'`)).toEqual([`${one.id}_group_${group.id}`])
    expect(await idsOf(`userId eq '${group.id}'`)).toEqual([])
    expect(await idsOf('isEnforced eq false')).toEqual([`${other.id}_user_${member.id}`])
    expect(await idsOf("kind eq 'group'")).toEqual([`${one.id}_group_${group.id}`])
    expect(await idsOf('expirationDateTime ne null')).toEqual([`${one.id}_group_${group.id}`])
    expect(await refusalOf(exclusions(kernel, `userId ne '${member.id}'`))).toBe('unsupportedQuery')
  })
})

describe('a person', () => {
  test('is exempt by name, by group, by group in group, by role, by role of a group, and as a guest', async () => {
    await using kernel = await openTestKernel()
    const named = await aUser(kernel)
    const [direct, nested, holder, throughGroup] = [
      await aUser(kernel),
      await aUser(kernel),
      await aUser(kernel),
      await aUser(kernel),
    ]
    const inner = await aGroup(kernel, { displayName: 'Crew', members: [nested] })
    const outer = await aGroup(kernel, { displayName: 'Travellers', members: [inner, direct] })
    const roleGroup = await aGroup(kernel, {
      displayName: 'Readers',
      isAssignableToRole: true,
      members: [throughGroup],
    })
    for (const principalId of [holder.id, roleGroup.id]) {
      await assignRole(kernel, systemActor(), { principalId, roleDefinitionId: roleIds.reportsReader })
    }
    const [guest, internal] = [await anExternalGuest(kernel), await aUser(kernel, { userType: 'Guest' })]
    const bystander = await aUser(kernel)
    await excluding(kernel, {
      excludeUsers: [named.id, 'GuestsOrExternalUsers'],
      excludeGroups: [outer.id],
      excludeRoles: [roleIds.reportsReader],
    })
    const found = await people(kernel)
    const waysOf = (user: User) =>
      personIn(found, user)?.exemptions.map(({ exclusion, targetDisplayName, groups }) => [
        exclusion.kind,
        targetDisplayName,
        groups.map(({ displayName }) => displayName),
      ])
    expect(waysOf(named)).toEqual([['user', named.displayName, []]])
    expect(waysOf(direct)).toEqual([['group', 'Travellers', ['Travellers']]])
    expect(waysOf(nested)).toEqual([['group', 'Travellers', ['Travellers', 'Crew']]])
    expect(waysOf(holder)).toEqual([['role', 'Reports Reader', []]])
    expect(waysOf(throughGroup)).toEqual([['role', 'Reports Reader', ['Readers']]])
    for (const user of [guest, internal]) expect(waysOf(user)).toEqual([['guests', null, []]])
    expect(waysOf(bystander)).toBeUndefined()
    expect(found).toHaveLength(7)
    expect(personIn(found, guest)?.exemptions[0]?.recommendation?.action).toBe('askHomeTenant')
    expect(personIn(found, internal)?.exemptions[0]?.recommendation?.action).toBe('issuePass')
  })

  test('is exempt as a guest of the kinds that are excluded alone', async () => {
    await using kernel = await openTestKernel()
    const [external, internal] = [await anExternalGuest(kernel), await aUser(kernel, { userType: 'Guest' })]
    await aUser(kernel)
    const policy = await excluding(kernel, {})
    const exemptBy = async (guests: UsersCondition['excludeGuestsOrExternalUsers']) => {
      await change(kernel, systemActor(), policy, { excludeGuestsOrExternalUsers: guests })
      return (await people(kernel)).map(({ id, exemptions }) => [id, exemptions.length])
    }
    const enumerated = { membershipKind: 'enumerated', members: ['00000000-0000-4000-8000-0000000000d1'] } as const
    const both = ['internalGuest', 'b2bCollaborationGuest'] as const
    expect(await exemptBy({ guestOrExternalUserTypes: ['internalGuest'], externalTenants: null })).toEqual([
      [internal.id, 1],
    ])
    expect(await exemptBy({ guestOrExternalUserTypes: ['b2bCollaborationGuest'], externalTenants: null })).toEqual([
      [external.id, 1],
    ])
    expect(await exemptBy({ guestOrExternalUserTypes: both, externalTenants: enumerated })).toEqual([[internal.id, 1]])
    expect(await exemptBy({ guestOrExternalUserTypes: both, externalTenants: null })).toHaveLength(2)
    expect(await exemptBy({ guestOrExternalUserTypes: ['serviceProvider'], externalTenants: null })).toEqual([])
  })

  test('is exempt since the last thing that had to happen, by the hand that did it', async () => {
    await using kernel = await openTestKernel()
    const tick = () => kernel.clock.advanceSeconds(60)
    const ada = await anAdministrator(kernel, roleIds.groupsAdministrator, { displayName: 'Ada' })
    const ben = await anAdministrator(kernel, roleIds.conditionalAccessAdministrator, { displayName: 'Ben' })
    const [early, late] = [await aUser(kernel), await aUser(kernel)]
    const [inner, outer] = [await aGroup(kernel), await aGroup(kernel)]
    const policy = await excluding(kernel, {})
    const join = (group: string, member: string) => addMember(kernel, ada.actor, { group, member })
    tick()
    await join(outer.id, early.id)
    tick()
    await change(kernel, ben.actor, policy, { excludeGroups: [outer.id], excludeUsers: [ben.user.id] })
    const excludedAt = kernel.clock.now()
    tick()
    await join(inner.id, late.id)
    tick()
    await join(outer.id, inner.id)
    const nestedAt = kernel.clock.now()
    tick()
    const found = await people(kernel)
    expect(personIn(found, early)?.exemptions).toMatchObject([
      { since: { at: excludedAt, deed: { by: { displayName: 'Ben', id: ben.user.id } } } },
    ])
    expect(personIn(found, late)?.exemptions).toMatchObject([
      { since: { at: nestedAt, deed: { by: { displayName: 'Ada', id: ada.user.id } } } },
    ])
    tick()
    await assignRole(kernel, systemActor(), { principalId: late.id, roleDefinitionId: roleIds.reportsReader })
    const assignedAt = kernel.clock.now()
    await change(kernel, ben.actor, policy, { excludeRoles: [roleIds.reportsReader], excludeUsers: [ben.user.id] })
    expect(personIn(await people(kernel), late)?.exemptions).toMatchObject([{ since: { at: assignedAt } }])
    tick()
    const guest = await anExternalGuest(kernel)
    await change(kernel, ben.actor, policy, { excludeUsers: ['GuestsOrExternalUsers', ben.user.id] })
    tick()
    const later = await anExternalGuest(kernel)
    const exempt = await people(kernel)
    const [sinceGuest, sinceLater] = [guest, later].map((user) => personIn(exempt, user)?.exemptions[0]?.since)
    expect(sinceGuest?.deed?.by.displayName).toBe('Ben')
    expect(sinceLater).toMatchObject({ at: kernel.clock.now(), deed: { by: { displayName: 'Latchkey' } } })
  })

  test('whom the policy is not for anyway is told apart, and every exclusion of a person is told', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const [staff, travellers] = [await aGroup(kernel), await aGroup(kernel, { members: [user] })]
    await excluding(kernel, { includeUsers: [], includeGroups: [staff.id], excludeGroups: [travellers.id] })
    await excluding(kernel, { excludeUsers: [user.id], excludeGroups: [travellers.id] })
    const [person, ...others] = await people(kernel)
    expect(others).toEqual([])
    expect(person?.exemptions.map(({ exclusion, isIncluded }) => [exclusion.kind, isIncluded]).toSorted()).toEqual([
      ['group', false],
      ['group', true],
      ['user', true],
    ])
  })

  test('is found by policy, by exclusion, and by having no strong method', async () => {
    await using kernel = await openTestKernel()
    const [weak, strong] = [await aUser(kernel), await aUser(kernel)]
    const group = await aGroup(kernel, { members: [weak] })
    const one = await excluding(kernel, { excludeUsers: [strong.id] })
    const other = await excluding(kernel, { excludeGroups: [group.id] })
    await kernel.test.database.writer
      .insertInto('oath_tokens')
      .values({
        id: '00000000-0000-4000-8000-0000000000e1',
        user_id: strong.id,
        display_name: '',
        secret: new Uint8Array(1),
        last_step: 0,
        created_at: 0,
        last_used_at: null,
      })
      .execute()
    const idsOf = async (filter?: string) => (await people(kernel, filter)).map(({ id }) => id)
    expect((await idsOf()).toSorted()).toEqual([weak.id, strong.id].toSorted())
    expect(await idsOf(`policyId eq '${one.id}'`)).toEqual([strong.id])
    expect(await idsOf(`exclusionId eq '${other.id}_group_${group.id}'`)).toEqual([weak.id])
    expect(await idsOf('hasStrongMethod eq false')).toEqual([weak.id])
    expect(await idsOf(`hasStrongMethod eq true and policyId eq '${other.id}'`)).toEqual([])
    expect(await idsOf(`id eq '${weak.id}'`)).toEqual([weak.id])
  })
})
