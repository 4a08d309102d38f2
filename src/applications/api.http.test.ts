import { afterAll, beforeAll, expect, test } from 'vitest'
import { grantablePermissionResource } from '../../contract/api/applications.ts'
import { applicationActor } from '../../tests/kit/builders.ts'
import { openTestGraph, type TestGraph } from '../../tests/kit/graph.ts'
import { applicationApiRoutes } from './api.ts'
import { knownDelegatedPermissions, knownPermissions } from './rules.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await openTestGraph({ apiRoutes: applicationApiRoutes })
})
afterAll(() => graph[Symbol.asyncDispose]())

test('every permission that may be given is told with what it allows', async () => {
  const call = graph.as(applicationActor(['Application.Read.All']))
  const { value } = await call('GET', '/api/v1/grantablePermissions')
  const told = value.map((item) => grantablePermissionResource.parse(item))
  expect(told.flatMap(({ id, application }) => (application ? [id] : [])).sort()).toEqual(knownPermissions)
  expect(told.flatMap(({ id, delegated }) => (delegated ? [id] : [])).sort()).toEqual(knownDelegatedPermissions)
  const own = told.find(({ id }) => id === 'User.Read')
  expect(own).toMatchObject({ application: null })
  expect(own?.delegated).toContainEqual({
    name: 'microsoft.directory/organization/standard/read',
    description: 'Read the organization',
  })
})

test('who may not read applications is not told', async () => {
  const call = graph.as(applicationActor(['User.Read.All']))
  expect(await call('GET', '/api/v1/grantablePermissions')).toMatchObject({ status: 403 })
})
