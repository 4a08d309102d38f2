import { expect, test } from 'vitest'
import { applicationActor, aUser, userActor } from '../../../tests/kit/builders.ts'
import { openTestGraph } from '../../../tests/kit/graph.ts'

test.each([
  ['microsoftAuthenticatorMethods', 'MicrosoftAuthApp'],
  ['windowsHelloForBusinessMethods', 'WindowsHello'],
])('%s are none, which whoever may ask is told', async (collection, kind) => {
  await using graph = await openTestGraph()
  const user = await aUser(graph.kernel)
  const at = `/v1.0/users/${user.id}/authentication/${collection}`
  const one = `${at}/6f1967b7-15e8-4935-ac26-d50770ed07a7`
  const writer = graph.as(applicationActor([`UserAuthMethod-${kind}.ReadWrite.All`]))
  const reader = graph.as(applicationActor([`UserAuthMethod-${kind}.Read.All`]))
  const list = await reader('GET', at)
  expect(list).toMatchObject({ status: 200, value: [] })
  expect(list.body['@odata.context']).toContain(`/authentication/${collection}`)
  expect((await graph.as(userActor(user))('GET', `/beta/me/authentication/${collection}`)).value).toEqual([])
  for (const [verb, call] of [
    ['GET', reader],
    ['DELETE', writer],
    ['DELETE', graph.as(userActor(user))],
  ] as const) {
    expect(await call(verb, one)).toMatchObject({ status: 404, error: { innerCode: 'methodNotFound' } })
  }
  expect((await reader('DELETE', one)).status).toBe(403)
  expect((await graph.as(userActor(await aUser(graph.kernel)))('GET', at)).status).toBe(403)
  expect((await graph.asNobody('GET', at)).status).toBe(401)
  expect((await reader('GET', at.replace(user.id, 'nobody@example.com'))).status).toBe(404)
})
