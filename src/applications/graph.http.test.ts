import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { applicationResource, servicePrincipalResource } from '../../contract/graph/application.ts'
import { applicationActor, aUser, systemActor, userActor } from '../../tests/kit/builders.ts'
import { eventual, type GraphCaller, openTestGraph, type TestGraph } from '../../tests/kit/graph.ts'
import { applicationRoutes } from './graph.ts'
import type { Application } from './rules.ts'
import { createApplication } from './service.ts'

let graph: TestGraph
let call: GraphCaller
let made: readonly Application[]
beforeAll(async () => {
  graph = await openTestGraph({ routes: applicationRoutes })
  call = graph.as(applicationActor(['Application.Read.All']))
  const create = async (displayName: string) =>
    (await createApplication(graph.kernel, systemActor(), { displayName, permissions: ['User.Read.All'] })).application
  made = [await create('Desk'), await create('Ärger'), await create('Zebra')]
})
afterAll(() => graph[Symbol.asyncDispose]())

const nobody = '0000ffff-0000-4000-8000-000000000000'

describe.each([
  ['servicePrincipals', servicePrincipalResource, (application: Application) => application.servicePrincipalId],
  ['applications', applicationResource, (application: Application) => application.id],
] as const)('%s', (name, resource, idOf) => {
  test('are listed, filtered, searched, counted and paged', async () => {
    const list = await call('GET', `/v1.0/${name}`)
    expect(list.body['@odata.context']).toBe(`http://localhost:8080/v1.0/$metadata#${name}`)
    expect(list.value.map((item) => resource.parse(item).id).toSorted()).toEqual(made.map(idOf).toSorted())
    const [desk] = made
    const byAppId = await call('GET', `/v1.0/${name}?$filter=appId eq '${desk?.appId}'&$select=displayName`)
    expect(byAppId.value).toMatchObject([{ displayName: 'Desk' }])
    const byName = await call('GET', `/v1.0/${name}?$filter=startswith(displayName,'zeb')&$select=id`)
    expect(byName.value).toMatchObject([{ id: made[2] && idOf(made[2]) }])
    const page = await call('GET', `/v1.0/${name}?$top=2&$select=displayName`)
    const next = await call('GET', String(page.body['@odata.nextLink']))
    expect([...page.value, ...next.value].map(({ displayName }) => displayName)).toEqual(['Desk', 'Zebra', 'Ärger'])
    expect((await call('GET', `/v1.0/${name}/$count`, undefined, eventual)).text).toBe('3')
    const found = await call('GET', `/v1.0/${name}?$search="displayName:desk"`, undefined, eventual)
    expect(found.value).toHaveLength(1)
  })

  test('are read by object id and by client id', async () => {
    const [desk] = made
    if (!desk) throw new Error('nothing was made')
    const keys = [
      `${name}/${idOf(desk)}`,
      `${name}('${idOf(desk)}')`,
      `${name}(appId='${desk.appId}')`,
      `${name}(appId='${desk.appId.toUpperCase()}')`,
    ]
    for (const key of keys) {
      const { status, body } = await call('GET', `/v1.0/${key}`)
      expect([status, body['displayName'], body['@odata.context']]).toEqual([
        200,
        'Desk',
        `http://localhost:8080/v1.0/$metadata#${name}/$entity`,
      ])
    }
    const selected = await call('GET', `/v1.0/${name}(appId='${desk.appId}')?$select=displayName`)
    expect(selected.body).toMatchObject({ displayName: 'Desk' })
    expect(selected.body).not.toHaveProperty('appId')
  })

  test.each([
    [`${name}/${nobody}`, 404],
    [`${name}/x`, 404],
    [`${name}(appId='${nobody}')`, 404],
    [`${name}(appId='')`, 404],
    [`${name}?$filter=permissions eq 'x'`, 400],
    [`${name}?$select=secret`, 400],
    [`${name}?$top=0`, 400],
  ])('%s is %i', async (path, status) => {
    expect(await call('GET', `/v1.0/${path}`)).toMatchObject({ status })
  })

  test('take the permission, and show no secret', async () => {
    const weak = graph.as(applicationActor(['User.Read.All']))
    const person = graph.as(userActor(await aUser(graph.kernel)))
    for (const path of [name, `${name}/${nobody}`, `${name}(appId='${nobody}')`]) {
      expect(await weak('GET', `/v1.0/${path}`)).toMatchObject({ status: 403 })
      expect(await person('GET', `/v1.0/${path}`)).toMatchObject({ status: 403 })
      expect(await graph.asNobody('GET', `/v1.0/${path}`)).toMatchObject({ status: 401 })
    }
    expect((await call('GET', `/v1.0/${name}`)).text).not.toMatch(/secret(?!Text":null)|hash/i)
  })
})
