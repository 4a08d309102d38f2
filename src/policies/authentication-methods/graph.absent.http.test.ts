import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { absentTypeNames, methodConfiguration } from '../../../contract/graph/authentication-methods-policy.ts'
import { applicationActor } from '../../../tests/kit/builders.ts'
import { type GraphCaller, openTestGraph, type TestGraph } from '../../../tests/kit/graph.ts'
import { recordsOf } from '../../../tests/kit/records.ts'
import { methodsPolicyRoutes } from './graph.ts'
import { absentIdsIn } from './rules.ts'

const root = 'policies/authenticationMethodsPolicy'
const list = `${root}/authenticationMethodConfigurations`

let graph: TestGraph
let call: GraphCaller
beforeAll(async () => {
  graph = await openTestGraph({ routes: methodsPolicyRoutes })
  call = graph.as(applicationActor(['Policy.ReadWrite.AuthenticationMethod']))
})
afterAll(() => graph[Symbol.asyncDispose]())

describe.each(absentIdsIn('v1.0'))('the configuration %s, whose method Latchkey has not', (id) => {
  const path = `/v1.0/${list}/${id.toLowerCase()}`
  const type = absentTypeNames[id]

  test('is shown disabled, with the properties and annotations of Graph', async () => {
    const { status, body } = await call('GET', path)
    expect(status).toBe(200)
    const { '@odata.context': _context, ...configuration } = body
    expect(methodConfiguration.safeParse(configuration).error).toBeUndefined()
    expect(body).toMatchObject({ '@odata.type': type, id, state: 'disabled' })
    expect(body['includeTargets@odata.context']).toContain(`authenticationMethodConfigurations('${id}')/`)
    expect((await call('GET', `/v1.0/${list}('${id}')`)).body).toEqual(body)
    expect((await call('GET', `/v1.0/${list}`)).value).toContainEqual(configuration)
  })

  test('cannot be enabled or narrowed, and the refusal says why', async () => {
    const before = await call('GET', path)
    for (const change of [{ state: 'enabled' }, { includeTargets: [] }]) {
      const records = await recordsOf(graph.kernel, async () => {
        const answer = await call('PATCH', path, { '@odata.type': type, ...change })
        expect(answer).toMatchObject({ status: 501, error: { innerCode: 'notOffered' } })
        expect(answer.error.message).toContain('Latchkey has no ')
        expect(answer.body).toMatchObject({ error: { target: Object.keys(change)[0] } })
      })
      expect(records).toMatchObject([{ result: 'failure', targetResources: [{ id }] }])
    }
    expect((await call('GET', path)).body).toEqual(before.body)
  })

  test('may be sent back as it was read, or put back', async () => {
    const { body } = await call('GET', path)
    expect((await call('PATCH', path, body)).status).toBe(204)
    expect((await call('DELETE', path)).status).toBe(204)
    expect((await call('PATCH', path, { '@odata.type': type, unheardOf: 1 })).status).toBe(400)
    expect((await call('PATCH', path, { state: 'disabled' })).status).toBe(400)
  })
})

test('beta has a configuration more', async () => {
  expect((await call('GET', `/v1.0/${list}/HardwareOath`)).status).toBe(404)
  expect((await call('GET', `/beta/${list}/HardwareOath`)).body).toMatchObject({
    id: 'HardwareOath',
    state: 'disabled',
  })
  const { body } = await call('GET', `/beta/${root}`)
  expect(body['authenticationMethodConfigurations']).toHaveLength(4 + absentIdsIn('beta').length)
})

test('a reader may not change one, and without a permission nobody sees it', async () => {
  const reader = graph.as(applicationActor(['Policy.Read.All']))
  const path = `/v1.0/${list}/Sms`
  const body = { '@odata.type': absentTypeNames.Sms, state: 'disabled' }
  expect((await reader('PATCH', path, body)).status).toBe(403)
  expect((await reader('DELETE', path)).status).toBe(403)
  expect((await graph.as(applicationActor([]))('GET', path)).status).toBe(403)
})
