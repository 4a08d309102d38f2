import { expect, test } from 'vitest'
import { anAdministrator, applicationActor, aUser, systemActor, userActor } from '../../../tests/kit/builders.ts'
import { openTestGraph } from '../../../tests/kit/graph.ts'
import { issuePass } from '../../methods/temporary-access-pass/service.ts'
import { updateConfigurations } from '../../policies/authentication-methods/service.ts'
import { roleIds } from '../../roles/rules.ts'

async function open() {
  const graph = await openTestGraph()
  const { kernel } = graph
  await updateConfigurations(kernel, systemActor(), [{ id: 'TemporaryAccessPass', change: { state: 'enabled' } }])
  const user = await aUser(kernel)
  const { pass, code } = await issuePass(kernel, systemActor(), { user: user.id })
  return { graph, kernel, user, pass, code, [Symbol.asyncDispose]: () => graph[Symbol.asyncDispose]() }
}

const path = (key: string, id = '') => `/v1.0/users/${key}/authentication/methods${id && `/${id}`}`

test('the list of all kinds shows each method with its type and without its secret', async () => {
  await using opened = await open()
  const call = opened.graph.as(applicationActor(['UserAuthenticationMethod.Read.All']))
  const answer = await call('GET', path(opened.user.userPrincipalName))
  expect(answer.status).toBe(200)
  expect(answer.body['@odata.context']).toContain('/authentication/methods')
  expect(answer.value).toMatchObject([
    { '@odata.type': '#microsoft.graph.temporaryAccessPassAuthenticationMethod', id: opened.pass.id },
  ])
  expect(answer.text).not.toContain(opened.code.reveal())
})

test('one method is found by its id, whatever its kind', async () => {
  await using opened = await open()
  const call = opened.graph.as(applicationActor(['UserAuthenticationMethod.Read.All']))
  const found = await call('GET', path(opened.user.id, opened.pass.id))
  expect(found.body).toMatchObject({ id: opened.pass.id, isUsable: true })
  const missing = await call('GET', path(opened.user.id, 'nothing'))
  expect([missing.status, missing.error.code, missing.error.innerCode]).toEqual([404, 'itemNotFound', 'methodNotFound'])
})

test('people see their own methods, as /me too', async () => {
  await using opened = await open()
  const call = opened.graph.as(userActor(opened.user))
  for (const address of ['/v1.0/me/authentication/methods', path(opened.user.id)]) {
    expect((await call('GET', address)).value).toHaveLength(1)
  }
})

test('others need the permission or the role, and a user who is there', async () => {
  await using opened = await open()
  const { graph, kernel, user } = opened
  const somebody = await aUser(kernel)
  const administrator = await anAdministrator(kernel, roleIds.authenticationAdministrator)
  const asked = async (actor: Parameters<typeof graph.as>[0], key: string) =>
    (await graph.as(actor)('GET', path(key))).status
  expect(await asked(applicationActor(['User.Read.All']), user.id)).toBe(403)
  expect(await asked(userActor(somebody), user.id)).toBe(403)
  expect(await asked(administrator.actor, user.id)).toBe(200)
  expect(await asked(applicationActor(['UserAuthenticationMethod.Read.All']), 'nobody@example.com')).toBe(404)
})

test('the list takes no query options', async () => {
  await using opened = await open()
  const call = opened.graph.as(applicationActor(['UserAuthenticationMethod.Read.All']))
  const answer = await call('GET', `${path(opened.user.id)}?$filter=id eq 'x'`)
  expect([answer.status, answer.error.innerCode]).toEqual([400, 'unsupportedQuery'])
})
