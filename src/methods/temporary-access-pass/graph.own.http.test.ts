import { expect, test } from 'vitest'
import { aUser, delegated, userActor } from '../../../tests/kit/builders.ts'
import { openTestGraph } from '../../../tests/kit/graph.ts'
import { aPass } from '../../../tests/kit/methods.ts'
import { inSession } from '../../../tests/kit/sessions.ts'
import { roleIds } from '../../roles/rules.ts'

const own = '/v1.0/me/authentication/temporaryAccessPassMethods'

test('people list, read and delete the own pass, and never see its code', async () => {
  await using graph = await openTestGraph()
  const user = await aUser(graph.kernel)
  const { pass, code } = await aPass(graph.kernel, user)
  const call = graph.as(await inSession(graph.kernel, user))
  for (const root of [own, own.replace('v1.0', 'beta'), `/v1.0/users/${user.userPrincipalName}${own.slice(8)}`]) {
    const list = await call('GET', root)
    expect(list.value).toMatchObject([{ id: pass.id, temporaryAccessPass: null, isUsable: true }])
    expect((await call('GET', `${root}/${pass.id.toUpperCase()}`)).body).toMatchObject({ id: pass.id })
    expect(list.text).not.toContain(code.reveal())
  }
  expect((await call('DELETE', `${own}/${pass.id}`)).status).toBe(204)
  expect((await call('GET', own)).value).toEqual([])
  expect((await call('DELETE', `${own}/${pass.id}`)).status).toBe(404)
})

test('nobody issues a pass to themself, whatever the role', async () => {
  await using graph = await openTestGraph()
  const user = await aUser(graph.kernel)
  await aPass(graph.kernel, await aUser(graph.kernel))
  for (const actor of [userActor(user), userActor(user, [roleIds.globalAdministrator])]) {
    for (const path of [own, `/v1.0/users/${user.id}${own.slice(8)}`]) {
      const answer = await graph.as(actor)('POST', path, {})
      expect(answer).toMatchObject({ status: 403, error: { innerCode: 'notOnYourself' } })
    }
  }
  const client = delegated(userActor(user), ['UserAuthMethod-TAP.ReadWrite'])
  expect((await graph.as(client)('POST', own, {})).status).toBe(403)
  expect((await graph.as(userActor(user))('GET', own)).value).toEqual([])
})

test('an application does it for them with the permission for it', async () => {
  await using graph = await openTestGraph()
  const user = await aUser(graph.kernel)
  const { pass } = await aPass(graph.kernel, user)
  const session = await inSession(graph.kernel, user)
  const call = (permission: string) => graph.as(delegated(session, [permission]))
  expect((await call('User.Read')('GET', own)).status).toBe(403)
  expect((await call('UserAuthMethod-TAP.Read')('GET', own)).value).toHaveLength(1)
  expect((await call('UserAuthMethod-TAP.Read')('DELETE', `${own}/${pass.id}`)).status).toBe(403)
  expect((await call('UserAuthMethod-TAP.ReadWrite')('DELETE', `${own}/${pass.id}`)).status).toBe(204)
})
