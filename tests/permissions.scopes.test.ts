import { describe, expect, test } from 'vitest'
import type { RoleGrant, UserActor } from '../src/base/actor.ts'
import { userId } from '../src/base/text.ts'
import '../src/faces/graph/routes.ts'
import { customActions } from '../src/roles/rules/custom-role.ts'
import { everyAction } from '../src/roles/rules/definitions.ts'
import { may, mayOnOneself, type OperationName, scopeOfUnit, type Target } from '../src/roles/rules.ts'
import {
  byAnyRole,
  changedByCustomRoles,
  delegatedFor,
  onGroups,
  ownFor,
  rolesForUnits,
} from './kit/who-acts-for-whom.ts'
import { grants, onUsers, type Role, roles } from './kit/who-may-what.ts'

type TargetUser = Extract<Target, { readonly kind: 'user' }>

const me = userId('00000000-0000-4000-8000-000000000001')
const unit = '00000000-0000-4000-8000-0000000000f1'
const otherUnit = '00000000-0000-4000-8000-0000000000f2'
const open = { id: unit, isRestricted: false }
const elsewhere = { id: otherUnit, isRestricted: false }

const outside: TargetUser = {
  kind: 'user',
  userId: userId('00000000-0000-4000-8000-000000000002'),
  roles: [],
  inRoleAssignableGroup: false,
  administersRestrictedUnit: false,
  units: [elsewhere],
}
const inside: TargetUser = { ...outside, units: [elsewhere, open] }
const groupIn = (...units: TargetUser['units']): Target => ({ kind: 'group', groupId: '', units })

const person = (held: readonly RoleGrant[], permissions?: readonly string[]): UserActor => ({
  kind: 'user',
  userId: me,
  userPrincipalName: 'me@example.com',
  displayName: 'Me',
  sessionId: '',
  roles: held,
  multifactor: true,
  ...(permissions
    ? { application: { appId: '', servicePrincipalId: '', displayName: 'Application', permissions } }
    : {}),
  origin: { ipAddress: '', userAgent: '', correlationId: '' },
})

const everywhere = (role: Role): RoleGrant => ({ roleId: roles[role], scope: '/' })
const inUnit = (role: Role): RoleGrant => ({ roleId: roles[role], scope: scopeOfUnit(unit) })
const isAllowed = (...asked: Parameters<typeof may>): boolean => may(...asked).ok

const everyOperation = Object.keys(grants) as OperationName[]
const everyPermission = [...new Set(everyOperation.flatMap(ownFor))]
const targetFor = (name: OperationName): Target => (onGroups.includes(name) ? groupIn(elsewhere) : outside)

describe.each(everyOperation)('%s, by an application that acts for somebody', (name) => {
  const granted = grants[name].roles.map(everywhere)

  test('takes one of the delegated permissions and the role', () => {
    const withRole = (permissions: readonly string[]) => isAllowed(person(granted, permissions), name, targetFor(name))
    const sufficient = everyPermission.filter((permission) => withRole([permission]))
    expect(sufficient.toSorted()).toEqual(delegatedFor(name).toSorted())
    expect(withRole([])).toBe(false)
    expect(withRole(['*', name, 'Everything.All'])).toBe(false)
    const withoutRole = isAllowed(person([], everyPermission), name, targetFor(name))
    expect(withoutRole).toBe(name === 'organization.read')
  })

  test('takes, on the own account, a permission for that or a wider one', () => {
    const sufficient = everyPermission.filter((permission) => mayOnOneself(person([], [permission]), name).ok)
    expect(sufficient.toSorted()).toEqual([...new Set(ownFor(name))].toSorted())
    expect(mayOnOneself(person([], []), name)).toMatchObject({ ok: false, why: 'insufficientPrivileges' })
    expect(mayOnOneself(person([]), name)).toEqual({ ok: true })
  })

  test('is not what the person may not do alone', () => {
    for (const role of Object.keys(roles) as Role[]) {
      const target = targetFor(name)
      const alone = isAllowed(person([everywhere(role)]), name, target)
      expect(isAllowed(person([everywhere(role)], everyPermission), name, target), role).toBe(alone)
    }
  })
})

describe.each(everyOperation)('%s, by a role for one unit', (name) => {
  const isOnUser = onUsers.includes(name)
  const isOnGroup = onGroups.includes(name)

  test.each(rolesForUnits)('%s', (role) => {
    const by = (target?: Target) => isAllowed(person([inUnit(role)]), name, target)
    const isGranted = grants[name].roles.includes(role)
    const isAnywhere = byAnyRole.includes(name)
    expect(by(inside)).toBe(isAnywhere || (isGranted && isOnUser))
    expect(by(groupIn(open))).toBe(isAnywhere || (isGranted && isOnGroup))
    const others = [
      outside,
      { ...inside, units: [] },
      ...Object.values(roles).map((held) => ({ ...inside, roles: [held] })),
      { ...inside, inRoleAssignableGroup: true },
      { ...inside, administersRestrictedUnit: true },
      ...(isOnUser ? [{ ...inside, userId: me }] : []),
      groupIn(elsewhere),
      undefined,
    ]
    for (const target of others) expect(by(target), JSON.stringify(target)).toBe(isAnywhere)
  })

  test('a custom one with everything that custom roles may have', () => {
    const custom = { roleId: '00000000-0000-4000-8000-0000000000d1', actions: customActions }
    const scoped = (target?: Target) => isAllowed(person([{ ...custom, scope: scopeOfUnit(unit) }]), name, target)
    const tenant = (target?: Target) => isAllowed(person([{ ...custom, scope: '/' }]), name, target)
    const isAnywhere = byAnyRole.includes(name)
    expect(scoped(inside)).toBe(isAnywhere || (isOnUser && name !== 'roles.assign'))
    expect(scoped(groupIn(open))).toBe(isAnywhere || isOnGroup)
    for (const target of [outside, groupIn(elsewhere), undefined]) expect(scoped(target)).toBe(isAnywhere)
    if (!isOnUser) return
    expect(tenant(outside)).toBe(name !== 'roles.assign')
    for (const held of Object.values(roles)) expect(tenant({ ...outside, roles: [held] })).toBe(false)
    expect(tenant()).toBe(false)
  })
})

describe('a unit with restricted management', () => {
  const isReading = (name: OperationName) => /\.read/.test(name)
  const restricted = { id: unit, isRestricted: true }

  test.each(everyOperation.filter((name) => onUsers.includes(name) || onGroups.includes(name)))('and %s', (name) => {
    const isLeftAlone = isReading(name) || name === 'roles.assign'
    const target = onGroups.includes(name)
      ? groupIn(elsewhere, restricted)
      : { ...outside, units: [elsewhere, restricted] }
    const chief = isAllowed(person([everywhere('GlobalAdmin')]), name, target)
    expect(chief).toBe(isLeftAlone)
    for (const role of rolesForUnits.filter((each) => grants[name].roles.includes(each))) {
      const inOther = { roleId: roles[role], scope: scopeOfUnit(otherUnit) }
      expect(isAllowed(person([inOther]), name, target), role).toBe(isLeftAlone)
      expect(isAllowed(person([inUnit(role)]), name, target), role).toBe(true)
    }
  })
})

test('custom roles look at everything and change users and groups, and nothing that gives out rights', () => {
  const changing = customActions.filter((action) => !/read$/i.test(action))
  for (const action of changing)
    expect(
      changedByCustomRoles.some((entity) => action.startsWith(entity)),
      action,
    ).toBe(true)
  const left = everyAction.filter((action) => !customActions.includes(action))
  for (const action of left)
    expect(
      changedByCustomRoles.some((entity) => action.startsWith(entity)),
      action,
    ).toBe(false)
  for (const word of ['role', 'administrativeUnits', 'applications', 'olicies', 'lifecycleWorkflows', 'oles']) {
    expect(changing.filter((action) => action.split('/')[1]?.includes(word))).toEqual([])
  }
})

test('a refusal says what is missing: the permission, the unit, or the scope', () => {
  const refusals = [
    may(person([everywhere('AuthAdmin')], ['User.Read']), 'passes.create', outside),
    mayOnOneself(person([], ['User.Read']), 'passes.delete'),
    may(person([inUnit('AuthAdmin')]), 'passes.create', outside),
    may(person([inUnit('UserAdmin')]), 'users.create'),
    may(person([everywhere('GlobalAdmin')]), 'passes.create', {
      ...outside,
      units: [{ id: unit, isRestricted: true }],
    }),
  ]
  const prefix = 'Insufficient privileges to complete the operation. '
  expect(refusals.map((refusal) => (refusal.ok ? '' : refusal.message.replace(prefix, '')))).toEqual([
    'The application that acts for you needs one of the delegated permissions UserAuthMethod-TAP.ReadWrite.All or UserAuthenticationMethod.ReadWrite.All.',
    'The application that acts for you needs one of the delegated permissions UserAuthMethod-TAP.ReadWrite, UserAuthenticationMethod.ReadWrite, UserAuthMethod-TAP.ReadWrite.All or UserAuthenticationMethod.ReadWrite.All.',
    'The user is not a direct member of the administrative unit your role counts in. Ask an administrator of the tenant.',
    'It concerns the whole tenant, and your role counts in one administrative unit.',
    'The user is in an administrative unit with restricted management; it takes a role for that unit.',
  ])
})
