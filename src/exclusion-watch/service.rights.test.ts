import { describe, expect, test } from 'vitest'
import { aPolicy } from '../../tests/kit/access-in-force.ts'
import {
  aGroup,
  anAdministrator,
  applicationActor,
  aRole,
  aUnit,
  aUser,
  holding,
  systemActor,
} from '../../tests/kit/builders.ts'
import { openTestKernel, type TestKernel } from '../../tests/kit/kernel.ts'
import { refusalOf } from '../../tests/kit/records.ts'
import type { Actor } from '../base/actor.ts'
import { parseListQuery } from '../base/odata/query.ts'
import { type Conditions, noUsers } from '../policies/conditional-access/rules.ts'
import { updatePolicy } from '../policies/conditional-access/service.ts'
import { roleIds } from '../roles/rules.ts'
import { exclusionShape, exemptPersonShape } from './rules.ts'
import { listExclusions, listExemptPeople, readExclusion } from './service.ts'

const queryOf = (filter: string | undefined, shape: typeof exclusionShape) =>
  parseListQuery(new Map(filter ? [['$filter', filter]] : []), shape)

const exclusions = async (kernel: TestKernel, filter?: string, actor: Actor = systemActor()) =>
  (await listExclusions(kernel, actor, queryOf(filter, exclusionShape))).items

const people = async (kernel: TestKernel, filter?: string, actor: Actor = systemActor()) =>
  (await listExemptPeople(kernel, actor, queryOf(filter, exemptPersonShape))).items

const excluding = (kernel: TestKernel, users: Partial<NonNullable<Conditions['users']>>) =>
  aPolicy(kernel, { displayName: 'MFA for all', grant: { builtInControls: ['mfa'] }, users })

describe('what is told', () => {
  test('of methods, to whoever may read what is registered; the filter is no way round it', async () => {
    await using kernel = await openTestKernel()
    await excluding(kernel, { excludeUsers: [(await aUser(kernel)).id] })
    const reader = await anAdministrator(kernel, roleIds.securityReader)
    const manager = await anAdministrator(kernel, roleIds.conditionalAccessAdministrator)
    expect((await people(kernel, undefined, reader.actor))[0]?.hasStrongMethod).toBe(false)
    expect((await people(kernel, undefined, manager.actor))[0]?.hasStrongMethod).toBeNull()
    for (const filter of ['hasStrongMethod eq false', 'not (hasStrongMethod eq true)']) {
      expect(await refusalOf(people(kernel, filter, manager.actor))).toBe('insufficientPrivileges')
    }
  })

  test('of names, to whoever may read the directory', async () => {
    await using kernel = await openTestKernel()
    const { actor } = await anAdministrator(kernel, roleIds.conditionalAccessAdministrator)
    const user = await aUser(kernel)
    const group = await aGroup(kernel, { members: [user] })
    const policy = await excluding(kernel, {})
    const users = {
      ...noUsers,
      includeUsers: ['All'],
      excludeUsers: [user.id, actor.userId],
      excludeGroups: [group.id],
    }
    await updatePolicy(kernel, actor, { id: policy.id, change: { conditions: { users } } })
    const blind = applicationActor(['Policy.Read.All'])
    const told = JSON.stringify([
      (await exclusions(kernel, undefined, blind)).map(({ target, added }) => [target, added]),
      (await people(kernel, undefined, blind)).map(({ exemptions, ...person }) => [
        person,
        exemptions.map(({ groups, targetDisplayName, since }) => [groups, targetDisplayName, since]),
      ]),
    ])
    expect(told).toContain(user.id)
    expect(told).toContain(group.id)
    for (const name of [user.userPrincipalName, group.displayName, actor.userPrincipalName]) {
      expect(told).not.toContain(name)
    }
    const seeing = applicationActor(['Policy.Read.All', 'User.Read.All', 'GroupMember.Read.All'])
    expect((await people(kernel, `id eq '${user.id}'`, seeing))[0]?.userPrincipalName).toBe(user.userPrincipalName)
  })

  test('to nobody whose role counts in one unit, nor to who may not read policies', async () => {
    await using kernel = await openTestKernel()
    const [desk, user] = [await aUser(kernel), await aUser(kernel)]
    await excluding(kernel, { excludeUsers: [user.id] })
    const unit = await aUnit(kernel, { members: [user] })
    const custom = await aRole(kernel, ['users/authenticationMethods/temporaryAccessPass/create'])
    const scoped = await holding(kernel, desk, custom.id, unit)
    const policyReader = {
      ...scoped,
      roles: [{ roleId: roleIds.securityReader, scope: `/administrativeUnits/${unit.id}` }],
    }
    const helpdesk = await anAdministrator(kernel, roleIds.helpdeskAdministrator)
    const others = [scoped, policyReader, helpdesk.actor, applicationActor(['User.Read.All', 'AuditLog.Read.All'])]
    for (const actor of others) {
      expect(await refusalOf(exclusions(kernel, undefined, actor))).toBe('insufficientPrivileges')
      expect(await refusalOf(people(kernel, `id eq '${user.id}'`, actor))).toBe('insufficientPrivileges')
      expect(await refusalOf(readExclusion(kernel, actor, 'anything'))).toBe('insufficientPrivileges')
    }
  })
})
