import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { emailResource } from '../../../contract/graph/authentication-methods.ts'
import { anAdministrator, applicationActor, aUser, systemActor, userActor } from '../../../tests/kit/builders.ts'
import { openTestGraph, type TestGraph } from '../../../tests/kit/graph.ts'
import { recordsOf } from '../../../tests/kit/records.ts'
import { inSession } from '../../../tests/kit/sessions.ts'
import { deleteUser } from '../../directory/service.ts'
import { consequences } from '../../main/compose.ts'
import { roleIds } from '../../roles/rules.ts'

const id = '3ddfcfc8-9383-446f-83cc-3ab9be4be18f'
const full = applicationActor(['UserAuthMethod-Email.ReadWrite.All'])
const emailsAt = (key: string) => `/v1.0/users/${key}/authentication/emailMethods`

let graph: TestGraph
beforeAll(async () => {
  graph = await openTestGraph({ consequences })
})
afterAll(() => graph[Symbol.asyncDispose]())

async function withEmail(emailAddress = 'ada.lovelace@elsewhere.example') {
  const user = await aUser(graph.kernel)
  const at = emailsAt(user.id)
  const answer = await graph.as(full)('POST', at, { emailAddress })
  return { user, at, answer, one: `${at}/${id}` }
}

test('an address is added once, read, changed and deleted, each recorded without the address', async () => {
  const user = await aUser(graph.kernel)
  const at = emailsAt(user.userPrincipalName)
  const call = graph.as(full)
  const records = await recordsOf(graph.kernel, async () => {
    const created = await call('POST', at, { emailAddress: 'ada@elsewhere.example' })
    expect(created.status).toBe(201)
    expect(created.headers['location']).toBe(`http://localhost:8080${emailsAt(user.id)}/${id}`)
    const { '@odata.context': _context, ...body } = created.body
    expect(emailResource.safeParse(body).error).toBeUndefined()
    expect(body).toMatchObject({ id, emailAddress: 'ada@elsewhere.example' })
    expect((await call('PATCH', `${at}/${id.toUpperCase()}`, { emailAddress: 'ada@new.example' })).status).toBe(204)
    expect((await call('GET', at)).value).toMatchObject([{ id, emailAddress: 'ada@new.example' }])
    expect((await call('DELETE', `${at}/${id}`)).status).toBe(204)
  })
  expect(records.map(({ activityDisplayName, resultReason }) => [activityDisplayName, resultReason])).toEqual([
    ['Admin deleted security info', 'Admin deleted email method for user'],
    ['Admin registered security info', 'Admin registered email method for user'],
    ['Admin updated security info', 'Admin changed email method for user'],
  ])
  expect(JSON.stringify(records)).not.toContain('ada@elsewhere')
  for (const verb of ['GET', 'DELETE']) expect((await call(verb, `${at}/${id}`)).status).toBe(404)
  expect((await call('PATCH', `${at}/${id}`, { emailAddress: 'ada@new.example' })).status).toBe(404)
})

test('a user has one address', async () => {
  const { at } = await withEmail()
  const again = await graph.as(full)('POST', at, { emailAddress: 'other@elsewhere.example' })
  expect(again).toMatchObject({ status: 409, error: { innerCode: 'methodExists' } })
  expect((await graph.as(full)('GET', at)).value).toMatchObject([{ emailAddress: 'ada.lovelace@elsewhere.example' }])
})

test.each([
  [{}, 'emailAddress'],
  [{ emailAddress: null }, 'emailAddress'],
  [{ emailAddress: 'ada' }, 'emailAddress'],
  [{ emailAddress: 'ada@' }, 'emailAddress'],
  [{ emailAddress: 'ada@localhost' }, 'emailAddress'],
  [{ emailAddress: 'ada@a.example, eve@b.example' }, 'emailAddress'],
  [{ emailAddress: 'ada@elsewhere.example\r\nBcc: eve' }, 'emailAddress'],
  [{ emailAddress: `${'a'.repeat(65)}@elsewhere.example` }, 'emailAddress'],
  [{ emailAddress: 'ada@elsewhere.example', id }, 'id'],
])('refuses %j, naming %s', async (body, target) => {
  const user = await aUser(graph.kernel)
  const answer = await graph.as(full)('POST', emailsAt(user.id), body)
  expect(answer).toMatchObject({ status: 400, body: { error: { target } } })
  expect((await graph.as(full)('GET', emailsAt(user.id))).value).toEqual([])
})

test('is masked for whoever may see only that it is there', async () => {
  const { at, one } = await withEmail()
  const { actor } = await anAdministrator(graph.kernel, roleIds.authenticationAdministrator)
  const masked = 'a***@elsewhere.example'
  expect((await graph.as(actor)('GET', at)).value).toMatchObject([{ emailAddress: masked }])
  expect((await graph.as(actor)('GET', one)).body).toMatchObject({ emailAddress: masked })
  const all = await graph.as(actor)('GET', at.replace('emailMethods', 'methods'))
  expect(all.value).toMatchObject([
    { '@odata.type': '#microsoft.graph.emailAuthenticationMethod', emailAddress: masked },
  ])
  const privileged = await anAdministrator(graph.kernel, roleIds.privilegedAuthenticationAdministrator)
  expect((await graph.as(privileged.actor)('GET', one)).body).toMatchObject({
    emailAddress: 'ada.lovelace@elsewhere.example',
  })
})

describe('permissions', () => {
  test('are asked for on every verb', async () => {
    const { at, one } = await withEmail()
    const calls = [
      ['POST', emailsAt((await aUser(graph.kernel)).id), { emailAddress: 'a@b.example' }],
      ['PATCH', one, { emailAddress: 'a@b.example' }],
      ['DELETE', one, undefined],
    ] as const
    const stranger = graph.as(userActor(await aUser(graph.kernel)))
    for (const [verb, path, body] of calls) {
      expect((await graph.asNobody(verb, path, body)).status).toBe(401)
      expect((await graph.as(applicationActor(['UserAuthMethod-Email.Read.All']))(verb, path, body)).status).toBe(403)
      expect((await stranger(verb, path, body)).status).toBe(403)
    }
    expect((await stranger('GET', at)).status).toBe(403)
    expect((await graph.as(full)('GET', at)).value).toHaveLength(1)
  })

  test('an own address is added, changed and removed after a fresh proof', async () => {
    const user = await aUser(graph.kernel)
    const own = '/v1.0/me/authentication/emailMethods'
    const strong = graph.as(await inSession(graph.kernel, user))
    const records = await recordsOf(graph.kernel, async () => {
      expect((await strong('POST', own, { emailAddress: 'ada@elsewhere.example' })).status).toBe(201)
      expect((await strong('PATCH', `${own}/${id}`, { emailAddress: 'ada@new.example' })).status).toBe(204)
      graph.kernel.clock.advanceSeconds(601)
      expect((await strong('DELETE', `${own}/${id}`)).error.innerCode).toBe('freshProofNeeded')
      const fresh = graph.as(await inSession(graph.kernel, user))
      expect((await fresh('DELETE', `${own}/${id}`)).status).toBe(204)
    })
    expect(records.map(({ resultReason }) => resultReason)).toEqual([
      'User deleted email method',
      'User registered email method',
      'User changed email method',
    ])
  })
})

test('a deleted user leaves no address behind', async () => {
  const { user } = await withEmail()
  await deleteUser(graph.kernel, systemActor(), { user: user.id })
  const rows = await graph.kernel.store.read((r) =>
    r.db.selectFrom('emails').where('user_id', '=', user.id).selectAll().execute(),
  )
  expect(rows).toEqual([])
})
