import { describe, expect, test } from 'vitest'
import { plusMinutes } from '../../src/base/time.ts'
import { deleteUser } from '../../src/directory/service.ts'
import { applicationActor, aUser, systemActor } from '../kit/builders.ts'
import { FormBrowser } from '../kit/form-browser.ts'
import { openTestGraph } from '../kit/graph.ts'
import { openTestKernel, type TestKernel } from '../kit/kernel.ts'
import { aPass } from '../kit/methods.ts'
import { signedInByPass } from '../kit/sessions.ts'
import { SignInClient } from '../kit/sign-in-client.ts'
import { openSite } from '../kit/site.ts'
import { Visitor } from '../kit/visitor.ts'

describe('a pass counts for its owner, in its time, with its code, and else never', () => {
  const truth = (['own', 'other'] as const).flatMap((whose) =>
    (['before', 'within', 'after'] as const).flatMap((when) =>
      (['right', 'wrong'] as const).map((code) => ({ whose, when, code })),
    ),
  )

  test.each(truth)('$whose name, $when its time, $code code', async ({ whose, when, code }) => {
    await using kernel = await openTestKernel()
    const [owner, other] = [await aUser(kernel), await aUser(kernel)]
    const startAt = plusMinutes(kernel.clock.now(), 60)
    const issued = await aPass(kernel, owner, { startAt, lifetimeMinutes: 60, isUsableOnce: true })
    await aPass(kernel, other, { lifetimeMinutes: 480 })
    kernel.clock.set(plusMinutes(startAt, { before: -1, within: 30, after: 60 }[when]))
    const name = (whose === 'own' ? owner : other).userPrincipalName
    const browser = await new Visitor(kernel).goTo(name, 'temporaryAccessPass')
    await browser.prove('temporaryAccessPass', code === 'right' ? issued.code.reveal() : 'AAAAAAAA')
    const isIn = whose === 'own' && when === 'within' && code === 'right'
    expect((await browser.signedIn()) !== undefined).toBe(isIn)
    if (!isIn) expect(await spentAt(kernel, owner.id)).toBeNull()
  })
})

const spentAt = async (kernel: TestKernel, owner: string) =>
  kernel.store.read(async (r) => {
    const row = await r.db
      .selectFrom('temporary_access_passes')
      .select('used_at')
      .where('user_id', '=', owner)
      .executeTakeFirstOrThrow()
    return row.used_at
  })

test('the pass of one person under the name of another opens nothing, by form or by script', async () => {
  await using site = await openSite()
  const [ada, bob] = [await aUser(site.kernel), await aUser(site.kernel)]
  const code = await site.passFor(ada)
  await site.passFor(bob)
  const browser = new FormBrowser(site.server)
  await browser.signInWithPass(bob.userPrincipalName, code)
  expect(browser.cookies.has('latchkey-session')).toBe(false)
  const thief = new SignInClient(site.origin)
  expect(await thief.signInWithPass(bob.userPrincipalName, code)).toMatchObject({ error: { code: 'wrong' } })
  expect(thief.session).toBeUndefined()
  const script = new SignInClient(site.origin)
  expect(await script.signInWithPass(ada.userPrincipalName, code)).toMatchObject({ step: 'done' })
  const me = (await (await script.request('GET', '/v1.0/me')).json()) as { readonly id: string }
  expect(me.id).toBe(ada.id)
})

test('no verb, body or address hands a pass to another user or changes one', async () => {
  await using graph = await openTestGraph()
  const { kernel } = graph
  const [ada, bob] = [await aUser(kernel), await aUser(kernel)]
  const { pass, code } = await aPass(kernel, ada)
  const desk = graph.as(applicationActor(['UserAuthenticationMethod.ReadWrite.All']))
  const collection = (id: string) => `/v1.0/users/${id}/authentication/temporaryAccessPassMethods`
  const stored = () => kernel.store.read((r) => r.db.selectFrom('temporary_access_passes').selectAll().execute())
  const before = await stored()
  for (const verb of ['PATCH', 'PUT', 'POST']) {
    const answer = await desk(verb, `${collection(ada.id)}/${pass.id}`, { userId: bob.id, lifetimeInMinutes: 480 })
    expect(answer.status, verb).toBe(405)
  }
  for (const extra of ['userId', 'id', 'temporaryAccessPass', 'isUsable', 'methodUsabilityReason', 'createdDateTime']) {
    const answer = await desk('POST', collection(bob.id), { [extra]: ada.id })
    expect(answer.status, extra).toBe(400)
  }
  for (const at of [`${collection(bob.id)}/${pass.id}`, `${collection(bob.id)}/${pass.id.toUpperCase()}`]) {
    expect((await desk('GET', at)).status).toBe(404)
    expect((await desk('DELETE', at)).status).toBe(404)
  }
  expect(await stored()).toEqual(before)
  const browser = await new Visitor(kernel).goTo(ada.userPrincipalName, 'temporaryAccessPass')
  await browser.prove('temporaryAccessPass', code.reveal())
  expect(await browser.signedIn()).toMatchObject({ actor: { userId: ada.id } })
})

test('who gets the name of somebody deleted inherits neither the session, nor the pass, nor a sign-in under way', async () => {
  await using kernel = await openTestKernel()
  const userPrincipalName = 'ada@example.com'
  const first = await aUser(kernel, { userPrincipalName })
  const { browser, code } = await signedInByPass(kernel, first)
  const underWay = await new Visitor(kernel).goTo(userPrincipalName, 'temporaryAccessPass')
  await deleteUser(kernel, systemActor(), { user: first.id })
  const second = await aUser(kernel, { userPrincipalName })
  const { code: own } = await signedInByPass(kernel, second)
  expect(await browser.signedIn()).toBeUndefined()
  for (const typed of [code, own]) {
    await underWay.prove('temporaryAccessPass', typed)
    expect(underWay.problem).toBe('wrong')
  }
  const fresh = await new Visitor(kernel).goTo(userPrincipalName, 'temporaryAccessPass')
  await fresh.prove('temporaryAccessPass', code)
  expect(fresh.problem).toBe('wrong')
  await fresh.prove('temporaryAccessPass', own)
  expect(await fresh.signedIn()).toMatchObject({ actor: { userId: second.id } })
})
