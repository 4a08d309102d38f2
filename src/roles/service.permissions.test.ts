import { beforeAll, describe, expect, test } from 'vitest'
import {
  aGroup,
  anAdministrator,
  applicationActor,
  aRole,
  aUnit,
  aUser,
  delegated,
  holding,
  systemActor,
  userActor,
} from '../../tests/kit/builders.ts'
import { openTestKernel, type TestKernel } from '../../tests/kit/kernel.ts'
import { refusalOf } from '../../tests/kit/records.ts'
import type { AdministrativeUnit } from '../administrative-units/rules.ts'
import type { Actor, UserActor } from '../base/actor.ts'
import { Refusal } from '../base/refusal.ts'
import type { Group, User } from '../directory/rules.ts'
import type { ActedOn } from '../kernel/kernel.ts'
import { onOwnAccount } from './rules/own-account.ts'
import { mayOnOneself, type OperationName, operations, roleDefinitions, roleIds } from './rules.ts'
import { assignRole, permissionsOf, permissionsOn, updateRole } from './service.ts'

interface Tenant {
  readonly unit: AdministrativeUnit
  readonly restricted: AdministrativeUnit
  readonly group: Group
  readonly insideGroup: Group
  readonly actors: Readonly<Record<string, UserActor>>
  readonly targets: Readonly<Record<'outside' | 'inside' | 'shut' | 'chief' | 'reader' | 'special', User>>
}

let kernel: TestKernel
let tenant: Tenant

beforeAll(async () => {
  kernel = await openTestKernel()
  tenant = await populate(kernel)
  return () => kernel[Symbol.asyncDispose]()
})

const passDesk = ['users/authenticationMethods/temporaryAccessPass/create', 'auditLogs/allProperties/read']
const everyRole = Object.fromEntries(roleDefinitions.map(({ id, displayName }) => [displayName, id]))

async function populate(kernel: TestKernel): Promise<Tenant> {
  const [outside, inside, shut, special] = [
    await aUser(kernel),
    await aUser(kernel),
    await aUser(kernel),
    await aUser(kernel),
  ]
  const [group, insideGroup] = [await aGroup(kernel), await aGroup(kernel)]
  await aGroup(kernel, { isAssignableToRole: true, members: [special] })
  const unit = await aUnit(kernel, { displayName: 'Branch', members: [inside, insideGroup] })
  const restricted = await aUnit(kernel, { isMemberManagementRestricted: true, members: [shut] })
  const { user: chief, actor } = await anAdministrator(kernel, roleIds.globalAdministrator)
  const { user: reader } = await anAdministrator(kernel, roleIds.reportsReader)
  const [desk, off] = [await aRole(kernel, passDesk), await aRole(kernel, ['users/password/update'])]
  const switchedOff = await holding(kernel, await aUser(kernel), off.id)
  await updateRole(kernel, systemActor(), { role: off.id, change: { isEnabled: false } })
  const someone = await aUser(kernel)
  await holding(kernel, someone, roleIds.helpdeskAdministrator, unit)
  const actors = {
    nobody: userActor(await aUser(kernel)),
    'tier-one desk': await holding(kernel, await aUser(kernel), desk.id, unit),
    'pass desk of the tenant': await holding(kernel, await aUser(kernel), desk.id),
    'helpdesk of a unit, and pass desk': await holding(kernel, someone, desk.id),
    'administrator of a restricted unit': await holding(
      kernel,
      await aUser(kernel),
      roleIds.authenticationAdministrator,
      restricted,
    ),
    'switched off': { ...switchedOff, roles: [] },
    'a single factor': { ...actor, roles: [], multifactor: false },
    'an application between': delegated(actor, ['User.Read', 'User.Read.All', 'UserAuthMethod-TAP.ReadWrite.All']),
    ...Object.fromEntries(Object.entries(everyRole).map(([name, id]) => [name, userActor(someone, [id])])),
  }
  return { unit, restricted, group, insideGroup, actors, targets: { outside, inside, shut, special, chief, reader } }
}

const actorNames = [
  'nobody',
  'tier-one desk',
  'pass desk of the tenant',
  'helpdesk of a unit, and pass desk',
  'administrator of a restricted unit',
  'switched off',
  'a single factor',
  'an application between',
  ...Object.keys(everyRole),
]

const actorCalled = (name: string): UserActor => {
  const actor = tenant.actors[name]
  if (!actor) throw new Error(`Nobody is ${name}`)
  return actor
}

/** What `kernel.authorize` says. */
async function authorized(actor: Actor, asked: OperationName, on?: ActedOn): Promise<boolean> {
  try {
    await kernel.store.read((read) => kernel.authorize(read, actor, asked, on))
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

const everyOperation = Object.keys(operations) as OperationName[]

describe.each(actorNames)('what somebody is told they may do: %s', (called) => {
  test('is what the server lets them do', async () => {
    const actor = actorCalled(called)
    const told = await permissionsOf(kernel, actor, actor.userId)
    const { outside, inside, shut } = tenant.targets
    for (const name of everyOperation) {
      const { reach } = operations[name]
      const [plain, member, closed]: readonly (ActedOn | undefined)[] =
        reach === 'group'
          ? [{ groupId: tenant.group.id }, { groupId: tenant.insideGroup.id }, undefined]
          : reach === 'user'
            ? [outside.id, inside.id, shut.id]
            : []
      const found = told.operations.find((one) => one.name === name)
      const inTenant = await authorized(actor, name, plain)
      expect(found?.inTenant ?? false, name).toBe(inTenant)
      expect(found?.onEverybody ?? false, name).toBe(await authorized(actor, name))
      if (reach === 'tenant') expect(found?.unitIds ?? [], name).toEqual([])
      else
        expect(inTenant || (found?.unitIds ?? []).includes(tenant.unit.id), name).toBe(
          await authorized(actor, name, member),
        )
      const changes = !/\.read/.test(name) && name !== 'roles.assign'
      if (closed && changes) {
        expect((found?.unitIds ?? []).includes(tenant.restricted.id), name).toBe(await authorized(actor, name, closed))
      }
      const own = onOwnAccount.has(name) ? mayOnOneself(actor, name).ok : false
      expect(found?.onOneself ?? false, name).toBe(own)
    }
  })

  test('to somebody in particular is what the server lets them do', async () => {
    const actor = actorCalled(called)
    for (const [target, { id }] of Object.entries(tenant.targets)) {
      if (!(await authorized(actor, 'users.read', id))) {
        expect(await refusalOf(permissionsOn(kernel, actor, id))).toBe('insufficientPrivileges')
        expect(await refusalOf(permissionsOn(kernel, actor, 'nobody@example.com'))).toBe('insufficientPrivileges')
        continue
      }
      const { answers } = await permissionsOn(kernel, actor, id)
      for (const { name, permission } of answers) {
        const isOwn = id === actor.userId && onOwnAccount.has(name)
        const expected = isOwn ? mayOnOneself(actor, name).ok : await authorized(actor, name, id)
        expect(permission.ok, `${name} ${target}`).toBe(expected)
      }
      const onUsers = everyOperation.filter((name) => operations[name].reach === 'user')
      const left = onUsers.filter((name) => !answers.some((one) => one.name === name))
      expect(left).toEqual(['users.restore', 'users.erase'])
    }
  })
})

describe('what a person can do', () => {
  const reader = applicationActor(['RoleManagement.Read.Directory', 'User.ReadBasic.All', 'GroupMember.Read.All'])

  test('names each role with its way, and the units it counts in', async () => {
    const user = await aUser(kernel)
    const group = await aGroup(kernel, { displayName: 'Desk', isAssignableToRole: true, members: [user] })
    await assignRole(kernel, systemActor(), { principalId: group.id, roleDefinitionId: roleIds.reportsReader })
    await holding(kernel, user, roleIds.helpdeskAdministrator, tenant.unit)
    const told = await permissionsOf(kernel, reader, user.userPrincipalName)
    expect(told.session).toBeUndefined()
    expect(
      told.roles.map(({ role, unitId, group: way }) => [role.displayName, unitId, way?.displayName]).toSorted(),
    ).toEqual([
      ['Helpdesk Administrator', tenant.unit.id, undefined],
      ['Reports Reader', undefined, 'Desk'],
    ])
    expect(told.units.get(tenant.unit.id)?.displayName).toBe('Branch')
    const whereOf = (name: string) => told.actions.find(({ action }) => action.name.endsWith(name))
    expect(whereOf('auditLogs/allProperties/read')).toMatchObject({ inTenant: true, unitIds: [] })
    expect(whereOf('users/password/update')).toMatchObject({ inTenant: false, unitIds: [tenant.unit.id] })
    expect(whereOf('users/standard/read')).toMatchObject({ inTenant: true })
    expect(whereOf('users/create')).toBeUndefined()
    expect(told.operations.find(({ name }) => name === 'users.revokeSessions')).toMatchObject({
      inTenant: false,
      onEverybody: false,
      onOneself: true,
      unitIds: [tenant.unit.id],
    })
  })

  test('is what they are told themselves in a session of more than one factor', async () => {
    for (const called of ['tier-one desk', 'pass desk of the tenant', 'switched off']) {
      const actor = actorCalled(called)
      const [own, others] = [
        await permissionsOf(kernel, actor, actor.userId),
        await permissionsOf(kernel, reader, actor.userId),
      ]
      expect({ ...own, session: undefined }).toEqual(others)
      expect(own.session).toEqual({ isMultifactor: true, application: undefined })
    }
  })

  test('has no action of a tenant-wide kind in a unit', async () => {
    const { actions } = await permissionsOf(kernel, reader, actorCalled('tier-one desk').userId)
    const changing = actions.filter(({ inTenant }) => !inTenant)
    expect(changing.map(({ action, unitIds }) => [action.description, unitIds])).toEqual([
      ['Issue Temporary Access Passes', [tenant.unit.id]],
    ])
  })

  test('names roles that are switched off, which grant nothing', async () => {
    const told = await permissionsOf(kernel, reader, actorCalled('switched off').userId)
    expect(told.roles).toMatchObject([{ role: { isEnabled: false } }])
    expect(told.actions).toEqual([])
    expect(told.operations.filter(({ onOneself }) => !onOneself).map(({ name }) => name)).toEqual(['organization.read'])
  })

  test('is told nobody without the right to read roles, nor who exists', async () => {
    const { outside } = tenant.targets
    for (const actor of [actorCalled('tier-one desk'), actorCalled('nobody'), applicationActor(['User.Read.All'])]) {
      for (const key of [outside.id, 'nobody@example.com']) {
        expect(await refusalOf(permissionsOf(kernel, actor, key))).toBe('insufficientPrivileges')
      }
    }
    expect(await refusalOf(permissionsOf(kernel, reader, 'nobody@example.com'))).toBe('userNotFound')
    const between = delegated(actorCalled('nobody'), ['openid'])
    expect(await refusalOf(permissionsOf(kernel, between, between.userId))).toBe('insufficientPrivileges')
  })
})
