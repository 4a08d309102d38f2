import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { phoneResource } from '../../../contract/graph/authentication-methods.ts'
import {
  anAdministrator,
  applicationActor,
  aUser,
  delegated,
  systemActor,
  userActor,
} from '../../../tests/kit/builders.ts'
import { openTestGraph, type TestGraph } from '../../../tests/kit/graph.ts'
import { recordsOf } from '../../../tests/kit/records.ts'
import { inSession } from '../../../tests/kit/sessions.ts'
import type { Actor } from '../../base/actor.ts'
import { deleteUser } from '../../directory/service.ts'
import { consequences } from '../../main/compose.ts'
import { roleIds } from '../../roles/rules.ts'

const mobile = '3179e48a-750b-4051-897c-87b9720928f7'
const alternate = 'b6332ec1-7057-4abe-9331-3d72feddfe41'
const office = 'e37fc753-ff3b-4958-9484-eaa9425c82bc'
const number = '+44 2071234567'
const full = applicationActor(['UserAuthMethod-Phone.ReadWrite.All'])

let graph: TestGraph
beforeAll(async () => {
  graph = await openTestGraph({ consequences })
})
afterAll(() => graph[Symbol.asyncDispose]())

const phonesAt = (key: string, id = '') => `/v1.0/users/${key}/authentication/phoneMethods${id && `/${id}`}`

async function withPhone(phoneType = 'mobile', phoneNumber = number) {
  const user = await aUser(graph.kernel)
  const answer = await graph.as(full)('POST', phonesAt(user.id), { phoneType, phoneNumber })
  return { user, answer, at: phonesAt(user.id) }
}

describe('adding a phone', () => {
  test('answers 201 with the well-known id of its type, its address, and leaves a record without the number', async () => {
    const user = await aUser(graph.kernel)
    const records = await recordsOf(graph.kernel, async () => {
      const answer = await graph.as(full)('POST', phonesAt(user.id), { phoneType: 'mobile', phoneNumber: number })
      expect(answer.status).toBe(201)
      expect(answer.headers['location']).toBe(`http://localhost:8080${phonesAt(user.id, mobile)}`)
      const { '@odata.context': context, ...body } = answer.body
      expect(context).toContain('/authentication/phoneMethods/$entity')
      expect(phoneResource.safeParse(body).error).toBeUndefined()
      expect(body).toMatchObject({
        id: mobile,
        phoneNumber: number,
        phoneType: 'mobile',
        smsSignInState: 'notSupported',
      })
    })
    expect(records).toMatchObject([
      {
        activityDisplayName: 'Admin registered security info',
        resultReason: 'Admin registered phone method for user',
        targetResources: [{ id: user.id, type: 'User' }],
      },
    ])
    expect(JSON.stringify(records)).not.toContain('2071234567')
  })

  test('of each type is one, an alternate after a mobile', async () => {
    const user = await aUser(graph.kernel)
    const add = async (phoneType: string) =>
      (await graph.as(full)('POST', phonesAt(user.id), { phoneType, phoneNumber: number })).error.innerCode
    expect(await add('alternateMobile')).toBe('mobilePhoneMissing')
    for (const type of ['mobile', 'alternateMobile', 'office']) expect(await add(type)).toBeUndefined()
    const again = await graph.as(full)('POST', phonesAt(user.id), { phoneType: 'office', phoneNumber: '+1 5555551234' })
    expect(again).toMatchObject({ status: 409, error: { innerCode: 'methodExists' } })
    const list = await graph.as(full)('GET', phonesAt(user.userPrincipalName))
    expect(list.value.map(({ id, phoneNumber }) => [id, phoneNumber])).toEqual([
      [mobile, number],
      [alternate, number],
      [office, number],
    ])
  })

  test.each([
    [{ phoneType: 'mobile' }, 'phoneNumber'],
    [{ phoneNumber: number }, 'phoneType'],
    [{ phoneType: 'fax', phoneNumber: number }, 'phoneType'],
    [{ phoneType: 'mobile', phoneNumber: '02071234567' }, 'phoneNumber'],
    [{ phoneType: 'mobile', phoneNumber: '+442071234567' }, 'phoneNumber'],
    [{ phoneType: 'mobile', phoneNumber: '+44 20-7123-4567' }, 'phoneNumber'],
    [{ phoneType: 'mobile', phoneNumber: '+44 2071234567x' }, 'phoneNumber'],
    [{ phoneType: 'mobile', phoneNumber: '+44 12345678901234' }, 'phoneNumber'],
    [{ phoneType: 'mobile', phoneNumber: number, smsSignInState: 'ready' }, 'smsSignInState'],
    [{ phoneType: 'mobile', phoneNumber: number, id: mobile }, 'id'],
    [{ '@odata.type': '#microsoft.graph.emailAuthenticationMethod', phoneNumber: number }, '@odata.type'],
  ])('refuses %j, naming %s', async (body, target) => {
    const user = await aUser(graph.kernel)
    const answer = await graph.as(full)('POST', phonesAt(user.id), body)
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'badRequest', target } } })
    expect((await graph.as(full)('GET', phonesAt(user.id))).value).toEqual([])
  })

  test('takes an extension', async () => {
    const { answer } = await withPhone('office', '+1 5555551234x123')
    expect(answer.body).toMatchObject({ phoneNumber: '+1 5555551234x123' })
  })
})

describe('changing and deleting a phone', () => {
  test('changes the number and never the type', async () => {
    const { at } = await withPhone()
    const one = `${at}/${mobile.toUpperCase()}`
    const call = graph.as(full)
    const records = await recordsOf(graph.kernel, async () => {
      const body = { phoneNumber: '+1 5555551234', phoneType: 'mobile' }
      expect((await call('PATCH', one, body)).status).toBe(204)
    })
    expect(records).toMatchObject([{ resultReason: 'Admin changed phone method for user' }])
    expect((await call('PATCH', one, { phoneType: 'office' })).error.innerCode).toBe('phoneTypeFixed')
    expect((await call('PATCH', one, { phoneNumber: 'x' })).error.innerCode).toBe('phoneNumberInvalid')
    expect((await call('PATCH', `${at}/${office}`, { phoneNumber: number })).status).toBe(404)
    expect((await call('GET', one)).body).toMatchObject({ id: mobile, phoneNumber: '+1 5555551234' })
  })

  test('answers 204 once, and 404 after and for ids that are none', async () => {
    const { at } = await withPhone()
    const call = graph.as(full)
    const records = await recordsOf(graph.kernel, async () => {
      expect((await call('DELETE', `${at}/${mobile}`)).status).toBe(204)
    })
    expect(records).toMatchObject([{ resultReason: 'Admin deleted phone method for user' }])
    for (const id of [mobile, office, 'nothing', "it's"]) {
      expect((await call('DELETE', `${at}/${id}`)).status).toBe(404)
      expect((await call('GET', `${at}/${id}`)).status).toBe(404)
    }
  })

  test('a deleted user leaves no phone behind', async () => {
    const { user } = await withPhone()
    await deleteUser(graph.kernel, systemActor(), { user: user.id })
    const rows = await graph.kernel.store.read((r) =>
      r.db.selectFrom('phones').selectAll().where('user_id', '=', user.id).execute(),
    )
    expect(rows).toEqual([])
  })
})

describe('who sees a number', () => {
  test('in full: the owner, applications that may read, and the highest roles; masked: the others', async () => {
    const { user, at } = await withPhone('office', '+44 2071234567x12')
    const withRole = async (role: string) => (await anAdministrator(graph.kernel, role)).actor
    const shown = async (actor: Exclude<Actor, { kind: 'system' | 'anonymous' }>, path = at) => {
      const [list, one, all] = await Promise.all([
        graph.as(actor)('GET', path),
        graph.as(actor)('GET', `${path}/${office}`),
        graph.as(actor)('GET', path.replace('phoneMethods', 'methods')),
      ])
      const numbers = [list.value[0]?.['phoneNumber'], one.body['phoneNumber']]
      return [...numbers, ...all.value.map(({ phoneNumber }) => phoneNumber)]
    }
    const [clear, masked] = ['+44 2071234567x12', '+44 ********67x**']
    const reader = applicationActor(['UserAuthenticationMethod.Read.All'])
    const privileged = await withRole(roleIds.privilegedAuthenticationAdministrator)
    expect(await shown(reader)).toEqual([clear, clear, clear])
    expect(await shown(userActor(user), '/v1.0/me/authentication/phoneMethods')).toEqual([clear, clear, clear])
    expect(await shown(privileged)).toEqual([clear, clear, clear])
    expect(await shown(await withRole(roleIds.globalAdministrator))).toEqual([clear, clear, clear])
    expect(await shown(await withRole(roleIds.authenticationAdministrator))).toEqual([masked, masked, masked])
    expect(await shown(await withRole(roleIds.globalReader))).toEqual([masked, masked, masked])
    expect((await graph.as(await withRole(roleIds.helpdeskAdministrator))('GET', at)).status).toBe(403)
  })
})

describe('permissions', () => {
  test('are asked for on every verb', async () => {
    const { at } = await withPhone()
    const stranger = userActor(await aUser(graph.kernel))
    const reader = applicationActor(['UserAuthMethod-Phone.Read.All'])
    const calls = [
      ['POST', at, { phoneType: 'office', phoneNumber: number }],
      ['PATCH', `${at}/${mobile}`, { phoneNumber: '+1 5555551234' }],
      ['DELETE', `${at}/${mobile}`, undefined],
    ] as const
    for (const [verb, path, body] of calls) {
      expect((await graph.asNobody(verb, path, body)).status).toBe(401)
      expect((await graph.as(reader)(verb, path, body)).status).toBe(403)
      expect((await graph.as(stranger)(verb, path, body)).status).toBe(403)
    }
    expect((await graph.as(stranger)('GET', at)).status).toBe(403)
    expect((await graph.as(applicationActor(['UserAuthMethod-Email.Read.All']))('GET', at)).status).toBe(403)
    expect((await graph.as(full)('GET', phonesAt('nobody@example.com'))).status).toBe(404)
    expect((await graph.as(full)('GET', at)).value).toMatchObject([{ id: mobile, phoneNumber: number }])
  })

  test('an own phone is added and removed after a fresh proof, and never changed', async () => {
    const user = await aUser(graph.kernel)
    const own = '/v1.0/me/authentication/phoneMethods'
    const body = { phoneType: 'mobile', phoneNumber: number }
    const weak = graph.as(await inSession(graph.kernel, user, ['password']))
    expect((await weak('POST', own, body)).error.innerCode).toBe('strongProofNeeded')
    const strong = await inSession(graph.kernel, user)
    const records = await recordsOf(graph.kernel, async () => {
      expect((await graph.as(strong)('POST', own, body)).status).toBe(201)
      const changed = await graph.as(strong)('PATCH', `${own}/${mobile}`, { phoneNumber: '+1 5555551234' })
      expect(changed).toMatchObject({ status: 400, error: { innerCode: 'selfServiceUnsupported' } })
      expect((await graph.as(strong)('DELETE', phonesAt(user.id, mobile))).status).toBe(204)
    })
    expect(records.map(({ resultReason }) => resultReason)).toEqual([
      'User deleted phone method',
      'User registered phone method',
    ])
  })

  test('an application that acts for the owner needs to have been let', async () => {
    const { user } = await withPhone()
    const session = await inSession(graph.kernel, user)
    const call = (permission: string) => graph.as(delegated(session, [permission]))
    const own = '/v1.0/me/authentication/phoneMethods'
    expect((await call('User.Read')('GET', own)).status).toBe(403)
    expect((await call('User.Read')('GET', '/v1.0/me/authentication/methods')).status).toBe(403)
    expect((await call('UserAuthMethod-Phone.Read')('GET', own)).value).toHaveLength(1)
    expect((await call('UserAuthMethod-Phone.Read')('DELETE', `${own}/${mobile}`)).status).toBe(403)
    expect((await call('UserAuthMethod-Phone.ReadWrite')('DELETE', `${own}/${mobile}`)).status).toBe(204)
  })
})
