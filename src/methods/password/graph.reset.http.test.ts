import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { longRunningOperation } from '../../../contract/graph/authentication-methods.ts'
import {
  anAdministrator,
  applicationActor,
  aUser,
  delegated,
  systemActor,
  userActor,
} from '../../../tests/kit/builders.ts'
import { everythingStored } from '../../../tests/kit/everything-stored.ts'
import { openTestGraph, type TestGraph } from '../../../tests/kit/graph.ts'
import { aPassword } from '../../../tests/kit/methods.ts'
import { attemptOf, proveWith } from '../../../tests/kit/proving.ts'
import { recordsOf } from '../../../tests/kit/records.ts'
import { inSession } from '../../../tests/kit/sessions.ts'
import type { UserActor } from '../../base/actor.ts'
import type { User } from '../../directory/rules.ts'
import { deleteUser } from '../../directory/service.ts'
import { consequences } from '../../main/compose.ts'
import { roleIds } from '../../roles/rules.ts'
import { isSignedIn } from '../../sessions/service.ts'
import { password } from './method.ts'
import { purgePasswordResets } from './reset.ts'
import { mustChangePassword } from './service.ts'

const id = '28c10230-6103-485e-b985-444c60001490'

let graph: TestGraph
let desk: UserActor
beforeAll(async () => {
  graph = await openTestGraph({ consequences })
  desk = (await anAdministrator(graph.kernel, roleIds.helpdeskAdministrator)).actor
})
afterAll(() => graph[Symbol.asyncDispose]())

const resetAt = (user: User) => `/v1.0/users/${user.id}/authentication/methods/${id}/resetPassword`

async function aMember() {
  const user = await aUser(graph.kernel)
  return { user, before: await aPassword(graph.kernel, user) }
}

const opens = async (user: User, typed: string) => (await proveWith(graph.kernel, password, attemptOf(user), typed)).ok

describe('resetting a password', () => {
  test('answers 202 with a made one, which is set at once, has to be changed, and stands nowhere', async () => {
    const { user, before } = await aMember()
    await inSession(graph.kernel, user)
    let made = ''
    const records = await recordsOf(graph.kernel, async () => {
      const answer = await graph.as(desk)('POST', resetAt(user), {})
      expect(answer.status).toBe(202)
      expect(answer.body['@odata.context']).toContain('#microsoft.graph.passwordResetResponse')
      made = String(answer.body['newPassword'])
      expect(answer.headers['location']).toMatch(
        new RegExp(`^http://localhost:8080/v1.0/users/${user.id}/authentication/operations/[0-9a-f-]{36}$`),
      )
    })
    expect(made).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/)
    expect(records.map(({ activityDisplayName, result }) => [activityDisplayName, result])).toEqual([
      ['Admin started password reset', 'success'],
      ['Reset password', 'success'],
    ])
    expect(await opens(user, before)).toBe(false)
    expect(await opens(user, made)).toBe(true)
    await graph.kernel.store.read(async (r) => {
      expect(await mustChangePassword(r, user.id)).toBe(true)
      expect(await isSignedIn(r, user.id)).toBe(false)
    })
    expect(await everythingStored(graph.kernel)).not.toContain(made)
  })

  test('sets a given one and does not repeat it', async () => {
    const { user } = await aMember()
    const newPassword = 'violet anchor teapot'
    const answer = await graph.as(desk)('POST', resetAt(user).replace('/methods/', '/passwordMethods/'), {
      newPassword,
    })
    expect(answer).toMatchObject({ status: 202, body: { newPassword: null } })
    expect(answer.text).not.toContain(newPassword)
    expect(await opens(user, newPassword)).toBe(true)
  })

  test('takes a qualified name and any case of the id', async () => {
    const { user } = await aMember()
    const qualified = resetAt(user)
      .replace('resetPassword', 'microsoft.graph.resetPassword')
      .replace(id, id.toUpperCase())
    expect((await graph.as(desk)('POST', qualified, {})).status).toBe(202)
  })

  test('refuses what it cannot do, and changes nothing', async () => {
    const { user, before } = await aMember()
    const call = graph.as(desk)
    const other = '3179e48a-750b-4051-897c-87b9720928f7'
    const passwordless = await aUser(graph.kernel)
    const chief = (await anAdministrator(graph.kernel, roleIds.globalAdministrator)).user
    await aPassword(graph.kernel, chief)
    const refused = [
      [resetAt(user), { newPassword: 'short' }, 400, 'passwordUnacceptable'],
      [resetAt(user), { newPassword: 5 }, 400, 'malformedRequest'],
      [resetAt(user), { password: 'violet anchor teapot' }, 400, 'malformedRequest'],
      [resetAt(user).replace(id, other), {}, 404, 'methodNotFound'],
      [resetAt(passwordless), {}, 404, 'methodNotFound'],
      [resetAt(chief), {}, 403, 'targetOutOfReach'],
      [resetAt(user).replace(user.id, 'nobody@example.com'), {}, 404, 'userNotFound'],
    ] as const
    for (const [path, body, status, innerCode] of refused) {
      expect(await call('POST', path, body)).toMatchObject({ status, error: { innerCode } })
    }
    expect(await opens(user, before)).toBe(true)
  })

  test('is for people with a role, on others: no application, nobody for themselves', async () => {
    const { user, before } = await aMember()
    const application = applicationActor(['UserAuthenticationMethod.ReadWrite.All', 'User.ReadWrite.All'])
    expect((await graph.as(application)('POST', resetAt(user), {})).status).toBe(403)
    expect((await graph.asNobody('POST', resetAt(user), {})).status).toBe(401)
    const stranger = userActor(await aUser(graph.kernel))
    expect((await graph.as(stranger)('POST', resetAt(user), {})).status).toBe(403)
    const own = await graph.as(userActor(user, [roleIds.globalAdministrator]))('POST', resetAt(user), {})
    expect(own).toMatchObject({ status: 403, error: { innerCode: 'notOnYourself' } })
    expect((await graph.as(delegated(desk, ['User.Read']))('POST', resetAt(user), {})).status).toBe(403)
    expect(await opens(user, before)).toBe(true)
    const client = delegated(desk, ['UserAuthenticationMethod.ReadWrite.All'])
    expect((await graph.as(client)('POST', resetAt(user), {})).status).toBe(202)
  })
})

describe('the operation of a reset', () => {
  async function aReset() {
    const { user } = await aMember()
    const answer = await graph.as(desk)('POST', resetAt(user), {})
    return { user, at: answer.headers['location'] ?? '' }
  }

  test('has succeeded, for whoever may reset or read methods', async () => {
    const { user, at } = await aReset()
    const answer = await graph.as(desk)('GET', at)
    expect(answer.status).toBe(200)
    const { '@odata.context': _context, ...body } = answer.body
    expect(longRunningOperation.safeParse(body).error).toBeUndefined()
    expect(body).toMatchObject({
      status: 'succeeded',
      resourceLocation: `http://localhost:8080/v1.0/users/${user.id}/authentication/passwordMethods/${id}`,
    })
    const reader = (await anAdministrator(graph.kernel, roleIds.globalReader)).actor
    expect((await graph.as(reader)('GET', at)).status).toBe(200)
    expect((await graph.as(userActor(user))('GET', at)).status).toBe(200)
  })

  test('is nobody else’s, and of no other user', async () => {
    const { at, user } = await aReset()
    const other = await aUser(graph.kernel)
    expect((await graph.as(userActor(other))('GET', at)).status).toBe(403)
    expect((await graph.asNobody('GET', at)).status).toBe(401)
    for (const path of [at.replace(user.id, other.id), `${at.slice(0, -1)}g`, `${at}'`]) {
      expect(await graph.as(desk)('GET', path)).toMatchObject({
        status: 404,
        error: { innerCode: 'operationNotFound' },
      })
    }
  })

  test('is forgotten after a day, and with its user', async () => {
    const [first, second] = [await aReset(), await aReset()]
    await deleteUser(graph.kernel, systemActor(), { user: first.user.id })
    const rows = () => graph.kernel.store.read((r) => r.db.selectFrom('password_resets').select('user_id').execute())
    expect((await rows()).map((row) => row.user_id)).not.toContain(first.user.id)
    expect(await graph.kernel.store.write(systemActor(), purgePasswordResets)).toBe(0)
    graph.kernel.clock.advanceSeconds(24 * 3600)
    expect(await graph.kernel.store.write(systemActor(), purgePasswordResets)).toBeGreaterThan(0)
    expect((await graph.as(desk)('GET', second.at)).status).toBe(404)
  })
})
