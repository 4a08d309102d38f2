import { describe, expect, it } from 'vitest'
import { applicationActor, aUser, systemActor, userActor } from '../../../tests/kit/builders.ts'
import { openTestKernel, type TestKernel } from '../../../tests/kit/kernel.ts'
import { aPassword } from '../../../tests/kit/methods.ts'
import { attemptOf, proveWith, setPolicy, unrecorded } from '../../../tests/kit/proving.ts'
import { recordsOf, refusalOf } from '../../../tests/kit/records.ts'
import type { User } from '../../directory/rules.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { SlowHash } from '../../kernel/slow-hash.ts'
import { openSession } from '../../sessions/service.ts'
import { password } from './method.ts'
import { passwordMethodId } from './rules.ts'
import {
  changePassword,
  mustChangePassword,
  passwordOf,
  prepareOwnPassword,
  preparePassword,
  readPasswordState,
} from './service.ts'

const right = 'fjord quilt banjo'
const other = 'correct horse battery staple'
const wrong = { ok: false, errorCode: 50126 }

const prove = (kernel: Kernel, user: User | null, typed: string) => proveWith(kernel, password, attemptOf(user), typed)

const hashOf = (kernel: TestKernel, user: User) =>
  kernel.store.read(async (r) => {
    const row = await r.db.selectFrom('passwords').select('hash').where('user_id', '=', user.id).executeTakeFirst()
    return row?.hash ?? ''
  })

/** Counts the hashes computed and verified, which are what takes time. */
class CountingHash extends SlowHash {
  verified = 0

  override verify(...given: Parameters<SlowHash['verify']>): Promise<boolean> {
    this.verified++
    return super.verify(...given)
  }
}

const cheap = { memoryKib: 64, passes: 1, lanes: 1 }
const bounds = { atOnce: 4, waiting: 100 }

describe('proving with a password', () => {
  it('takes the right one, however its letters are composed, and notes the use', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    await aPassword(kernel, user, 'clé de voûte oubliée')
    kernel.clock.advanceSeconds(60)
    expect(await prove(kernel, user, 'clé de voûte oubliée'.normalize('NFD'))).toEqual({
      ok: true,
      userId: user.id,
      proof: { kind: 'password', mode: 'password', at: kernel.clock.now(), methodId: passwordMethodId },
    })
    const state = await kernel.store.read((r) => passwordOf(r, user.id))
    expect(state).toMatchObject({ mustChange: false, lastUsedAt: kernel.clock.now() })
  })

  it('refuses everything else alike, and changes nothing', async () => {
    await using kernel = await openTestKernel()
    const [user, without] = [await aUser(kernel), await aUser(kernel)]
    await aPassword(kernel, user)
    for (const typed of ['', `${right} `, right.toUpperCase(), 'x'.repeat(10_000), '\ud83e', `${right}\0`]) {
      expect(await prove(kernel, user, typed)).toEqual(wrong)
    }
    expect(await prove(kernel, without, right)).toEqual(wrong)
    expect(await prove(kernel, null, right)).toEqual(wrong)
    expect(await kernel.store.read((r) => passwordOf(r, user.id))).toMatchObject({ lastUsedAt: null })
  })

  it('does the same slow work for a name nobody has, a user without a password, and one who has', async () => {
    await using built = await openTestKernel()
    const passwordHash = new CountingHash(cheap, bounds)
    const kernel: Kernel = { ...built, passwordHash }
    const [user, without] = [await aUser(kernel), await aUser(kernel)]
    await aPassword(kernel, user)
    const verifications: number[] = []
    for (const tried of [null, without, user]) {
      const before = passwordHash.verified
      await prove(kernel, tried, 'not the password')
      verifications.push(passwordHash.verified - before)
    }
    expect(verifications).toEqual([1, 1, 1])
  })

  it('cannot be had by moving a hash under another key', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    await aPassword(kernel, user)
    const unpeppered = await kernel.passwordHash.hash(Buffer.from(other), kernel.random.bytes(16))
    await unrecorded(kernel, (w) => w.db.updateTable('passwords').set({ hash: unpeppered }).execute())
    expect(await prove(kernel, user, other)).toEqual(wrong)
  })

  it('makes the hash anew at today’s cost once the password was right', async () => {
    await using built = await openTestKernel()
    const user = await aUser(built)
    await aPassword(built, user)
    const old = await hashOf(built, user)
    const kernel: Kernel = { ...built, passwordHash: new SlowHash({ ...cheap, passes: 2 }, bounds) }
    expect(await prove(kernel, user, 'not the password')).toEqual(wrong)
    expect(await hashOf(built, user)).toBe(old)
    expect(await prove(kernel, user, right)).toMatchObject({ ok: true })
    const renewed = await hashOf(built, user)
    expect(renewed).toContain('t=2')
    expect(await prove(kernel, user, right)).toMatchObject({ ok: true })
    expect(await hashOf(built, user)).toBe(renewed)
  })

  it('does not count when the password was changed in between', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    await aPassword(kernel, user)
    const checked = await password.prove.check(kernel, attemptOf(user), right)
    await aPassword(kernel, user, other)
    const verdict = await unrecorded(kernel, (w) => password.prove.settle(kernel, w, attemptOf(user), checked))
    expect(verdict).toEqual(wrong)
  })

  it('says that the policy blocks only to whoever has the right one', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    await aPassword(kernel, user)
    await setPolicy(kernel, 'Password', { state: 'disabled' })
    expect(await prove(kernel, user, right)).toEqual({ ok: false, errorCode: 130501, tellPerson: 'blockedByPolicy' })
    expect(await prove(kernel, user, other)).toEqual(wrong)
    expect(await kernel.store.read((r) => password.usable(kernel, r, user.id))).toBe(false)
  })
})

describe('giving a password', () => {
  it('refuses one that is not accepted, saying why', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel, { userPrincipalName: `lovelace@${kernel.tenant.domain}` })
    for (const typed of ['short', 'password1', 'aaaaaaaaaa', 'the lovelace method']) {
      expect(await refusalOf(preparePassword(kernel, user, typed))).toBe('passwordUnacceptable')
    }
  })

  it('keeps nothing that tells it', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    await aPassword(kernel, user)
    expect(await hashOf(kernel, user)).toMatch(/^\$argon2id\$v=19\$m=64,t=1,p=1\$/)
    expect(await hashOf(kernel, user)).not.toContain(right)
  })

  it('replaces the one there was, and may ask for another at the next sign-in', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    await aPassword(kernel, user)
    await aPassword(kernel, user, other, true)
    expect(await prove(kernel, user, right)).toEqual(wrong)
    expect(await prove(kernel, user, other)).toMatchObject({ ok: true })
    expect(await kernel.store.read((r) => mustChangePassword(r, user.id))).toBe(true)
  })

  it('tells an administrator nothing of the present one, and an owner not to take it again', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    await aPassword(kernel, user)
    await expect(preparePassword(kernel, user, right)).resolves.toBeDefined()
    expect(await refusalOf(prepareOwnPassword(kernel, user, right))).toBe('passwordUnacceptable')
    await expect(prepareOwnPassword(kernel, user, other)).resolves.toBeDefined()
  })
})

describe('changing the own password', () => {
  it('wants the current one, and records the change without either', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    await aPassword(kernel, user, right, true)
    const records = await recordsOf(kernel, async () => {
      expect(await changePassword(kernel, userActor(user), { current: right, next: other })).toEqual({ ok: true })
    })
    expect(records).toMatchObject([
      { activityDisplayName: 'Change user password', result: 'success', targetResources: [{ id: user.id }] },
    ])
    expect(JSON.stringify(records)).not.toContain(right)
    expect(JSON.stringify(records)).not.toContain(other)
    expect(await prove(kernel, user, other)).toMatchObject({ ok: true })
    expect(await prove(kernel, user, right)).toEqual(wrong)
    expect(await kernel.store.read((r) => mustChangePassword(r, user.id))).toBe(false)
  })

  it('ends the other sessions of the owner and keeps the one it was made in', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    await aPassword(kernel, user, right)
    const open = () =>
      kernel.store.write(systemActor(), async (w) => {
        w.unrecorded('set up')
        return (await openSession(kernel, w, user.id, [])).session.id
      })
    const [own, otherSession] = [await open(), await open()]
    await changePassword(kernel, { ...userActor(user), sessionId: own }, { current: right, next: other })
    const ended = await kernel.store.read((r) =>
      r.db.selectFrom('sessions').select('id').where('ended_at', 'is not', null).execute(),
    )
    expect(ended).toEqual([{ id: otherSession }])
  })

  it('records a wrong current one and changes nothing', async () => {
    await using kernel = await openTestKernel()
    const [user, without] = [await aUser(kernel), await aUser(kernel)]
    await aPassword(kernel, user)
    const refused = { ok: false, why: 'currentPasswordWrong' }
    const records = await recordsOf(kernel, async () => {
      expect(await changePassword(kernel, userActor(user), { current: other, next: 'quilt fjord banjo' })).toEqual(
        refused,
      )
      expect(await changePassword(kernel, userActor(without), { current: right, next: other })).toEqual(refused)
    })
    expect(records).toMatchObject([{ result: 'failure' }, { result: 'failure' }])
    expect(await prove(kernel, user, right)).toMatchObject({ ok: true })
  })

  it('refuses a new one that is not accepted, or the same again', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    await aPassword(kernel, user)
    const change = (next: string) => changePassword(kernel, userActor(user), { current: right, next })
    expect(await refusalOf(change('password1'))).toBe('passwordUnacceptable')
    expect(await refusalOf(change(right))).toBe('passwordUnacceptable')
    await setPolicy(kernel, 'Password', { state: 'disabled' })
    expect(await refusalOf(change(other))).toBe('methodDisabled')
    expect(await prove(kernel, user, other)).toEqual(wrong)
  })

  it('lets one of sixteen changes at once win', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    await aPassword(kernel, user)
    const news = Array.from({ length: 16 }, (_, index) => `${other} ${index} of them`)
    const outcomes = await Promise.all(
      news.map((next) => changePassword(kernel, userActor(user), { current: right, next })),
    )
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
  })
})

it('shows that there is a password to the permitted alone', async () => {
  await using kernel = await openTestKernel()
  const [ada, bob] = [await aUser(kernel), await aUser(kernel)]
  await aPassword(kernel, ada)
  expect(await refusalOf(readPasswordState(kernel, userActor(bob), ada.id))).toBe('insufficientPrivileges')
  const reader = applicationActor(['UserAuthMethod-Password.Read.All'])
  expect(await readPasswordState(kernel, reader, ada.id)).toMatchObject({ mustChange: false })
  expect(await readPasswordState(kernel, systemActor(), bob.id)).toBeUndefined()
})
