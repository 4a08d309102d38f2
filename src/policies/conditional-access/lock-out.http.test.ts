import { describe, expect, test } from 'vitest'
import {
  openAccessGraph,
  smallPolicy,
  withConditions,
  withGrant,
  withUsers,
} from '../../../tests/kit/access-policies.ts'
import {
  aGroup,
  anAdministrator,
  applicationActor,
  aUnit,
  aUser,
  holding,
  systemActor,
} from '../../../tests/kit/builders.ts'
import type { TestGraph } from '../../../tests/kit/graph.ts'
import { aPass, aPasskey, aPassword } from '../../../tests/kit/methods.ts'
import { recordsOf } from '../../../tests/kit/records.ts'
import { plusSeconds } from '../../base/time.ts'
import { disableUser } from '../../directory/service.ts'
import { roleIds } from '../../roles/rules.ts'
import { assignRole } from '../../roles/service.ts'
import { setExclusionEnd } from './service.ts'

const area = '/v1.0/identity/conditionalAccess'
const policies = `${area}/policies`
const strengths = '/v1.0/policies/authenticationStrengthPolicies'
const writer = applicationActor(['Policy.ReadWrite.ConditionalAccess', 'Policy.Read.All'])
const accepting = { prefer: 'allow-administrator-lockout' }
const lockedOut = { status: 400, error: { innerCode: 'administratorsLockedOut' } }

const block = withGrant({ builtInControls: ['block'] })
const blockBut = (users: object) => ({ ...block, ...withUsers(users), grantControls: block.grantControls })
const blockFrom = (locations: object) => ({ ...withConditions({ locations }), grantControls: block.grantControls })

async function withAdministrators(graph: TestGraph, count = 1, role: string = roleIds.globalAdministrator) {
  const made = []
  for (let index = 0; index < count; index++) {
    const { user } = await anAdministrator(graph.kernel, role, {
      displayName: `Admin ${index}`,
      userPrincipalName: `admin${index}@example.com`,
    })
    await aPassword(graph.kernel, user)
    made.push(user)
  }
  return made
}

const idOf = (body: Readonly<Record<string, unknown>>): string => String(body['id'])

describe('a policy that locks out everybody who could undo it', () => {
  test('is refused with who they are, and nothing is stored', async () => {
    await using graph = await openAccessGraph()
    await withAdministrators(graph, 7)
    const call = graph.as(writer)
    const records = await recordsOf(graph.kernel, async () => {
      const answer = await call('POST', policies, block)
      expect(answer).toMatchObject(lockedOut)
      expect(answer.body['error']).toMatchObject({ target: 'conditions/users' })
      expect(answer.error.message).toMatch(/\(admin\d@example\.com\), .* and 2 more, 7 in all/)
    })
    expect(records).toMatchObject([{ activityDisplayName: 'Add Conditional Access policy', result: 'failure' }])
    expect((await call('GET', policies)).value).toEqual([])
  })

  test('is kept where the caller prefers it, and its record says so', async () => {
    await using graph = await openAccessGraph()
    await withAdministrators(graph)
    const call = graph.as(writer)
    const records = await recordsOf(graph.kernel, async () => {
      const answer = await call('POST', policies, block, { prefer: 'return=minimal, Allow-Administrator-Lockout' })
      expect(answer.status).toBe(204)
      expect(answer.headers['preference-applied']).toBe('allow-administrator-lockout, return=minimal')
    })
    expect(records).toMatchObject([
      {
        result: 'success',
        additionalDetails: expect.arrayContaining([
          { key: 'forced', value: 'true' },
          { key: 'lockedOut', value: 'Admin 0 (admin0@example.com), 1 in all' },
        ]),
      },
    ])
    expect((await call('GET', policies)).value).toHaveLength(1)
  })

  test('is refused where it is switched on, out of report-only too, and where it is restored', async () => {
    await using graph = await openAccessGraph()
    const call = graph.as(writer)
    await withAdministrators(graph)
    const reporting = await call('POST', policies, { ...block, state: 'enabledForReportingButNotEnforced' })
    expect(reporting.status).toBe(201)
    const path = `${policies}/${idOf(reporting.body)}`
    expect(await call('PATCH', path, { state: 'enabled' })).toMatchObject(lockedOut)
    expect((await call('GET', path)).body).toMatchObject({ state: 'enabledForReportingButNotEnforced' })
    expect((await call('PATCH', path, { state: 'disabled' })).status).toBe(204)
    expect(await call('PATCH', path, { state: 'enabled' })).toMatchObject(lockedOut)
    const forced = await call(
      'PATCH',
      path,
      { state: 'enabled' },
      { prefer: 'return=representation, allow-administrator-lockout' },
    )
    expect([forced.status, forced.headers['preference-applied']]).toEqual([
      200,
      'allow-administrator-lockout, return=representation',
    ])
    expect((await call('DELETE', path)).status).toBe(204)
    const restore = `${area}/deletedItems/policies/${idOf(reporting.body)}/restore`
    expect(await call('POST', restore)).toMatchObject(lockedOut)
    expect((await call('GET', policies)).value).toEqual([])
    expect((await call('POST', restore, undefined, accepting)).status).toBe(200)
  })

  test('is kept as long as one of them gets in', async () => {
    await using graph = await openAccessGraph()
    const [first] = await withAdministrators(graph, 2)
    const call = graph.as(writer)
    const users = { includeUsers: ['All'], excludeUsers: [first?.id] }
    expect((await call('POST', policies, blockBut(users))).status).toBe(201)
    const answer = await call('POST', policies, { ...blockBut({ includeUsers: [first?.id] }), displayName: 'Rest' })
    expect(answer).toMatchObject(lockedOut)
    expect(answer.error.message).toContain('Admin 0 (admin0@example.com), 1 in all')
  })

  test('is refused after it was forced once only where it makes things worse', async () => {
    await using graph = await openAccessGraph()
    await withAdministrators(graph)
    const call = graph.as(writer)
    const made = await call('POST', policies, block, accepting)
    expect((await call('POST', policies, { ...block, displayName: 'Another' })).status).toBe(201)
    expect((await call('PATCH', `${policies}/${idOf(made.body)}`, { state: 'disabled' })).status).toBe(204)
  })
})

describe('who could undo it', () => {
  test.each(['securityAdministrator', 'conditionalAccessAdministrator'] as const)(
    'is a holder of the role %s too',
    async (role) => {
      await using graph = await openAccessGraph()
      await withAdministrators(graph)
      const { user } = await anAdministrator(graph.kernel, roleIds[role])
      await aPasskey(graph.kernel, user)
      const users = { includeUsers: ['All'], excludeUsers: [user.id] }
      expect((await graph.as(writer)('POST', policies, blockBut(users))).status).toBe(201)
    },
  )

  test('is somebody in a role-assignable group too', async () => {
    await using graph = await openAccessGraph()
    const { kernel } = graph
    await withAdministrators(graph)
    const inside = await aUser(kernel)
    const group = await aGroup(kernel, { isAssignableToRole: true, members: [inside] })
    await assignRole(kernel, systemActor(), { principalId: group.id, roleDefinitionId: roleIds.securityAdministrator })
    await aPassword(kernel, inside)
    const users = { includeUsers: ['All'], excludeUsers: [inside.id] }
    expect((await graph.as(writer)('POST', policies, blockBut(users))).status).toBe(201)
  })

  test('is not somebody who is switched off, has another role, or has it for a unit only', async () => {
    await using graph = await openAccessGraph()
    const { kernel } = graph
    await withAdministrators(graph)
    const off = await anAdministrator(kernel, roleIds.globalAdministrator)
    const other = await anAdministrator(kernel, roleIds.authenticationAdministrator)
    const scoped = await anAdministrator(kernel, roleIds.helpdeskAdministrator)
    for (const { user } of [off, other, scoped]) await aPassword(kernel, user)
    await disableUser(kernel, systemActor(), { user: off.user.id })
    await holding(kernel, scoped.user, roleIds.userAdministrator, await aUnit(kernel))
    for (const { user } of [off, other, scoped]) {
      const users = { includeUsers: ['All'], excludeUsers: [user.id] }
      expect(await graph.as(writer)('POST', policies, blockBut(users))).toMatchObject(lockedOut)
    }
  })

  test('has something to sign in with, unless nobody has: then all of them could be given a pass', async () => {
    await using graph = await openAccessGraph()
    const { kernel } = graph
    const { user: empty } = await anAdministrator(kernel, roleIds.globalAdministrator)
    const users = { includeUsers: ['All'], excludeUsers: [empty.id] }
    expect(await graph.as(writer)('POST', policies, block)).toMatchObject(lockedOut)
    await withAdministrators(graph)
    expect(await graph.as(writer)('POST', policies, blockBut(users))).toMatchObject(lockedOut)
    await aPass(kernel, empty)
    expect((await graph.as(writer)('POST', policies, blockBut(users))).status).toBe(201)
  })

  test('is nobody in a tenant without administrators, where nobody is locked out', async () => {
    await using graph = await openAccessGraph()
    expect((await graph.as(writer)('POST', policies, block)).status).toBe(201)
  })
})

describe('what they have', () => {
  const phishingResistant = {
    ...smallPolicy,
    grantControls: { operator: 'OR', authenticationStrength: { id: '00000000-0000-0000-0000-000000000004' } },
  }
  const onRegistration = withConditions({ applications: { includeUserActions: ['urn:user:registersecurityinfo'] } })

  test('or could register counts, as far as the methods policy lets them', async () => {
    await using graph = await openAccessGraph()
    const [admin] = await withAdministrators(graph)
    const call = graph.as(writer)
    const methods = graph.as(applicationActor(['Policy.ReadWrite.AuthenticationMethod']))
    const fido2 = '/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/Fido2'
    const type = { '@odata.type': '#microsoft.graph.fido2AuthenticationMethodConfiguration' }
    const made = await call('POST', policies, phishingResistant)
    expect(made.status).toBe(201)
    const path = `${policies}/${idOf(made.body)}`
    await call('PATCH', path, { state: 'disabled' })
    expect((await methods('PATCH', fido2, { ...type, isSelfServiceRegistrationAllowed: false })).status).toBe(204)
    expect(await call('PATCH', path, { state: 'enabled' })).toMatchObject(lockedOut)
    await methods('PATCH', fido2, { ...type, isSelfServiceRegistrationAllowed: true })
    if (admin) await aPasskey(graph.kernel, admin)
    await methods('PATCH', fido2, { ...type, isSelfServiceRegistrationAllowed: false })
    expect((await call('PATCH', path, { state: 'enabled' })).status).toBe(204)
    await call('PATCH', path, { state: 'disabled' })
    await methods('PATCH', fido2, { ...type, state: 'disabled' })
    expect(await call('PATCH', path, { state: 'enabled' })).toMatchObject(lockedOut)
  })

  test('has to be enough to register it, where a policy asks for that', async () => {
    await using graph = await openAccessGraph()
    const [admin] = await withAdministrators(graph)
    const call = graph.as(writer)
    expect((await call('POST', policies, phishingResistant)).status).toBe(201)
    expect(await call('POST', policies, onRegistration)).toMatchObject(lockedOut)
    if (admin) await aPass(graph.kernel, admin)
    expect((await call('POST', policies, onRegistration)).status).toBe(201)
  })
})

describe('what policies refer to', () => {
  test('a strength does not become one that nobody meets', async () => {
    await using graph = await openAccessGraph()
    await withAdministrators(graph)
    const call = graph.as(writer)
    const made = await call('POST', strengths, { displayName: 'Ours', allowedCombinations: ['fido2'] })
    const strength = `${strengths}/${idOf(made.body)}`
    const asking = {
      ...smallPolicy,
      grantControls: { operator: 'OR', authenticationStrength: { id: idOf(made.body) } },
    }
    expect((await call('POST', policies, asking)).status).toBe(201)
    const combinations = { allowedCombinations: ['windowsHelloForBusiness'] }
    const answer = await call('POST', `${strength}/updateAllowedCombinations`, combinations)
    expect(answer).toMatchObject(lockedOut)
    expect(answer.body['error']).toMatchObject({ target: 'allowedCombinations' })
    expect((await call('GET', strength)).body).toMatchObject({ allowedCombinations: ['fido2'] })
    const models = {
      '@odata.type': '#microsoft.graph.fido2CombinationConfiguration',
      appliesToCombinations: ['fido2'],
      allowedAAGUIDs: ['11111111-1111-4111-8111-111111111111'],
    }
    const methods = graph.as(applicationActor(['Policy.ReadWrite.AuthenticationMethod']))
    await methods('PATCH', '/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/Fido2', {
      '@odata.type': '#microsoft.graph.fido2AuthenticationMethodConfiguration',
      keyRestrictions: { isEnforced: true, enforcementType: 'block', aaGuids: models.allowedAAGUIDs },
    })
    expect(await call('POST', `${strength}/combinationConfigurations`, models)).toMatchObject(lockedOut)
    expect((await call('POST', `${strength}/combinationConfigurations`, models, accepting)).status).toBe(201)
    expect((await call('PATCH', strength, { displayName: 'Still ours' })).status).toBe(204)
  })

  test('a named location does not move away from under everybody', async () => {
    await using graph = await openAccessGraph()
    await withAdministrators(graph)
    const call = graph.as(writer)
    const range = (cidrAddress: string) => ({ '@odata.type': '#microsoft.graph.iPv4CidrRange', cidrAddress })
    const type = { '@odata.type': '#microsoft.graph.ipNamedLocation' }
    const office = { ...type, displayName: 'Office', isTrusted: true, ipRanges: [range('198.51.100.0/24')] }
    const made = await call('POST', `${area}/namedLocations`, office)
    const location = `${area}/namedLocations/${idOf(made.body)}`
    const outside = blockFrom({ includeLocations: ['All'], excludeLocations: ['AllTrusted'] })
    expect((await call('POST', policies, outside)).status).toBe(201)
    expect(await call('PATCH', location, { ...type, isTrusted: false })).toMatchObject(lockedOut)
    const gone = await call('DELETE', location)
    expect(gone).toMatchObject(lockedOut)
    expect((await call('GET', location)).body).toMatchObject({ isTrusted: true })
    const inside = blockFrom({ includeLocations: [idOf(made.body)], excludeLocations: [] })
    expect(await call('POST', policies, { ...inside, displayName: 'Inside' })).toMatchObject(lockedOut)
    const ranges = { ...type, ipRanges: [range('203.0.113.0/24')] }
    expect((await call('PATCH', location, ranges)).status).toBe(204)
    const forced = await call('DELETE', location, undefined, accepting)
    expect([forced.status, forced.headers['preference-applied']]).toEqual([204, 'allow-administrator-lockout'])
  })

  test('an exclusion that alone lets somebody in is given no end', async () => {
    await using graph = await openAccessGraph()
    const [admin] = await withAdministrators(graph)
    const { kernel } = graph
    const call = graph.as(writer)
    const { body } = await call('POST', policies, blockBut({ includeUsers: ['All'], excludeUsers: [admin?.id] }))
    const exclusion = { id: `${idOf(body)}_user_${admin?.id}`, endAt: plusSeconds(kernel.clock.now(), 60) }
    const ending = setExclusionEnd(kernel, systemActor(), exclusion)
    await expect(ending).rejects.toMatchObject({ code: 'administratorsLockedOut', field: 'expirationDateTime' })
  })
})

test('security defaults are not switched on where no administrator could prove a second factor', async () => {
  await using graph = await openAccessGraph()
  await withAdministrators(graph)
  const methods = graph.as(applicationActor(['Policy.ReadWrite.AuthenticationMethod']))
  const configurations = '/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations'
  for (const [id, type] of [
    ['Fido2', 'fido2'],
    ['SoftwareOath', 'softwareOath'],
  ] as const) {
    const body = { '@odata.type': `#microsoft.graph.${type}AuthenticationMethodConfiguration`, state: 'disabled' }
    expect((await methods('PATCH', `${configurations}/${id}`, body)).status).toBe(204)
  }
  const call = graph.as(applicationActor(['Policy.ReadWrite.SecurityDefaults', 'Policy.Read.All']))
  const defaults = '/v1.0/policies/identitySecurityDefaultsEnforcementPolicy'
  expect(await call('PATCH', defaults, { isEnabled: true })).toMatchObject(lockedOut)
  expect((await call('GET', defaults)).body).toMatchObject({ isEnabled: false })
  expect((await call('PATCH', defaults, { isEnabled: true }, accepting)).status).toBe(204)
})

test('two changes at the same moment do not do together what neither may alone', async () => {
  await using graph = await openAccessGraph()
  const [first, second] = await withAdministrators(graph, 2)
  const call = graph.as(writer)
  for (let round = 0; round < 4; round++) {
    const both = await Promise.all(
      [first, second].map((one) => call('POST', policies, blockBut({ includeUsers: [one?.id] }))),
    )
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 400])
    for (const { status, body } of both) if (status === 201) await call('DELETE', `${policies}/${idOf(body)}`)
  }
})
