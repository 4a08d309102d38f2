import { describe, expect, test } from 'vitest'
import { aUser, userActor } from '../../tests/kit/builders.ts'
import { openTestKernel, type TestKernel } from '../../tests/kit/kernel.ts'
import { unrecorded } from '../../tests/kit/proving.ts'
import { plusMinutes } from '../base/time.ts'
import type { User } from '../directory/rules.ts'
import type { Proof } from '../methods/rules.ts'
import { endSessionsOf, findSession, openSession, type Session, upgradeSession } from './service.ts'

const proof = (kernel: TestKernel, kind: Proof['kind'], parts: Partial<Proof> = {}): Proof => ({
  kind,
  mode: kind === 'temporaryAccessPass' ? 'temporaryAccessPassMultiUse' : kind,
  at: kernel.clock.now(),
  methodId: kind,
  ...parts,
})

/** Somebody signed in with a password alone, or with what is given. */
async function signedIn(kernel: TestKernel, given?: readonly Proof[]) {
  const user = await aUser(kernel)
  const { session, token } = await unrecorded(kernel, (w) =>
    openSession(kernel, w, user.id, given ?? [proof(kernel, 'password')]),
  )
  return { user, session, token: token.reveal() }
}

const seen = (kernel: TestKernel, user: User, token: string) => findSession(kernel, token, userActor(user).origin)

const upgrade = (kernel: TestKernel, user: User, { id }: Session, ...given: readonly Proof[]) =>
  unrecorded(kernel, (w) => upgradeSession(kernel, w, { sessionId: id, userId: user.id }, given))

describe('a session in which more is proved', () => {
  test('stays the same under another token, and the one before opens nothing', async () => {
    await using kernel = await openTestKernel()
    const { user, session, token } = await signedIn(kernel)
    kernel.clock.advanceSeconds(1200)
    const upgraded = await upgrade(kernel, user, session, proof(kernel, 'softwareOath'))
    expect(upgraded?.session).toMatchObject({ id: session.id, createdAt: session.createdAt })
    expect(await seen(kernel, user, token)).toBeUndefined()
    const found = await seen(kernel, user, upgraded?.token.reveal() ?? '')
    expect(found?.session).toEqual(upgraded?.session)
    expect(found?.session.proofs.map(({ kind }) => kind)).toEqual(['password', 'softwareOath'])
    expect(found).toMatchObject({ actor: { multifactor: true } })
  })

  test('is as fresh as all that makes more than one factor, and no fresher by a code alone', async () => {
    await using kernel = await openTestKernel()
    const { user, session } = await signedIn(kernel)
    kernel.clock.advanceSeconds(300)
    const soon = await upgrade(kernel, user, session, proof(kernel, 'softwareOath'))
    expect(soon?.session.authTime).toBe(kernel.clock.now())
    kernel.clock.advanceSeconds(1200)
    const late = await upgrade(kernel, user, session, proof(kernel, 'softwareOath'))
    expect(late?.session.authTime).toBe(soon?.session.authTime)
    const strong = await upgrade(kernel, user, session, proof(kernel, 'fido2'))
    expect(strong?.session.authTime).toBe(kernel.clock.now())
  })

  test('ends when it would have ended, and with a pass that is added earlier', async () => {
    await using kernel = await openTestKernel()
    const { user, session } = await signedIn(kernel)
    const same = await upgrade(kernel, user, session, proof(kernel, 'fido2'))
    expect(same?.session).toMatchObject({ expiresAt: session.expiresAt, passId: null })
    const end = plusMinutes(kernel.clock.now(), 30)
    const pass = proof(kernel, 'temporaryAccessPass', { methodId: 'pass-1', sessionEndsAt: end })
    const shorter = await upgrade(kernel, user, session, pass)
    expect(shorter?.session).toMatchObject({ expiresAt: end, passId: 'pass-1' })
    await unrecorded(kernel, (w) => endSessionsOf(w, { passesOf: user.id }, 'The pass was deleted'))
    expect(await seen(kernel, user, shorter?.token.reveal() ?? '')).toBeUndefined()
  })

  test('and which a pass opened ends with the pass all the same', async () => {
    await using kernel = await openTestKernel()
    const sessionEndsAt = plusMinutes(kernel.clock.now(), 10)
    const { user, session } = await signedIn(kernel, [proof(kernel, 'temporaryAccessPass', { sessionEndsAt })])
    const upgraded = await upgrade(kernel, user, session, proof(kernel, 'fido2'))
    expect(upgraded?.session).toMatchObject({ expiresAt: sessionEndsAt, passId: 'temporaryAccessPass' })
  })

  test('has the latest proof of a method alone, and by a password no fresher second factor', async () => {
    await using kernel = await openTestKernel()
    const { user, session } = await signedIn(kernel, [proof(kernel, 'password'), proof(kernel, 'softwareOath')])
    kernel.clock.advanceSeconds(1200)
    const again = proof(kernel, 'password')
    const upgraded = await upgrade(kernel, user, session, again)
    expect(upgraded?.session.proofs).toEqual([session.proofs[1], again])
    expect(upgraded?.session.authTime).toBe(session.authTime)
  })

  test('gains nothing once it is over, idle or another person’s', async () => {
    await using kernel = await openTestKernel({ settings: { sessionIdleMinutes: 20 } })
    const { user, session, token } = await signedIn(kernel)
    const other = await aUser(kernel)
    expect(await upgrade(kernel, other, session, proof(kernel, 'fido2'))).toBeUndefined()
    expect((await seen(kernel, user, token))?.session.proofs).toEqual(session.proofs)
    kernel.clock.advanceSeconds(1200)
    expect(await upgrade(kernel, user, session, proof(kernel, 'fido2'))).toBeUndefined()
    const fresh = await signedIn(kernel)
    await unrecorded(kernel, (w) => endSessionsOf(w, { userId: fresh.user.id }, 'Signed out'))
    expect(await upgrade(kernel, fresh.user, fresh.session, proof(kernel, 'fido2'))).toBeUndefined()
  })

  test('loses none of what sixteen browsers prove at once', async () => {
    await using kernel = await openTestKernel()
    const { user, session } = await signedIn(kernel)
    const upgraded = await Promise.all(
      Array.from({ length: 16 }, (_, index) =>
        upgrade(kernel, user, session, proof(kernel, 'fido2', { methodId: `key-${index}` })),
      ),
    )
    const last = await Promise.all(upgraded.map(async (one) => one && seen(kernel, user, one.token.reveal())))
    const [left, ...others] = last.filter((one) => one !== undefined)
    expect(others).toEqual([])
    expect(left?.session.proofs).toHaveLength(1 + upgraded.filter((one) => one !== undefined).length)
  })
})
