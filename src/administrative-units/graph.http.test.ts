import { describe, expect, test } from 'vitest'
import { aGroup, applicationActor, aUnit, aUser } from '../../tests/kit/builders.ts'
import { openTestGraph } from '../../tests/kit/graph.ts'
import { roleIds } from '../roles/rules.ts'

const units = '/v1.0/directory/administrativeUnits'
const writer = applicationActor(['AdministrativeUnit.ReadWrite.All', 'RoleManagement.ReadWrite.Directory'])
const unknown = '00000000-0000-4000-8000-00000000dead'

test.each([units, '/beta/directory/administrativeUnits', '/v1.0/administrativeUnits'])(
  'units are made, listed, counted, read, changed and deleted at %s',
  async (address) => {
    await using graph = await openTestGraph()
    const call = graph.as(writer)
    const given = { displayName: 'Berlin', description: 'The house', visibility: 'HiddenMembership' }
    const made = await call('POST', address, {
      '@odata.type': '#microsoft.graph.administrativeUnit',
      ...given,
      isMemberManagementRestricted: true,
    })
    const { id } = made.body
    expect(made).toMatchObject({
      status: 201,
      headers: { location: expect.stringContaining(`/directory/administrativeUnits/${id}`) },
      body: { ...given, deletedDateTime: null, isMemberManagementRestricted: true, membershipType: null },
    })
    await aUnit(graph.kernel, { displayName: 'Athens' })
    expect((await call('GET', address)).value.map((unit) => unit['displayName'])).toEqual(['Athens', 'Berlin'])
    expect((await call('GET', `${address}?$filter=startswith(displayName,'ber')`)).value).toMatchObject([{ id }])
    expect((await call('GET', `${address}/$count`)).text).toBe('2')
    expect((await call('PATCH', `${address}/${id}`, { displayName: 'Bonn', visibility: null })).status).toBe(204)
    const changed = { id, displayName: 'Bonn', description: 'The house', visibility: null }
    expect((await call('GET', `${address}/${id}`)).body).toMatchObject(changed)
    expect((await call('GET', `${address}/${id}?$select=displayName`)).body).not.toHaveProperty('visibility')
    expect((await call('DELETE', `${address}/${id}`)).status).toBe(204)
    expect((await call('GET', `${address}/${id}`)).status).toBe(404)
  },
)

test('members are added and taken out by reference, listed, cast and counted', async () => {
  await using graph = await openTestGraph()
  const call = graph.as(writer)
  const [unit, user, group] = [await aUnit(graph.kernel), await aUser(graph.kernel), await aGroup(graph.kernel)]
  const members = `${units}/${unit.id}/members`
  const reference = (id: string) => ({ '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${id}` })
  expect((await call('POST', `${members}/$ref`, reference(user.id))).status).toBe(204)
  expect((await call('POST', `${members}/$ref`, reference(group.id))).status).toBe(204)
  expect(await call('POST', `${members}/$ref`, reference(user.id))).toMatchObject({
    status: 400,
    error: { innerCode: 'unitMemberAlreadyThere' },
  })
  expect((await call('POST', `${members}/$ref`, reference(unit.id))).status).toBe(404)
  expect((await call('GET', members)).value).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ '@odata.type': '#microsoft.graph.user', id: user.id }),
      expect.objectContaining({ '@odata.type': '#microsoft.graph.group', id: group.id }),
    ]),
  )
  expect((await call('GET', `${members}/microsoft.graph.user`)).value).toMatchObject([{ id: user.id }])
  expect((await call('GET', `${members}/microsoft.graph.group?$select=id`)).value).toMatchObject([{ id: group.id }])
  expect((await call('GET', `${members}/$count`)).text).toBe('2')
  const first = await call('GET', `${members}?$top=1`)
  const rest = await call('GET', String(first.body['@odata.nextLink']))
  expect([...first.value, ...rest.value].map(({ id }) => id)).toEqual([user.id, group.id].toSorted())
  expect((await call('DELETE', `${members}/${user.id}/$ref`)).status).toBe(204)
  expect((await call('DELETE', `${members}/${user.id}/$ref`)).status).toBe(404)
})

test('a body that is not right is refused by the name of the property', async () => {
  await using graph = await openTestGraph()
  const call = graph.as(writer)
  const { id } = await aUnit(graph.kernel, { displayName: 'Berlin' })
  const wrong: readonly (readonly [object, string])[] = [
    [{ displayName: 7 }, 'displayName'],
    [{ displayName: '' }, 'displayName'],
    [{ membershipRule: 'user.country -eq "DE"' }, 'membershipRule'],
    [{ membershipType: 'Dynamic' }, 'membershipType'],
    [{ visibility: 'Secret' }, 'visibility'],
    [{ id: unknown }, 'id'],
    [{ members: [] }, 'members'],
    [{ '@odata.type': '#microsoft.graph.group' }, '@odata.type'],
  ]
  for (const [part, named] of [...wrong, [{ isMemberManagementRestricted: true }, 'isMember'] as const]) {
    const patched = await call('PATCH', `${units}/${id}`, part)
    expect(patched, named).toMatchObject({ status: 400, error: { message: expect.stringContaining(named) } })
  }
  for (const [part, named] of wrong) {
    const posted = await call('POST', units, { displayName: 'Other', ...part })
    expect(posted, named).toMatchObject({ status: 400, error: { message: expect.stringContaining(named) } })
  }
  expect((await call('POST', units, {})).status).toBe(400)
  expect((await call('GET', units)).value).toMatchObject([{ id, displayName: 'Berlin' }])
})

describe('the roles given for a unit', () => {
  test('are made, listed, read and taken away in their older form, and stand among the assignments', async () => {
    await using graph = await openTestGraph()
    const call = graph.as(writer)
    const [unit, other, user] = [await aUnit(graph.kernel), await aUnit(graph.kernel), await aUser(graph.kernel)]
    const scoped = `${units}/${unit.id}/scopedRoleMembers`
    const body = { roleId: roleIds.helpdeskAdministrator, roleMemberInfo: { id: user.id } }
    const made = await call('POST', scoped, body)
    const { id } = made.body
    const shown = {
      id,
      roleId: roleIds.helpdeskAdministrator,
      administrativeUnitId: unit.id,
      roleMemberInfo: { id: user.id, displayName: user.displayName },
    }
    expect(made).toMatchObject({ status: 201, body: shown })
    expect((await call('GET', scoped)).value).toEqual([shown])
    expect((await call('GET', `${scoped}/${id}`)).body).toMatchObject(shown)
    const assignment = `/v1.0/roleManagement/directory/roleAssignments/${id}`
    const directoryScopeId = `/administrativeUnits/${unit.id}`
    expect((await call('GET', assignment)).body).toMatchObject({ id, directoryScopeId, principalId: user.id })
    const elsewhere = `${units}/${other.id}/scopedRoleMembers`
    expect((await call('GET', elsewhere)).value).toEqual([])
    expect((await call('GET', `${elsewhere}/${id}`)).status).toBe(404)
    expect((await call('DELETE', `${elsewhere}/${id}`)).status).toBe(404)
    expect((await call('POST', scoped, body)).status).toBe(409)
    expect((await call('DELETE', `${scoped}/${id}`)).status).toBe(204)
    expect((await call('GET', assignment)).status).toBe(404)
  })

  test('are refused where the role, the person or the unit is wrong', async () => {
    await using graph = await openTestGraph()
    const call = graph.as(writer)
    const [unit, user] = [await aUnit(graph.kernel), await aUser(graph.kernel)]
    const scoped = `${units}/${unit.id}/scopedRoleMembers`
    const right = { roleId: roleIds.helpdeskAdministrator, roleMemberInfo: { id: user.id } }
    const wrong = [
      [{ ...right, roleId: roleIds.globalAdministrator }, 400],
      [{ ...right, roleId: unknown }, 404],
      [{ ...right, roleMemberInfo: { id: unknown } }, 404],
      [{ ...right, roleMemberInfo: {} }, 400],
      [{ ...right, administrativeUnitId: unknown }, 400],
      [{ ...right, id: unknown }, 400],
      [{}, 400],
    ] as const
    for (const [body, status] of wrong) expect((await call('POST', scoped, body)).status).toBe(status)
    expect((await call('POST', `${units}/${unknown}/scopedRoleMembers`, right)).status).toBe(404)
    expect((await call('GET', `${units}/${unknown}/scopedRoleMembers`)).status).toBe(404)
    expect((await call('GET', scoped)).value).toEqual([])
    const reader = graph.as(applicationActor(['RoleManagement.Read.Directory']))
    expect((await reader('POST', scoped, right)).status).toBe(403)
  })
})
