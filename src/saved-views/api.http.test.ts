import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { savedView } from '../../contract/api/saved-views.ts'
import { applicationActor, aUser, delegated, systemActor, userActor } from '../../tests/kit/builders.ts'
import { type GraphCaller, openTestGraph, type TestGraph } from '../../tests/kit/graph.ts'
import type { User } from '../directory/rules.ts'
import { deleteUser } from '../directory/service.ts'

const mine = '/api/v1/me/savedViews'
const failures = {
  list: 'signIns',
  name: 'Failures',
  query: { filter: 'status/errorCode ne 0', columns: ['userPrincipalName'] },
}

let graph: TestGraph
let user: User
let call: GraphCaller
beforeAll(async () => {
  graph = await openTestGraph()
})
beforeEach(async () => {
  user = await aUser(graph.kernel)
  call = graph.as(userActor(user))
})
afterAll(() => graph[Symbol.asyncDispose]())

const names = async (query = '') => (await call('GET', `${mine}${query}`)).value.map(({ name }) => name)

test('a person keeps, lists, reads, changes and deletes views', async () => {
  expect((await call('GET', mine)).body).toEqual({ value: [] })
  const made = await call('POST', mine, failures)
  expect(made.status, made.text).toBe(201)
  const view = savedView.parse(made.body)
  expect(view).toMatchObject({ ...failures, createdDateTime: '2026-03-02T08:00:00.000Z' })
  expect(made.headers['location']).toBe(`http://localhost:8080/api/v1/me/savedViews/${view.id}`)
  await call('POST', mine, { list: 'users', name: 'Disabled', query: {} })
  expect(await names()).toEqual(['Failures', 'Disabled'])
  expect(await names('?list=users')).toEqual(['Disabled'])
  expect((await call('GET', `${mine}/${view.id}`)).body).toEqual(made.body)
  graph.kernel.clock.advanceSeconds(60)
  const changed = await call('PATCH', `${mine}/${view.id}`, { name: 'Wrong codes' })
  expect(changed.body).toEqual({
    ...view,
    name: 'Wrong codes',
    modifiedDateTime: expect.not.stringMatching(view.modifiedDateTime),
  })
  const other = await call('PATCH', `${mine}/${view.id}`, {
    query: { range: 'P7D', search: 'ada', orderby: 'createdDateTime desc' },
  })
  expect(other.body).toMatchObject({ name: 'Wrong codes', query: { range: 'P7D', search: 'ada' } })
  expect(await call('DELETE', `${mine}/${view.id}`)).toMatchObject({ status: 204 })
  expect(await call('DELETE', `${mine}/${view.id}`)).toMatchObject({
    status: 404,
    error: { innerCode: 'savedViewNotFound' },
  })
  expect(await call('GET', `${mine}/${view.id}`)).toMatchObject({ status: 404 })
  expect(await call('PATCH', `${mine}/${view.id}`, { name: 'x' })).toMatchObject({ status: 404 })
})

test('a name is unique for each list, whatever its letter case', async () => {
  await call('POST', mine, failures)
  const taken = await call('POST', mine, { ...failures, name: ' FAILURES ' })
  expect(taken).toMatchObject({ status: 409, error: { innerCode: 'savedViewNameTaken' } })
  expect(await call('POST', mine, { ...failures, list: 'directoryAudits' })).toMatchObject({ status: 201 })
  const other = await call('POST', mine, { ...failures, name: 'Other' })
  const renamed = await call('PATCH', `${mine}/${other.body['id']}`, { name: 'failures' })
  expect(renamed).toMatchObject({ status: 409, error: { innerCode: 'savedViewNameTaken' } })
  expect(await names('?list=signIns')).toEqual(['Failures', 'Other'])
})

test('fifty are kept and no more, whoever asks at once', async () => {
  for (let number = 0; number < 45; number++) await call('POST', mine, { ...failures, name: `View ${number}` })
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, number) => call('POST', mine, { ...failures, name: `Late ${number}` })),
  )
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(5)
  const refused = answers.filter(({ status }) => status !== 201)
  for (const { error } of refused) expect(['savedViewLimitReached', 'busy']).toContain(error.innerCode)
  expect(await call('POST', mine, { ...failures, name: 'One more' })).toMatchObject({
    status: 400,
    error: { innerCode: 'savedViewLimitReached' },
  })
  expect(await names()).toHaveLength(50)
})

describe('nobody else', () => {
  test('reads or changes them', async () => {
    const { body } = await call('POST', mine, failures)
    const stranger = await aUser(graph.kernel)
    const other = graph.as(userActor(stranger))
    const theirs = `/api/v1/users/${user.id}/savedViews`
    for (const [method, path, given] of [
      ['GET', theirs, undefined],
      ['POST', theirs, failures],
      ['GET', `${theirs}/${body['id']}`, undefined],
      ['PATCH', `${theirs}/${body['id']}`, { name: 'x' }],
      ['DELETE', `${theirs}/${body['id']}`, undefined],
    ] as const) {
      expect(await other(method, path, given)).toMatchObject({
        status: 403,
        error: { innerCode: 'insufficientPrivileges' },
      })
    }
    expect(await other('GET', `${mine}/${body['id']}`)).toMatchObject({ status: 404 })
    expect(await other('DELETE', `${mine}/${body['id']}`)).toMatchObject({ status: 404 })
    expect(await names()).toEqual(['Failures'])
  })

  test('not an application either, nor one that acts for the person', async () => {
    const application = graph.as(applicationActor(['User.ReadWrite.All']))
    expect(await application('GET', mine)).toMatchObject({ status: 400 })
    expect(await application('GET', `/api/v1/users/${user.id}/savedViews`)).toMatchObject({ status: 403 })
    const acting = graph.as(delegated(userActor(user), ['User.ReadWrite']))
    expect(await acting('GET', mine)).toMatchObject({ status: 403 })
    expect(await acting('POST', mine, failures)).toMatchObject({ status: 403 })
    expect(await graph.asNobody('GET', mine)).toMatchObject({ status: 401 })
    expect(await names()).toEqual([])
  })
})

test.each<[string, object, string]>([
  ['a list that is none', { ...failures, list: 'nothing' }, 'list'],
  ['no name', { ...failures, name: '  ' }, 'name'],
  ['a long name', { ...failures, name: 'x'.repeat(101) }, 'name'],
  ['a name with a line break', { ...failures, name: 'a\nb' }, 'name'],
  ['no query', { list: 'users', name: 'x' }, 'query'],
  ['something unknown in the query', { ...failures, query: { script: 1 } }, 'script'],
  ['a column that is no name', { ...failures, query: { columns: ['a b'] } }, 'columns'],
  ['a long filter', { ...failures, query: { filter: 'x'.repeat(4001) } }, 'filter'],
  ['a range that is none', { ...failures, query: { range: 'a week' } }, 'range'],
])('%s is refused', async (_, body, named) => {
  const answer = await call('POST', mine, body)
  expect(answer.status).toBe(400)
  expect(answer.error.message.toLowerCase()).toContain(named)
  expect(await names()).toEqual([])
})

test('they go with the account', async () => {
  await call('POST', mine, failures)
  await deleteUser(graph.kernel, systemActor(), { user: user.id })
  const left = await graph.kernel.store.read((r) =>
    r.db.selectFrom('saved_views').select('id').where('user_id', '=', user.id).execute(),
  )
  expect(left).toEqual([])
})
