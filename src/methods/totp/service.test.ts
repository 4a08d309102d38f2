import { describe, expect, it } from 'vitest'
import { applicationActor, aUser, userActor } from '../../../tests/kit/builders.ts'
import { openTestKernel, type TestKernel } from '../../../tests/kit/kernel.ts'
import { anAuthenticatorApp } from '../../../tests/kit/methods.ts'
import { attemptOf, beginRegistration, finishRegistration, proveWith, setPolicy } from '../../../tests/kit/proving.ts'
import { recordsOf, refusalOf } from '../../../tests/kit/records.ts'
import { inSession } from '../../../tests/kit/sessions.ts'
import { codeAt } from '../../../tests/kit/soft-app.ts'
import type { User } from '../../directory/rules.ts'
import { softwareOath } from './method.ts'
import {
  deleteOathToken,
  listOathTokens,
  type OathKey,
  oathTokensOf,
  pendingOathKey,
  removeOwnOathToken,
  renameOwnOathToken,
} from './service.ts'

const begin = (kernel: TestKernel, user: User, boundTo?: string) =>
  beginRegistration<OathKey>(kernel, softwareOath, user, boundTo)

const finish = (kernel: TestKernel, user: User, code: string, boundTo?: string) =>
  finishRegistration(kernel, softwareOath, user, { code }, boundTo)

const prove = (kernel: TestKernel, user: User | null, code: string) =>
  proveWith(kernel, softwareOath, attemptOf(user), code)

const now = (kernel: TestKernel) => kernel.clock.now()
const tokensOf = (kernel: TestKernel, user: User) => kernel.store.read((r) => oathTokensOf(r, user.id))
const wrong = { ok: false, errorCode: 500121 }

describe('adding an authenticator app', () => {
  it('is confirmed by a first code, and nothing can be used before', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const { uri, key } = await begin(kernel, user)
    expect(uri).toContain(key)
    const code = codeAt(key, now(kernel))
    expect(await prove(kernel, user, code)).toEqual(wrong)
    expect(await tokensOf(kernel, user)).toEqual([])
    const records = await recordsOf(kernel, async () => {
      expect(await finish(kernel, user, ` ${code.slice(0, 3)} ${code.slice(3)}`)).toMatchObject({
        ok: true,
        value: { displayName: 'Authenticator app' },
      })
    })
    expect(records).toMatchObject([
      {
        result: 'success',
        resultReason: 'User registered Authenticator App with Code',
        targetResources: [{ id: user.id }],
      },
    ])
    expect(await tokensOf(kernel, user)).toHaveLength(1)
  })

  it('spends the first code', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const { key } = await begin(kernel, user)
    const code = codeAt(key, now(kernel))
    await finish(kernel, user, code)
    expect(await prove(kernel, user, code)).toEqual(wrong)
  })

  it('may be tried again after a wrong code, which is recorded', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const { key } = await begin(kernel, user)
    const records = await recordsOf(kernel, () => finish(kernel, user, codeAt(key, 0)))
    expect(records).toMatchObject([{ activityDisplayName: 'User registered security info', result: 'failure' }])
    const pending = await kernel.store.read((r) => pendingOathKey(kernel, r, { userId: user.id, boundTo: 'session-1' }))
    expect(pending?.key).toBe(key)
    expect(await finish(kernel, user, codeAt(key, now(kernel)))).toMatchObject({ ok: true })
    expect(
      await kernel.store.read((r) => pendingOathKey(kernel, r, { userId: user.id, boundTo: 'session-1' })),
    ).toBeUndefined()
  })

  it('counts the key shown last, where it was begun twice', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const first = await begin(kernel, user)
    kernel.clock.advanceSeconds(1)
    const second = await begin(kernel, user)
    expect(await finish(kernel, user, codeAt(first.key, now(kernel)))).toMatchObject({ ok: false })
    expect(await finish(kernel, user, codeAt(second.key, now(kernel)))).toMatchObject({ ok: true })
  })

  it('takes ten minutes at most, and belongs to its session and its user', async () => {
    await using kernel = await openTestKernel()
    const [ada, bob] = [await aUser(kernel), await aUser(kernel)]
    const { key } = await begin(kernel, ada)
    const code = () => codeAt(key, now(kernel))
    expect(await finish(kernel, ada, code(), 'session-2')).toMatchObject({ ok: false })
    expect(await finish(kernel, bob, code())).toMatchObject({ ok: false })
    kernel.clock.advanceSeconds(599)
    expect(await finish(kernel, ada, '000000x')).toMatchObject({ ok: false })
    kernel.clock.advanceSeconds(1)
    expect(await finish(kernel, ada, code())).toMatchObject({ ok: false })
    expect(await tokensOf(kernel, ada)).toEqual([])
  })

  it('stops at five, also when several finish at once', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    for (let count = 0; count < 4; count++) await anAuthenticatorApp(kernel, user)
    const sessions = ['session-a', 'session-b', 'session-c']
    const keys: OathKey[] = []
    for (const session of sessions) keys.push(await begin(kernel, user, session))
    const outcomes = await Promise.all(
      sessions.map((session, index) => finish(kernel, user, codeAt(keys[index]?.key ?? '', now(kernel)), session)),
    )
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await tokensOf(kernel, user)).toHaveLength(5)
    expect(await refusalOf(begin(kernel, user))).toBe('tooManyMethods')
  })

  it('says no where the policy does, at the beginning and at the end', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const { key } = await begin(kernel, user)
    await setPolicy(kernel, 'SoftwareOath', { state: 'disabled' })
    expect(await refusalOf(begin(kernel, user))).toBe('methodDisabled')
    expect(await finish(kernel, user, codeAt(key, now(kernel)))).toMatchObject({ ok: false })
    expect(await tokensOf(kernel, user)).toEqual([])
  })
})

describe('a code', () => {
  it('counts once, and none from before it counts after', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const { key, id } = await anAuthenticatorApp(kernel, user)
    kernel.clock.advanceSeconds(30)
    const earlier = codeAt(key, now(kernel) - 30_000)
    const code = codeAt(key, now(kernel))
    expect(await prove(kernel, user, code)).toEqual({
      ok: true,
      userId: user.id,
      proof: { kind: 'softwareOath', mode: 'softwareOath', at: now(kernel), methodId: id },
    })
    expect(await prove(kernel, user, code)).toEqual(wrong)
    expect(await prove(kernel, user, earlier)).toEqual(wrong)
    expect(await tokensOf(kernel, user)).toMatchObject([{ lastUsedAt: now(kernel) }])
  })

  it('of the step before or after is good too, of two steps off is not', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const { key } = await anAuthenticatorApp(kernel, user)
    kernel.clock.advanceSeconds(300)
    expect(await prove(kernel, user, codeAt(key, now(kernel) - 60_000))).toEqual(wrong)
    expect(await prove(kernel, user, codeAt(key, now(kernel) + 60_000))).toEqual(wrong)
    expect(await prove(kernel, user, codeAt(key, now(kernel) - 30_000))).toMatchObject({ ok: true })
    expect(await prove(kernel, user, codeAt(key, now(kernel) + 30_000))).toMatchObject({ ok: true })
    expect(await prove(kernel, user, codeAt(key, now(kernel)))).toEqual(wrong)
  })

  it('is not good again after the clock went back', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const { key } = await anAuthenticatorApp(kernel, user)
    const code = codeAt(key, now(kernel))
    expect(await prove(kernel, user, code)).toMatchObject({ ok: true })
    kernel.clock.advanceSeconds(-30)
    expect(await prove(kernel, user, code)).toEqual(wrong)
    expect(await prove(kernel, user, codeAt(key, now(kernel)))).toEqual(wrong)
  })

  it('is that of its own user only', async () => {
    await using kernel = await openTestKernel()
    const [ada, bob] = [await aUser(kernel), await aUser(kernel)]
    const { key } = await anAuthenticatorApp(kernel, ada)
    await anAuthenticatorApp(kernel, bob)
    const code = codeAt(key, now(kernel))
    expect(await prove(kernel, bob, code)).toEqual(wrong)
    expect(await prove(kernel, null, code)).toEqual(wrong)
    expect(await prove(kernel, ada, code)).toMatchObject({ ok: true })
  })

  it('may come from any of several apps', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const first = await anAuthenticatorApp(kernel, user)
    const second = await anAuthenticatorApp(kernel, user)
    expect(await prove(kernel, user, codeAt(second.key, now(kernel)))).toMatchObject({ proof: { methodId: second.id } })
    expect(await prove(kernel, user, codeAt(first.key, now(kernel)))).toMatchObject({ proof: { methodId: first.id } })
  })

  it('says that the policy blocks only to whoever has the right one, and is not spent by that', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const { key } = await anAuthenticatorApp(kernel, user)
    await setPolicy(kernel, 'SoftwareOath', { state: 'disabled' })
    const code = codeAt(key, now(kernel))
    expect(await prove(kernel, user, code)).toEqual({ ok: false, errorCode: 130501, tellPerson: 'blockedByPolicy' })
    expect(await prove(kernel, user, codeAt(key, 0))).toEqual(wrong)
    await setPolicy(kernel, 'SoftwareOath', { state: 'enabled' })
    expect(await prove(kernel, user, code)).toMatchObject({ ok: true })
  })
})

describe('the secret', () => {
  it('stands sealed in the database, for its token and user only', async () => {
    await using kernel = await openTestKernel()
    const [ada, bob] = [await aUser(kernel), await aUser(kernel)]
    const { key } = await anAuthenticatorApp(kernel, ada)
    await anAuthenticatorApp(kernel, bob)
    const adas = await kernel.store.read((r) =>
      r.db.selectFrom('oath_tokens').selectAll().where('user_id', '=', ada.id).executeTakeFirstOrThrow(),
    )
    expect(Buffer.from(adas.secret).toString('latin1')).not.toContain(key)
    await kernel.store.write(userActor(bob), async (w) => {
      w.unrecorded('somebody with a hand in the database')
      await w.db.updateTable('oath_tokens').set({ secret: adas.secret }).where('user_id', '=', bob.id).execute()
    })
    await expect(prove(kernel, bob, codeAt(key, now(kernel)))).rejects.toThrow(/does not open/)
  })
})

describe('deleting and renaming', () => {
  it('makes the codes of a deleted app worthless at once, and records who deleted it', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const { key, id } = await anAuthenticatorApp(kernel, user)
    const desk = applicationActor(['UserAuthMethod-SoftwareOATH.ReadWrite.All'])
    const records = await recordsOf(kernel, () => deleteOathToken(kernel, desk, { user: user.id, tokenId: id }))
    expect(records).toMatchObject([
      {
        activityDisplayName: 'Admin deleted security info',
        resultReason: 'Admin deleted Authenticator App with Code for user',
        targetResources: [{ id: user.id }],
      },
    ])
    expect(await prove(kernel, user, codeAt(key, now(kernel)))).toEqual(wrong)
    expect(await refusalOf(deleteOathToken(kernel, desk, { user: user.id, tokenId: id }))).toBe('methodNotFound')
  })

  it('lets nobody but the permitted see or delete', async () => {
    await using kernel = await openTestKernel()
    const [ada, bob] = [await aUser(kernel), await aUser(kernel)]
    const { id } = await anAuthenticatorApp(kernel, ada)
    const bobHimself = await inSession(kernel, bob)
    expect(await refusalOf(listOathTokens(kernel, bobHimself, ada.id))).toBe('insufficientPrivileges')
    expect(await refusalOf(deleteOathToken(kernel, bobHimself, { user: ada.id, tokenId: id }))).toBe(
      'insufficientPrivileges',
    )
    expect(await refusalOf(removeOwnOathToken(kernel, bobHimself, id))).toBe('methodNotFound')
    expect(await refusalOf(renameOwnOathToken(kernel, bobHimself, id, 'mine'))).toBe('methodNotFound')
    expect(await listOathTokens(kernel, userActor(ada), ada.id)).toMatchObject([{ id }])
  })

  it('lets owners rename and remove their own, and records both', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const { id } = await anAuthenticatorApp(kernel, user)
    const actor = await inSession(kernel, user)
    const records = await recordsOf(kernel, async () => {
      expect(await renameOwnOathToken(kernel, actor, id, 'Old phone')).toBe('Old phone')
      await removeOwnOathToken(kernel, actor, id)
    })
    expect(records.map((record) => record.resultReason)).toEqual([
      'User deleted Authenticator App with Code',
      'User renamed Authenticator App with Code',
    ])
    expect(await tokensOf(kernel, user)).toEqual([])
  })
})
