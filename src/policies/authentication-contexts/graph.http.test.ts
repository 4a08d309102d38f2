import { expect, test } from 'vitest'
import { applicationActor } from '../../../tests/kit/builders.ts'
import { openTestGraph } from '../../../tests/kit/graph.ts'
import { recordsOf } from '../../../tests/kit/records.ts'

const root = '/v1.0/identity/conditionalAccess/authenticationContextClassReferences'
const reader = applicationActor(['AuthenticationContext.Read.All'])
const writer = applicationActor(['AuthenticationContext.ReadWrite.All'])

test.each([root, root.replace('v1.0', 'beta')])(
  'contexts are defined, read, changed and removed at %s',
  async (path) => {
    await using graph = await openTestGraph()
    const call = graph.as(writer)
    expect((await call('GET', path)).value).toEqual([])
    expect(await call('PATCH', `${path}/c1`, { displayName: 'Payments', isAvailable: true })).toMatchObject({
      status: 204,
    })
    const made = await call('POST', path, { id: 'c99', displayName: 'Secrets', description: 'Of the house' })
    expect(made).toMatchObject({ status: 201, body: { id: 'c99', isAvailable: false } })
    const { '@odata.context': _context, ...c1 } = (await graph.as(reader)('GET', `${path}/c1`)).body
    expect(c1).toEqual({ id: 'c1', displayName: 'Payments', description: null, isAvailable: true })
    expect((await call('PATCH', `${path}/c1`, { id: 'c1', description: 'Money' })).status).toBe(204)
    expect((await call('GET', `${path}?$filter=isAvailable eq true`)).value).toMatchObject([
      { id: 'c1', displayName: 'Payments', description: 'Money' },
    ])
    expect((await call('DELETE', `${path}/c1`)).status).toBe(204)
    expect((await call('DELETE', `${path}/c1`)).status).toBe(404)
    expect((await call('GET', path)).value.map(({ id }) => id)).toEqual(['c99'])
  },
)

test.each(['c0', 'c100', 'C1', 'x', 'c01'])('%s is no id of a context', async (id) => {
  await using graph = await openTestGraph()
  const call = graph.as(writer)
  expect(await call('PATCH', `${root}/${id}`, { displayName: 'X' })).toMatchObject({ status: 400 })
  expect(await call('POST', root, { id, displayName: 'X' })).toMatchObject({ status: 400 })
  expect((await call('GET', root)).value).toEqual([])
})

test.each([{ displayName: 'x'.repeat(300) }, { isAvailable: 'yes' }, { id: 'c2' }, { colour: 'red' }, 'text'])(
  'a body that is not right is refused: %j',
  async (body) => {
    await using graph = await openTestGraph()
    const call = graph.as(writer)
    expect((await call('PATCH', `${root}/c1`, body)).status).toBe(400)
    expect((await call('GET', root)).value).toEqual([])
  },
)

test('every change is recorded in the words of Entra', async () => {
  await using graph = await openTestGraph()
  const call = graph.as(writer)
  const records = await recordsOf(graph.kernel, async () => {
    await call('PATCH', `${root}/c1`, { displayName: 'Payments' })
    await call('PATCH', `${root}/c1`, { displayName: 'Money' })
    await call('PATCH', `${root}/c1`, { displayName: 'Money' })
    await call('DELETE', `${root}/c1`)
  })
  expect(records.map(({ activityDisplayName }) => activityDisplayName)).toEqual([
    'Add AuthenticationContextClassReference',
    'Delete AuthenticationContextClassReference',
    'Update AuthenticationContextClassReference',
  ])
})

test('every address asks who calls and what they may', async () => {
  await using graph = await openTestGraph()
  await graph.as(writer)('PATCH', `${root}/c1`, { displayName: 'Payments' })
  const calls = [
    ['GET', root],
    ['GET', `${root}/c1`],
    ['POST', root, { id: 'c2' }],
    ['PATCH', `${root}/c1`, { displayName: 'Money' }],
    ['DELETE', `${root}/c1`],
  ] as const
  for (const [method, path, sent] of calls) {
    expect((await graph.asNobody(method, path, sent)).status, `${method} ${path}`).toBe(401)
    const stranger = graph.as(applicationActor(['Policy.Read.All']))
    expect((await stranger(method, path, sent)).status, `${method} ${path}`).toBe(403)
    if (method !== 'GET') expect((await graph.as(reader)(method, path, sent)).status, `${method} ${path}`).toBe(403)
  }
})
