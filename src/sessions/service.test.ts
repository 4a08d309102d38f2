import { describe, expect, test } from 'vitest'
import { aUser, systemActor } from '../../tests/kit/builders.ts'
import { everythingStored } from '../../tests/kit/everything-stored.ts'
import { openTestKernel, type TestKernel } from '../../tests/kit/kernel.ts'
import { aPass, aPasskey, aPassword } from '../../tests/kit/methods.ts'
import { unrecorded } from '../../tests/kit/proving.ts'
import { signedInByPass, signedInByPasskey } from '../../tests/kit/sessions.ts'
import { Visitor } from '../../tests/kit/visitor.ts'
import { Secret } from '../base/secret.ts'
import { plusMinutes } from '../base/time.ts'
import { resetPassword } from '../directory/passwords.ts'
import type { User } from '../directory/rules.ts'
import { deleteUser, disableUser, enableUser, updateUser } from '../directory/service.ts'
import { revokePass } from '../methods/temporary-access-pass/service.ts'
import { endSessionsOf, findSession, purgeSessions } from './service.ts'

const rows = (kernel: TestKernel) => kernel.store.read((r) => r.db.selectFrom('sessions').selectAll().execute())

describe('a session', () => {
  test('is found by its token alone, with the person and what they proved', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const browser = await signedInByPasskey(kernel, user)
    expect(await browser.signedIn()).toMatchObject({
      session: { userId: user.id, passId: null, proofs: [{ kind: 'fido2' }] },
      actor: {
        kind: 'user',
        userId: user.id,
        userPrincipalName: user.userPrincipalName,
        displayName: user.displayName,
        multifactor: true,
        origin: browser.origin,
      },
    })
    const token = browser.session ?? ''
    const [row] = await rows(kernel)
    const wrong = [
      '',
      token.slice(1),
      `${token}A`,
      token.toLowerCase(),
      row?.id ?? '',
      row?.token_hash ?? '',
      '%',
      "' or 1=1--",
    ]
    for (const other of wrong) expect(await findSession(kernel, other, browser.origin)).toBeUndefined()
  })

  test('has a new id and a new token of 256 bits at every sign-in, and the database has no token', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const { authenticator } = await aPasskey(kernel, user)
    const tokens = new Set<string>()
    const ids = new Set<string>()
    for (let round = 0; round < 4; round++) {
      const browser = await new Visitor(kernel).begin()
      await browser.provePasskey(authenticator)
      tokens.add(browser.session ?? '')
      ids.add((await browser.signedIn())?.session.id ?? '')
    }
    expect([tokens.size, ids.size]).toEqual([4, 4])
    const stored = await everythingStored(kernel)
    for (const token of tokens) {
      expect(Buffer.from(token, 'base64url')).toHaveLength(32)
      expect(stored).not.toContain(token)
      expect(stored).not.toContain(Buffer.from(token, 'base64url').toString('hex'))
    }
  })

  test('lasts eight hours, idles one, and being there keeps it from idling', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const browser = await signedInByPasskey(kernel, user)
    const openedAt = kernel.clock.now()
    const idle = await signedInByPasskey(kernel, await aUser(kernel))
    for (let minutes = 50; minutes < 480; minutes += 50) {
      kernel.clock.set(plusMinutes(openedAt, minutes))
      expect(await browser.signedIn()).toBeDefined()
    }
    expect(await idle.signedIn()).toBeUndefined()
    kernel.clock.set(plusMinutes(openedAt, 479.99))
    expect(await browser.signedIn()).toBeDefined()
    kernel.clock.set(plusMinutes(openedAt, 480))
    expect(await browser.signedIn()).toBeUndefined()
  })

  test('is over after an hour of nobody there, to the second', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const [browser, other] = [await signedInByPasskey(kernel, user), await signedInByPasskey(kernel, user)]
    kernel.clock.advanceSeconds(3599)
    expect(await browser.signedIn()).toBeDefined()
    kernel.clock.advanceSeconds(1)
    expect(await browser.signedIn()).toBeDefined()
    expect(await other.signedIn()).toBeUndefined()
  })

  test('notes being there once a minute', async () => {
    await using kernel = await openTestKernel()
    const browser = await signedInByPasskey(kernel, await aUser(kernel))
    const openedAt = kernel.clock.now()
    const seen = async () => {
      await browser.signedIn()
      return ((await rows(kernel))[0]?.last_seen_at ?? 0) - openedAt
    }
    kernel.clock.advanceSeconds(60)
    expect(await seen()).toBe(0)
    kernel.clock.advanceSeconds(1)
    expect(await seen()).toBe(61_000)
  })

  test('shows who the person is now', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const browser = await signedInByPasskey(kernel, user)
    const change = { displayName: 'Ada Byron', userPrincipalName: 'byron@example.com' }
    await updateUser(kernel, systemActor(), { user: user.id, change })
    expect(await browser.signedIn()).toMatchObject({ actor: change })
  })
})

describe('a session ends', () => {
  test.each<[string, (kernel: TestKernel, user: User) => Promise<unknown>]>([
    ['when it is ended', (kernel, { id }) => unrecorded(kernel, (w) => endSessionsOf(w, { userId: id }, 'told so'))],
    ['when the account is switched off', (kernel, { id }) => disableUser(kernel, systemActor(), { user: id })],
    ['when the account is deleted', (kernel, { id }) => deleteUser(kernel, systemActor(), { user: id })],
    [
      'when the password is reset',
      (kernel, { id }) => {
        const password = new Secret('four blue whales sing')
        return resetPassword(kernel, systemActor(), { user: id, password, mustChange: false })
      },
    ],
  ])('%s, at once and for good, and nobody else’s does', async (_when, end) => {
    await using kernel = await openTestKernel()
    const [user, other] = [await aUser(kernel), await aUser(kernel)]
    const browsers = [await signedInByPasskey(kernel, user), (await signedInByPass(kernel, user)).browser]
    const bystander = await signedInByPasskey(kernel, other)
    await end(kernel, user)
    for (const browser of browsers) expect(await browser.signedIn()).toBeUndefined()
    expect(await bystander.signedIn()).toBeDefined()
    expect((await rows(kernel)).filter((row) => row.ended_at !== null)).toHaveLength(2)
  })

  test('and does not come back when the account is switched on again', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const browser = await signedInByPasskey(kernel, user)
    kernel.clock.advanceSeconds(1)
    await disableUser(kernel, systemActor(), { user: user.id })
    await enableUser(kernel, systemActor(), { user: user.id })
    expect(await browser.signedIn()).toBeUndefined()
    await unrecorded(kernel, (w) => w.db.updateTable('sessions').set({ ended_at: null }).execute())
    expect(await browser.signedIn()).toBeUndefined()
  })

  test('with its pass: replaced, deleted or run out, while other sessions of the person go on', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const other = await signedInByPasskey(kernel, user)
    const first = await signedInByPass(kernel, user)
    const second = await signedInByPass(kernel, user)
    expect(await first.browser.signedIn()).toBeUndefined()
    expect(await second.browser.signedIn()).toBeDefined()
    await revokePass(kernel, systemActor(), { user: user.id, passId: second.pass.id })
    expect(await second.browser.signedIn()).toBeUndefined()
    const third = await signedInByPass(kernel, user, { lifetimeMinutes: 60 })
    kernel.clock.advanceSeconds(30 * 60)
    expect(await third.browser.signedIn()).toBeDefined()
    expect(await other.signedIn()).toBeDefined()
    kernel.clock.set(third.pass.endAt)
    expect(await third.browser.signedIn()).toBeUndefined()
    expect(await other.signedIn()).toBeDefined()
  })

  test('ten minutes after a one-time pass opened it, or with the pass where that is earlier', async () => {
    await using kernel = await openTestKernel()
    const long = await signedInByPass(kernel, await aUser(kernel), { isUsableOnce: true })
    const openedAt = kernel.clock.now()
    kernel.clock.set(plusMinutes(openedAt, 9.99))
    expect(await long.browser.signedIn()).toBeDefined()
    kernel.clock.set(plusMinutes(openedAt, 10))
    expect(await long.browser.signedIn()).toBeUndefined()

    const user = await aUser(kernel)
    const { code, pass } = await aPass(kernel, user, { isUsableOnce: true, lifetimeMinutes: 60 })
    kernel.clock.set(plusMinutes(pass.endAt, -2))
    const late = await new Visitor(kernel).goTo(user.userPrincipalName, 'temporaryAccessPass')
    await late.prove('temporaryAccessPass', code.reveal())
    expect(await late.signedIn()).toBeDefined()
    kernel.clock.set(pass.endAt)
    expect(await late.signedIn()).toBeUndefined()
  })

  test('with the pass that was only its second factor', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const password = await aPassword(kernel, user)
    const { code, pass } = await aPass(kernel, user)
    const browser = await new Visitor(kernel).goTo(user.userPrincipalName, 'password')
    await browser.prove('password', password)
    await browser.prove('temporaryAccessPass', code.reveal())
    expect(await browser.signedIn()).toMatchObject({ session: { passId: pass.id, expiresAt: pass.endAt } })
    await revokePass(kernel, systemActor(), { user: user.id, passId: pass.id })
    expect(await browser.signedIn()).toBeUndefined()
  })

  test('and is kept for ninety days after its time, then deleted', async () => {
    await using kernel = await openTestKernel()
    await signedInByPasskey(kernel, await aUser(kernel))
    kernel.clock.advanceSeconds(8 * 3600 + 90 * 24 * 3600)
    expect(await kernel.store.write(systemActor(), purgeSessions)).toBe(0)
    kernel.clock.advanceSeconds(1)
    expect(await kernel.store.write(systemActor(), purgeSessions)).toBe(1)
  })
})
