import { describe, expect, test } from 'vitest'
import { locationTypes, namedLocation, rangeTypes } from '../../../contract/graph/named-location.ts'
import { applicationActor } from '../../../tests/kit/builders.ts'
import { openTestGraph } from '../../../tests/kit/graph.ts'
import { recordsOf } from '../../../tests/kit/records.ts'

const root = '/v1.0/identity/conditionalAccess/namedLocations'
const writer = applicationActor(['Policy.ReadWrite.ConditionalAccess'])
const reader = applicationActor(['Policy.Read.All'])
const nothing = '00000000-0000-4000-8000-00000000dead'

const office = {
  '@odata.type': locationTypes.ip,
  displayName: 'Office',
  isTrusted: true,
  ipRanges: [
    { '@odata.type': rangeTypes[4], cidrAddress: '192.0.2.0/24' },
    { '@odata.type': rangeTypes[6], cidrAddress: '2001:db8::/32' },
  ],
}
const north = {
  '@odata.type': locationTypes.country,
  displayName: 'North',
  countriesAndRegions: ['NO', 'se'],
  includeUnknownCountriesAndRegions: true,
  countryLookupMethod: 'clientIpAddress',
}

describe.each([root, root.replace('v1.0', 'beta')])('at %s', (path) => {
  test('locations of both types are created, read, changed and deleted', async () => {
    await using graph = await openTestGraph()
    const call = graph.as(writer)
    const made = await call('POST', path, office)
    expect(made).toMatchObject({ status: 201, body: office })
    const id = String(made.body['id'])
    expect(made.headers['location']).toMatch(new RegExp(`/identity/conditionalAccess/namedLocations/${id}$`))
    graph.kernel.clock.advanceSeconds(60)
    const country = await call('POST', path, north)
    expect(country).toMatchObject({ status: 201, body: { ...north, countriesAndRegions: ['NO', 'SE'] } })
    const listed = await graph.as(reader)('GET', path)
    expect(listed.value.map(({ displayName }) => displayName)).toEqual(['Office', 'North'])
    for (const item of listed.value) expect(namedLocation.safeParse(item).error).toBeUndefined()
    const change = { '@odata.type': locationTypes.ip, isTrusted: false }
    expect(await call('PATCH', `${path}/${id}`, change)).toMatchObject({ status: 204, text: '' })
    expect((await call('GET', `${path}('${id}')`)).body).toMatchObject({
      ...office,
      isTrusted: false,
      createdDateTime: '2026-03-02T08:00:00.000Z',
      modifiedDateTime: '2026-03-02T08:01:00.000Z',
      deletedDateTime: null,
    })
    expect((await call('DELETE', `${path}/${id}`)).status).toBe(204)
    expect((await call('GET', `${path}/${id}`)).status).toBe(404)
    expect((await call('PATCH', `${path}/${id}`, change)).status).toBe(404)
    expect((await call('GET', path)).value).toHaveLength(1)
  })
})

test('what was read may be sent back without the read-only properties', async () => {
  await using graph = await openTestGraph()
  const call = graph.as(writer)
  const { body } = await call('POST', root, office)
  const { id, createdDateTime: _1, modifiedDateTime: _2, deletedDateTime: _3, ...rest } = body
  expect((await call('PATCH', `${root}/${id}`, rest)).status).toBe(204)
})

test('lists are filtered, sorted and counted', async () => {
  await using graph = await openTestGraph()
  const call = graph.as(writer)
  await call('POST', root, office)
  await call('POST', root, north)
  const names = async (query: string) =>
    (await call('GET', `${root}?${query}`)).value.map(({ displayName }) => displayName)
  expect(await names('$orderby=displayName')).toEqual(['North', 'Office'])
  expect(await names("$filter=startswith(displayName,'off')")).toEqual(['Office'])
  expect(await names("$filter=isof('microsoft.graph.countryNamedLocation')")).toEqual(['North'])
  expect(await names('$filter=microsoft.graph.ipNamedLocation/isTrusted eq true')).toEqual(['Office'])
  expect((await call('GET', `${root}?$count=true&$top=1`)).body['@odata.count']).toBe(2)
})

test('every change is recorded in the words of Entra', async () => {
  await using graph = await openTestGraph()
  const call = graph.as(writer)
  const records = await recordsOf(graph.kernel, async () => {
    const { id } = (await call('POST', root, office)).body
    await call('PATCH', `${root}/${id}`, { '@odata.type': locationTypes.ip, displayName: 'Head office' })
    await call('DELETE', `${root}/${id}`)
  })
  expect(records.map(({ activityDisplayName }) => activityDisplayName)).toEqual([
    'Add named location',
    'Delete named location',
    'Update named location',
  ])
  expect(records[2]).toMatchObject({
    category: 'Policy',
    loggedByService: 'Conditional Access',
    targetResources: [{ modifiedProperties: [{ displayName: 'displayName', newValue: '"Head office"' }] }],
  })
})

test.each<readonly [string, unknown]>([
  ['', 'text'],
  ['@odata.type', { displayName: 'Office', isTrusted: true, ipRanges: office.ipRanges }],
  ['@odata.type', { ...office, '@odata.type': '#microsoft.graph.namedLocation' }],
  ['displayName', { ...office, displayName: '' }],
  ['displayName', { ...office, displayName: undefined }],
  ['isTrusted', { ...office, isTrusted: 'yes' }],
  ['ipRanges', { ...office, ipRanges: [] }],
  ['ipRanges', { ...office, ipRanges: [{ '@odata.type': rangeTypes[4], cidrAddress: '2001:db8::/32' }] }],
  ['ipRanges', { ...office, ipRanges: [{ '@odata.type': rangeTypes[4], cidrAddress: '192.0.2.0' }] }],
  ['ipRanges/0/@odata.type', { ...office, ipRanges: [{ cidrAddress: '192.0.2.0/24' }] }],
  [
    'ipRanges/0/@odata.type',
    {
      ...office,
      ipRanges: [{ '@odata.type': '#microsoft.graph.iPv4Range', lowerAddress: '192.0.2.1', upperAddress: '192.0.2.2' }],
    },
  ],
  ['countriesAndRegions', { ...office, countriesAndRegions: ['NO'] }],
  ['id', { ...office, id: nothing }],
  ['countriesAndRegions', { ...north, countriesAndRegions: ['Norway'] }],
  ['countryLookupMethod', { ...north, countryLookupMethod: 'authenticatorAppGps' }],
  ['includeUnknownCountriesAndRegions', { ...north, includeUnknownCountriesAndRegions: null }],
])('a body that is wrong in %j is refused by name, and nothing is stored', async (target, body) => {
  await using graph = await openTestGraph()
  const call = graph.as(writer)
  const answer = await call('POST', root, body)
  expect(answer).toMatchObject({ status: 400, error: { code: 'Request_BadRequest' } })
  if (target) expect(answer.body['error']).toMatchObject({ target })
  expect((await call('GET', root)).value).toEqual([])
})

test('a location does not become one of the other type', async () => {
  await using graph = await openTestGraph()
  const call = graph.as(writer)
  const { id } = (await call('POST', root, office)).body
  const answer = await call('PATCH', `${root}/${id}`, { '@odata.type': locationTypes.country, displayName: 'X' })
  expect(answer).toMatchObject({ status: 400, error: { innerCode: 'policyInvalid' } })
  expect((await call('GET', `${root}/${id}`)).body).toMatchObject(office)
})

test('every address asks who calls and what they may', async () => {
  await using graph = await openTestGraph()
  const { id } = (await graph.as(writer)('POST', root, office)).body
  const calls = [
    ['GET', root],
    ['GET', `${root}/${id}`],
    ['POST', root, office],
    ['PATCH', `${root}/${id}`, { '@odata.type': locationTypes.ip, isTrusted: false }],
    ['DELETE', `${root}/${id}`],
  ] as const
  for (const [method, path, sent] of calls) {
    expect((await graph.asNobody(method, path, sent)).status, `${method} ${path}`).toBe(401)
    const stranger = graph.as(applicationActor(['Policy.ReadWrite.AuthenticationMethod']))
    expect((await stranger(method, path, sent)).status, `${method} ${path}`).toBe(403)
    if (method !== 'GET') expect((await graph.as(reader)(method, path, sent)).status, `${method} ${path}`).toBe(403)
  }
})
