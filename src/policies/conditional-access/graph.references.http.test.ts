import { describe, expect, test } from 'vitest'
import {
  openAccessGraph,
  smallPolicy,
  withConditions,
  withGrant,
  withUsers,
} from '../../../tests/kit/access-policies.ts'
import { aGroup, applicationActor } from '../../../tests/kit/builders.ts'

const area = '/v1.0/identity/conditionalAccess'
const root = `${area}/policies`
const writer = applicationActor(['Policy.ReadWrite.ConditionalAccess', 'Policy.Read.All', 'Application.Read.All'])

describe('a deleted policy', () => {
  const bin = `${area}/deletedItems/policies`

  test('is restored as it was', async () => {
    await using graph = await openAccessGraph()
    const call = graph.as(writer)
    const made = await call('POST', root, smallPolicy)
    const { id } = made.body
    await call('DELETE', `${root}/${id}`)
    expect((await call('GET', bin)).value).toMatchObject([{ id, deletedDateTime: '2026-03-02T08:00:00.000Z' }])
    expect((await call('GET', `${bin}/${id}`)).body).toMatchObject({ displayName: 'MFA for all' })
    expect(await call('POST', `${bin}/${id}/restore`)).toMatchObject({ status: 200, body: { id, state: 'enabled' } })
    expect((await call('GET', `${root}/${id}`)).body).toEqual(made.body)
    expect((await call('GET', bin)).value).toEqual([])
    expect((await call('POST', `${bin}/${id}/restore`)).status).toBe(404)
  })

  test('does not come back when what it refers to is gone', async () => {
    await using graph = await openAccessGraph()
    const call = graph.as(writer)
    const strengths = '/v1.0/policies/authenticationStrengthPolicies'
    const strength = await call('POST', strengths, { displayName: 'Own', allowedCombinations: ['fido2'] })
    const { id } = (
      await call('POST', root, withGrant({ builtInControls: [], authenticationStrength: { id: strength.body['id'] } }))
    ).body
    await call('DELETE', `${root}/${id}`)
    expect((await call('DELETE', `${strengths}/${strength.body['id']}`)).status).toBe(204)
    expect(await call('POST', `${bin}/${id}/restore`)).toMatchObject({ status: 400 })
    expect((await call('GET', root)).value).toEqual([])
  })

  test('is removed for good, at once or after thirty days', async () => {
    await using graph = await openAccessGraph()
    const call = graph.as(writer)
    const ids = [(await call('POST', root, smallPolicy)).body['id'], (await call('POST', root, smallPolicy)).body['id']]
    for (const id of ids) await call('DELETE', `${root}/${id}`)
    expect((await call('DELETE', `${bin}/${ids[0]}`)).status).toBe(204)
    expect((await call('DELETE', `${bin}/${ids[0]}`)).status).toBe(404)
    graph.kernel.clock.advanceSeconds(31 * 24 * 60 * 60)
    expect((await call('GET', bin)).value).toEqual([])
    expect((await call('POST', `${bin}/${ids[1]}/restore`)).status).toBe(404)
  })
})

describe('what policies refer to', () => {
  test('a strength in use stays, tells who uses it, and names them when it changes', async () => {
    await using graph = await openAccessGraph()
    const call = graph.as(writer)
    const strengths = '/v1.0/policies/authenticationStrengthPolicies'
    const strength = (await call('POST', strengths, { displayName: 'Own', allowedCombinations: ['fido2'] })).body['id']
    const usage = async () => (await call('GET', `${strengths}/${strength}/usage()`)).body
    expect(await usage()).toMatchObject({ mfa: [], none: [] })
    const made = await call('POST', root, withGrant({ builtInControls: [], authenticationStrength: { id: strength } }))
    const { id } = made.body
    expect(await usage()).toMatchObject({ mfa: [{ id }], none: [] })
    expect(await call('DELETE', `${strengths}/${strength}`)).toMatchObject({
      status: 400,
      error: { innerCode: 'usedByAccessPolicy', message: expect.stringContaining("'MFA for all'") },
    })
    const change = { allowedCombinations: ['password'] }
    expect((await call('POST', `${strengths}/${strength}/updateAllowedCombinations`, change)).body).toMatchObject({
      conditionalAccessReferences: [id],
    })
    expect(await usage()).toMatchObject({ mfa: [], none: [{ id }] })
    await call('DELETE', `${root}/${id}`)
    expect((await call('DELETE', `${strengths}/${strength}`)).status).toBe(204)
  })

  test('a location or context in use stays', async () => {
    await using graph = await openAccessGraph()
    const call = graph.as(writer)
    const location = await call('POST', `${area}/namedLocations`, {
      '@odata.type': '#microsoft.graph.countryNamedLocation',
      displayName: 'North',
      countriesAndRegions: ['NO'],
    })
    await call('PATCH', `${area}/authenticationContextClassReferences/c1`, { displayName: 'Payments' })
    const locations = { includeLocations: ['All'], excludeLocations: [location.body['id']] }
    const applications = { includeAuthenticationContextClassReferences: ['c1'] }
    const made = await call('POST', root, withConditions({ locations, applications }))
    expect(made.status).toBe(201)
    const used = [`${area}/namedLocations/${location.body['id']}`, `${area}/authenticationContextClassReferences/c1`]
    for (const path of used) {
      expect(await call('DELETE', path)).toMatchObject({ status: 400, error: { innerCode: 'usedByAccessPolicy' } })
    }
    await call('DELETE', `${root}/${made.body['id']}`)
    for (const path of used) expect((await call('DELETE', path)).status).toBe(204)
  })

  test('somebody who is gone may stay in a list, and cannot be added', async () => {
    await using graph = await openAccessGraph()
    const call = graph.as(writer)
    const group = await aGroup(graph.kernel)
    const users = { includeUsers: ['All'], excludeGroups: [group.id] }
    const { id } = (await call('POST', root, withUsers(users))).body
    expect(
      (await graph.as(applicationActor(['Group.ReadWrite.All']))('DELETE', `/v1.0/groups/${group.id}`)).status,
    ).toBe(204)
    expect((await call('PATCH', `${root}/${id}`, { displayName: 'Other', conditions: { users } })).status).toBe(204)
    expect((await call('POST', root, withUsers(users))).status).toBe(400)
  })
})
