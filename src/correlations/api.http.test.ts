import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Correlation, correlation } from '../../contract/api/correlations.ts'
import { anAdministrator, applicationActor, aRole, aUser, systemActor, userActor } from '../../tests/kit/builders.ts'
import { openTestGraph, type TestGraph } from '../../tests/kit/graph.ts'
import type { TestKernel } from '../../tests/kit/kernel.ts'
import { setPolicy } from '../../tests/kit/proving.ts'
import { codeAt } from '../../tests/kit/soft-app.ts'
import { Visitor } from '../../tests/kit/visitor.ts'
import type { Actor } from '../base/actor.ts'
import type { User } from '../directory/rules.ts'
import { deleteUser } from '../directory/service.ts'
import { methodModules } from '../methods/index.ts'
import { issuePass, revokePass } from '../methods/temporary-access-pass/service.ts'
import { deleteOathToken } from '../methods/totp/service.ts'
import { roleIds } from '../roles/rules.ts'
import { beginOwnRegistration, finishOwnRegistration } from '../security-info/service.ts'

const methods = methodModules.map(({ method }) => method)
const reader = applicationActor(['AuditLog.Read.All'])

let graph: TestGraph
let kernel: TestKernel
beforeAll(async () => {
  graph = await openTestGraph()
  kernel = graph.kernel
  await setPolicy(kernel, 'TemporaryAccessPass', { state: 'enabled' })
  await setPolicy(kernel, 'SoftwareOath', { state: 'enabled' })
})
afterAll(() => graph[Symbol.asyncDispose]())

let made = 0
/** A correlation id that nothing has yet. */
const newId = () => `00000000-0000-4000-9000-${String(++made).padStart(12, '0')}`

const under = <Kind extends Actor>(actor: Kind, correlationId: string): Kind => ({
  ...actor,
  origin: { ...actor.origin, correlationId },
})

async function storyOf(id: string, actor = reader): Promise<Correlation> {
  const answer = await graph.as(actor)('GET', `/api/v1/correlations/${id}`)
  expect(answer.status, answer.text).toBe(200)
  return correlation.parse(answer.body)
}

const shown = ({ events }: Correlation) => events.map(({ kind, result }) => `${kind} ${result}`)

/** A pass issued, tried wrongly and rightly, an app registered with it, each under an id of its own. */
async function wholeStory(user: User, isUsableOnce: boolean) {
  const ids = { issued: newId(), tried: newId(), opened: newId(), registered: newId() }
  const { actor } = await anAdministrator(kernel, roleIds.authenticationAdministrator, { displayName: 'Desk' })
  const { pass, code } = await issuePass(kernel, under(actor, ids.issued), { user: user.id, isUsableOnce })
  kernel.clock.advanceSeconds(60)
  const stranger = new Visitor(kernel, { correlationId: ids.tried, ipAddress: '198.51.100.9' })
  await stranger.goTo(user.userPrincipalName, 'temporaryAccessPass')
  await stranger.prove('temporaryAccessPass', 'wrong-code')
  kernel.clock.advanceSeconds(60)
  const visitor = new Visitor(kernel, { correlationId: ids.opened })
  await visitor.goTo(user.userPrincipalName, 'temporaryAccessPass')
  await visitor.prove('temporaryAccessPass', code.reveal())
  kernel.clock.advanceSeconds(60)
  const signedIn = await visitor.signedIn()
  if (!signedIn) throw new Error('the pass opened nothing')
  const own = { kernel, methods, signedIn: { ...signedIn, actor: under(signedIn.actor, ids.registered) } }
  const { key } = (await beginOwnRegistration(own, 'softwareOath')) as { readonly key: string }
  const added = await finishOwnRegistration(own, 'softwareOath', { code: codeAt(key, kernel.clock.now()) })
  kernel.clock.advanceSeconds(60)
  return { ids, pass, code: code.reveal(), actor, methodId: added.methodId, sessionId: signedIn.session.id }
}

describe('the story of a pass', () => {
  test('is told whole, whichever of its correlation ids is asked for', async () => {
    const user = await aUser(kernel)
    const { ids, pass, code, actor, sessionId } = await wholeStory(user, true)
    for (const id of Object.values(ids)) {
      const story = await storyOf(id.toUpperCase())
      expect(shown(story), id).toEqual([
        'passIssued success',
        'passTried failure',
        'passTried success',
        'passSpent success',
        'registrationStarted success',
        'methodRegistered success',
      ])
      expect(story).toMatchObject({ correlationId: id, leftOut: [], isTruncated: false })
      expect(story.passes).toMatchObject([{ id: pass.id, user: { id: user.id }, isUsableOnce: true }])
      expect(story.events.map(({ isAsked }) => isAsked)).toContain(true)
      expect(new Set(story.events.map((event) => event.passId))).toEqual(new Set([pass.id]))
      expect(JSON.stringify(story)).not.toContain(code)
    }
    const [issued, tried, opened, spent, , registered] = (await storyOf(ids.registered)).events
    expect(issued).toMatchObject({
      title: 'Admin registered security info',
      actor: { kind: 'user', id: actor.userId, displayName: 'Desk' },
      target: { id: user.id, userPrincipalName: user.userPrincipalName },
      isAsked: false,
      correlationId: ids.issued,
      record: expect.stringContaining(`/auditLogs/directoryAudits/Authentication%20Methods_${ids.issued}`),
    })
    expect(issued?.values).toContainEqual({
      name: 'TemporaryAccessPass.TemporaryAccessPass.AccessPassUsage',
      oldValue: null,
      newValue: '"Once"',
    })
    expect(tried).toMatchObject({
      errorCode: 130503,
      ipAddress: '198.51.100.9',
      correlationId: ids.tried,
      sessionId: null,
    })
    expect(opened).toMatchObject({
      errorCode: 0,
      sessionId,
      reason: null,
      application: { displayName: expect.any(String) },
    })
    expect(spent).toMatchObject({ record: opened?.record, correlationId: ids.opened })
    expect(registered).toMatchObject({
      title: 'User registered security info',
      isAsked: true,
      sessionId,
      actor: { id: user.id },
    })
    const link = await graph.as(reader)('GET', `/v1.0${opened?.record}`)
    expect(link.body).toMatchObject({ id: opened?.id, correlationId: ids.opened })
    const audit = await graph.as(reader)('GET', `/v1.0${issued?.record}`)
    expect(audit.body).toMatchObject({ id: issued?.id })
  })

  test('ends with what ended the pass', async () => {
    const [deleted, replaced, erased] = [await aUser(kernel), await aUser(kernel), await aUser(kernel)]
    const stories = []
    for (const user of [deleted, replaced, erased]) stories.push(await wholeStory(user, false))
    const [first, second, third] = stories
    await revokePass(kernel, systemActor(), { user: deleted.id, passId: first?.pass.id ?? '' })
    const again = newId()
    await issuePass(kernel, under(systemActor(), again), { user: replaced.id })
    await deleteUser(kernel, systemActor(), { user: erased.id })
    const lasts = []
    for (const one of [first, second, third]) lasts.push((await storyOf(one?.ids.issued ?? '')).events.at(-1))
    expect(lasts).toMatchObject([
      { kind: 'passDeleted', title: 'Admin deleted security info' },
      { kind: 'passReplaced', title: 'Admin registered security info' },
      { kind: 'passDeleted', title: 'Delete user' },
    ])
    expect(shown(await storyOf(again))).toEqual(['passIssued success'])
  })

  test('is told whole after the user is deleted, and after they are deleted for good', async () => {
    const user = await aUser(kernel)
    const { ids, pass } = await wholeStory(user, true)
    const before = await storyOf(ids.issued)
    await deleteUser(kernel, systemActor(), { user: user.id })
    const deleted = await storyOf(ids.issued)
    expect(deleted.events.slice(0, -1)).toEqual(before.events)
    expect(deleted.events.at(-1)).toMatchObject({ kind: 'passDeleted', title: 'Delete user', target: { id: user.id } })
    const { actor } = await anAdministrator(kernel, roleIds.globalAdministrator)
    expect(await graph.as(actor)('DELETE', `/v1.0/directory/deletedItems/${user.id}`)).toMatchObject({ status: 204 })
    for (const id of Object.values(ids)) {
      const erased = await storyOf(id)
      expect(erased.events.map(({ isAsked: _, ...event }) => event)).toEqual(
        deleted.events.map(({ isAsked: _, ...event }) => event),
      )
      expect(erased.passes).toEqual(deleted.passes)
      expect(erased.passes).toMatchObject([
        {
          id: pass.id,
          user: { id: user.id, displayName: user.displayName, userPrincipalName: user.userPrincipalName },
        },
      ])
    }
  })

  test('tells that its time ran out, and tries after that', async () => {
    const user = await aUser(kernel)
    const { ids, code } = await wholeStory(user, false)
    kernel.clock.advanceSeconds(60 * 60)
    const late = new Visitor(kernel, { correlationId: newId() })
    await late.goTo(user.userPrincipalName, 'temporaryAccessPass')
    await late.prove('temporaryAccessPass', code)
    const story = await storyOf(ids.issued)
    expect(shown(story).slice(-2)).toEqual(['passExpired success', 'passTried failure'])
    expect(story.events.at(-1)).toMatchObject({ errorCode: 130504 })
    expect(story.events.at(-2)).toMatchObject({ actor: null, record: null, correlationId: null })
  })

  test('tells a one-time pass as used up by a sign-in that was left unfinished', async () => {
    const user = await aUser(kernel)
    const { methodId } = await wholeStory(user, false)
    await deleteOathToken(kernel, systemActor(), { user: user.id, tokenId: methodId })
    const issued = newId()
    const { pass } = await issuePass(kernel, under(systemActor(), issued), { user: user.id, isUsableOnce: true })
    await kernel.test.database.writer
      .updateTable('temporary_access_passes')
      .set({ used_at: kernel.clock.now() })
      .where('id', '=', pass.id)
      .execute()
    expect(shown(await storyOf(issued))).toEqual(['passIssued success', 'passSpent success'])
  })

  test('has nothing of what others did, or of the same person without it', async () => {
    const user = await aUser(kernel)
    const { ids } = await wholeStory(user, false)
    const before = await storyOf(ids.issued)
    const other = newId()
    await kernel.store.write(under(userActor(user), other), async (w) => {
      w.audit({ activity: 'userRegisteredSecurityInfo', targets: [{ type: 'User', id: user.id }] })
    })
    expect((await storyOf(ids.issued)).events).toEqual(before.events)
    expect(shown(await storyOf(other))).toEqual(['methodRegistered success'])
  })
})

test('what has nothing to do with a pass is told as it is', async () => {
  const id = newId()
  await kernel.store.write(under(systemActor(), id), async (w) => {
    w.audit({ activity: 'updateUser', result: 'failure', reason: 'No.', targets: [{ type: 'User', id: 'u1' }] })
    w.signIn({
      subject: { kind: 'user', userId: null, userPrincipalName: 'nobody@example.com', displayName: 'nobody' },
      app: { appId: 'app', displayName: 'App' },
      errorCode: 50076,
      details: [],
      requirement: 'multiFactorAuthentication',
    })
  })
  const story = await storyOf(id)
  expect(shown(story)).toEqual(['change failure', 'signIn interrupted'])
  expect(story.events).toMatchObject([
    { actor: { kind: 'server' }, reason: 'No.', passId: null },
    { actor: { kind: 'user', id: null, userPrincipalName: 'nobody@example.com' }, errorCode: 50076 },
  ])
  expect(story.passes).toEqual([])
})

test('no more than five hundred events are told, and that there are more', async () => {
  const id = newId()
  await kernel.store.write(under(systemActor(), id), async (w) => {
    for (let number = 0; number < 600; number++)
      w.audit({ activity: 'updateUser', targets: [{ type: 'User', id: 'u' }] })
  })
  const story = await storyOf(id)
  expect(story).toMatchObject({ isTruncated: true })
  expect(story.events).toHaveLength(500)
})

test('whoever may read one log is told what that one tells, and whoever may read none nothing', async () => {
  const { ids } = await wholeStory(await aUser(kernel), false)
  const auditsOnly = await storyOf(ids.registered, applicationActor(['Directory.Read.All']))
  expect(auditsOnly.leftOut).toEqual(['signIns'])
  expect(shown(auditsOnly)).toEqual(['registrationStarted success', 'methodRegistered success'])
  const hidden = await graph.as(applicationActor(['Directory.Read.All']))('GET', `/api/v1/correlations/${ids.opened}`)
  expect(hidden).toMatchObject({ status: 404, error: { innerCode: 'correlationNotFound' } })
  expect(hidden.error.message).toContain('sign-in')
  const role = await aRole(kernel, ['signInReports/allProperties/read'])
  const user = await aUser(kernel)
  const person = userActor(user, [{ roleId: role.id, scope: '/', actions: role.allowedResourceActions }])
  const answer = await graph.as(person)('GET', `/api/v1/correlations/${ids.opened}`)
  expect(correlation.parse(answer.body)).toMatchObject({ leftOut: ['directoryAudits'], passes: [] })
  const desk = await anAdministrator(kernel, roleIds.helpdeskAdministrator)
  expect(await graph.as(desk.actor)('GET', `/api/v1/correlations/${ids.opened}`)).toMatchObject({ status: 403 })
})

test.each([newId(), 'not-a-guid', '%F0%9F%94%91'])('an id that nothing carries is not found: %s', async (id) => {
  const answer = await graph.as(reader)('GET', `/api/v1/correlations/${id}`)
  expect(answer).toMatchObject({ status: 404, error: { innerCode: 'correlationNotFound' } })
  expect(answer.error.message).toContain('Look for the time or the person')
})
