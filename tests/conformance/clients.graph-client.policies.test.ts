import { type Client, GraphError } from '@microsoft/microsoft-graph-client'
import { beforeAll, expect, test } from 'vitest'
import { updateSecurityDefaults } from '../../src/policies/tenant/service.ts'
import { smallPolicy, withConditions, withGrant } from '../kit/access-policies.ts'
import { systemActor } from '../kit/builders.ts'
import { openClients } from './clients.ts'

let client: Client

beforeAll(async () => {
  const clients = await openClients(['Policy.ReadWrite.ConditionalAccess', 'Policy.Read.All', 'Application.Read.All'])
  await updateSecurityDefaults(clients.kernel, systemActor(), { isEnabled: false })
  client = clients.graph
  return () => clients[Symbol.asyncDispose]()
})

const strengths = '/policies/authenticationStrengthPolicies'
const locations = '/identity/conditionalAccess/namedLocations'
const policies = '/identity/conditionalAccess/policies'

const office = {
  '@odata.type': '#microsoft.graph.ipNamedLocation',
  displayName: 'Office',
  isTrusted: true,
  ipRanges: [
    { '@odata.type': '#microsoft.graph.iPv4CidrRange', cidrAddress: '192.0.2.0/24' },
    { '@odata.type': '#microsoft.graph.iPv6CidrRange', cidrAddress: '2001:db8::/32' },
  ],
}

const north = {
  '@odata.type': '#microsoft.graph.countryNamedLocation',
  displayName: 'North',
  countriesAndRegions: ['NO', 'SE'],
  includeUnknownCountriesAndRegions: false,
}

test.each<readonly [string, string, object, object]>([
  ['a strength', strengths, { displayName: 'Keys', allowedCombinations: ['fido2'] }, { displayName: 'Keys alone' }],
  ['a location of addresses', locations, office, { '@odata.type': office['@odata.type'], isTrusted: false }],
  ['a location of countries', locations, north, { '@odata.type': north['@odata.type'], countriesAndRegions: ['FI'] }],
  ['a Conditional Access policy', policies, smallPolicy, { state: 'enabledForReportingButNotEnforced' }],
])('%s is made, listed, changed and deleted', async (_, path, body, change) => {
  const made = await client.api(path).post(body)
  expect(made).toMatchObject(body)
  const one = `${path}/${made.id}`
  expect((await client.api(path).get()).value).toContainEqual(expect.objectContaining({ id: made.id }))
  await client.api(one).patch(change)
  expect(await client.api(one).get()).toMatchObject({ ...body, ...change, id: made.id })
  await client.api(one).delete()
  await expect(client.api(one).get()).rejects.toMatchObject({ statusCode: 404 })
})

test('a strength gets other combinations and a restriction, and stands in a policy that keeps it', async () => {
  const { id } = await client.api(strengths).post({ displayName: 'Own', allowedCombinations: ['fido2'] })
  const combinations = ['fido2', 'password,sms']
  const update = await client
    .api(`${strengths}/${id}/updateAllowedCombinations`)
    .post({ allowedCombinations: combinations })
  expect(update).toMatchObject({ previousCombinations: ['fido2'], currentCombinations: combinations })
  const restriction = await client.api(`${strengths}/${id}/combinationConfigurations`).post({
    '@odata.type': '#microsoft.graph.fido2CombinationConfiguration',
    appliesToCombinations: ['fido2'],
    allowedAAGUIDs: ['de1e552d-db1d-4423-a619-566b625cdc84'],
  })
  expect((await client.api(`${strengths}/${id}/combinationConfigurations`).get()).value).toMatchObject([
    { id: restriction.id },
  ])
  const policy = await client.api(policies).post(withGrant({ builtInControls: [], authenticationStrength: { id } }))
  expect(policy.grantControls.authenticationStrength).toMatchObject({ id, allowedCombinations: combinations })
  const refused = await client
    .api(`${strengths}/${id}`)
    .delete()
    .catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(GraphError)
  expect(refused).toMatchObject({ statusCode: 400, code: 'Request_BadRequest' })
  await client.api(`${policies}/${policy.id}`).delete()
})

test('a location stands in a policy, and what does not exist is refused', async () => {
  const { id } = await client.api(locations).post(office)
  const outside = (excluded: string) =>
    withConditions({ locations: { includeLocations: ['All'], excludeLocations: [excluded] } })
  const made = await client.api(policies).post(outside(id))
  expect((await client.api(`${policies}/${made.id}`).get()).conditions.locations).toMatchObject({
    excludeLocations: [id],
  })
  const unknown = client.api(policies).post(outside('00000000-0000-4000-8000-00000000dead'))
  await expect(unknown).rejects.toMatchObject({ statusCode: 400 })
})
