import { describe, expect, it } from 'vitest'
import {
  aGroup,
  anExternalGuest,
  applicationActor,
  aUser,
  systemActor,
  userActor,
} from '../../../tests/kit/builders.ts'
import { openTestKernel, type TestKernel } from '../../../tests/kit/kernel.ts'
import type { Actor } from '../../base/actor.ts'
import { Refusal, type RefusalCode } from '../../base/refusal.ts'
import type { User } from '../../directory/rules.ts'
import { updateConfigurations } from '../../policies/authentication-methods/service.ts'
import { openSession } from '../../sessions/service.ts'
import { reserveAttempt } from '../../throttling/service.ts'
import type { ProofVerdict } from '../method.ts'
import { makePasscode } from './passcode.ts'
import { redeem } from './proof.ts'
import type { PassRequest } from './rules.ts'
import { passTerms } from './rules.ts'
import { deleteOwnPass, eraseExpiredPasses, findPass, issuePass, keepBootstrapPass, revokePass } from './service.ts'

const desk = applicationActor(['UserAuthenticationMethod.ReadWrite.All'])
const minute = 60

async function enablePasses(kernel: TestKernel, change: object = {}): Promise<void> {
  await updateConfigurations(kernel, systemActor(), [
    { id: 'TemporaryAccessPass', change: { state: 'enabled', ...change } },
  ])
}

const issue = (kernel: TestKernel, user: User, request: PassRequest = {}, actor: Actor = desk) =>
  issuePass(kernel, actor, { user: user.id, ...request })

async function tryCode(kernel: TestKernel, user: User, code: string): Promise<ProofVerdict> {
  const context = { userId: user.id, decoyKey: 'decoy', boundTo: 'attempt' }
  const checked = await redeem.check(kernel, context, code)
  return kernel.store.write(systemActor(), async (w) => {
    w.unrecorded('the sign-in service records')
    return redeem.settle(kernel, w, context, checked)
  })
}

async function refusalOf(work: Promise<unknown>): Promise<RefusalCode> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Refusal)) throw new Error('was not refused', { cause: error })
  return error.code
}

const usable = (kernel: TestKernel, user: User) => kernel.store.read((r) => findPass(r, user.id))

const auditRecords = (kernel: TestKernel) =>
  kernel.store.read((r) =>
    r.db
      .selectFrom('directory_audits')
      .select(['result', 'record'])
      .where('logged_by_service', '=', 'Authentication Methods')
      .where('category', '=', 'UserManagement')
      .orderBy('activity_at')
      .execute(),
  )

describe('issuing a pass', () => {
  it('shows the code once and keeps nothing that tells it', async () => {
    await using kernel = await openTestKernel()
    await enablePasses(kernel)
    const user = await aUser(kernel)
    const issued = await issue(kernel, user)
    const code = issued.code.reveal()
    expect(code).toHaveLength(8)
    expect(issued.usability).toBe('EnabledByPolicy')
    expect(JSON.stringify(issued)).not.toContain(code)
    const row = await kernel.store.read((r) =>
      r.db.selectFrom('temporary_access_passes').selectAll().executeTakeFirstOrThrow(),
    )
    expect(JSON.stringify(row)).not.toContain(code)
    expect(JSON.stringify(await auditRecords(kernel))).not.toContain(code)
  })

  it('is recorded in the words that detection rules read', async () => {
    await using kernel = await openTestKernel()
    await enablePasses(kernel)
    const user = await aUser(kernel)
    await issue(kernel, user, { isUsableOnce: true })
    const record = JSON.parse((await auditRecords(kernel)).at(-1)?.record ?? '{}')
    expect(record).toMatchObject({
      activityDisplayName: 'Admin registered security info',
      resultReason: 'Admin registered temporary access pass method for user',
      loggedByService: 'Authentication Methods',
      result: 'success',
      initiatedBy: { app: { displayName: 'Example automation' } },
      targetResources: [{ id: user.id, userPrincipalName: user.userPrincipalName }],
    })
    expect(
      record.targetResources[0].modifiedProperties.map((change: { displayName: string }) => change.displayName),
    ).toEqual([
      'TemporaryAccessPass.TemporaryAccessPass.Id',
      'TemporaryAccessPass.TemporaryAccessPass.StartDateTime',
      'TemporaryAccessPass.TemporaryAccessPass.EndTime',
      'TemporaryAccessPass.TemporaryAccessPass.AccessPassUsage',
    ])
  })

  it.each<[string, object, PassRequest, RefusalCode]>([
    ['while the method is off', { state: 'disabled' }, {}, 'methodDisabled'],
    ['for too long', {}, { lifetimeMinutes: 481 }, 'passLifetimeOutOfRange'],
    ['for too short', {}, { lifetimeMinutes: 59 }, 'passLifetimeOutOfRange'],
    [
      'for several uses where the policy wants one',
      { isUsableOnce: true },
      { isUsableOnce: false },
      'passMustBeOneTime',
    ],
  ])('is refused %s, recorded, and leaves nothing', async (_name, change, request, code) => {
    await using kernel = await openTestKernel()
    await enablePasses(kernel, change)
    const user = await aUser(kernel)
    expect(await refusalOf(issue(kernel, user, request))).toBe(code)
    expect(await usable(kernel, user)).toBeUndefined()
    const last = (await auditRecords(kernel)).at(-1)
    expect(last?.result).toBe('failure')
    expect(last?.record).toContain('Admin registered security info')
  })

  it('prints the range of the policy when the lifetime is outside it', async () => {
    await using kernel = await openTestKernel()
    await enablePasses(kernel)
    const user = await aUser(kernel)
    await expect(issue(kernel, user, { lifetimeMinutes: 5 })).rejects.toThrow('between 60 and 480')
  })

  it('names the group that excludes the user, and those that would include them', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const starters = await aGroup(kernel, { displayName: 'New starters' })
    const leavers = await aGroup(kernel, { displayName: 'Leavers', members: [user] })
    const target = (id: string) => ({ targetType: 'group' as const, id, isRegistrationRequired: false })
    await enablePasses(kernel, { includeTargets: [target(starters.id)] })
    await expect(issue(kernel, user)).rejects.toThrow("includes ('New starters')")
    await enablePasses(kernel, {
      includeTargets: [target('all_users')],
      excludeTargets: [{ targetType: 'group', id: leavers.id }],
    })
    await expect(issue(kernel, user)).rejects.toThrow("by the group 'Leavers'")
    expect(await usable(kernel, user)).toBeUndefined()
  })

  it('is refused for oneself, whatever the role', async () => {
    await using kernel = await openTestKernel()
    await enablePasses(kernel)
    const user = await aUser(kernel)
    const actor = userActor(user, ['62e90394-69f5-4237-9190-012177145e10'])
    expect(await refusalOf(issue(kernel, user, {}, actor))).toBe('notOnYourself')
    expect(await usable(kernel, user)).toBeUndefined()
  })

  it('is refused for an external guest and allowed for an internal one', async () => {
    await using kernel = await openTestKernel()
    await enablePasses(kernel)
    const external = await anExternalGuest(kernel)
    expect(await refusalOf(issue(kernel, external))).toBe('passForExternalGuest')
    const internal = await aUser(kernel, { userType: 'Guest' })
    expect((await issue(kernel, internal)).usability).toBe('EnabledByPolicy')
  })

  it('is allowed for a disabled account, for a person who has yet to begin', async () => {
    await using kernel = await openTestKernel()
    await enablePasses(kernel)
    const user = await aUser(kernel, { accountEnabled: false })
    expect((await issue(kernel, user)).usability).toBe('EnabledByPolicy')
  })

  it('replaces the pass there was, and ends the sessions that one opened', async () => {
    await using kernel = await openTestKernel()
    await enablePasses(kernel)
    const user = await aUser(kernel)
    const first = await issue(kernel, user)
    const verdict = await tryCode(kernel, user, first.code.reveal())
    if (!verdict.ok) throw new Error('the code did not work')
    const opened = await kernel.store.write(systemActor(), async (w) => {
      w.unrecorded('set up')
      return openSession(kernel, w, user.id, [verdict.proof])
    })
    const second = await issue(kernel, user)
    expect(second.pass.id).not.toBe(first.pass.id)
    expect(await tryCode(kernel, user, first.code.reveal())).toMatchObject({ ok: false })
    expect(await tryCode(kernel, user, second.code.reveal())).toMatchObject({ ok: true })
    const session = await kernel.store.read((r) =>
      r.db.selectFrom('sessions').selectAll().where('id', '=', opened.session.id).executeTakeFirstOrThrow(),
    )
    expect(session.ended_at).not.toBeNull()
  })

  it('by sixteen at once leaves one pass, whose code works', async () => {
    await using kernel = await openTestKernel()
    await enablePasses(kernel)
    const user = await aUser(kernel)
    const issued = await Promise.all(Array.from({ length: 16 }, () => issue(kernel, user)))
    const found = await usable(kernel, user)
    const survivors = issued.filter(({ pass }) => pass.id === found?.pass.id)
    expect(survivors).toHaveLength(1)
    expect(await tryCode(kernel, user, survivors[0]?.code.reveal() ?? '')).toMatchObject({ ok: true })
  })
})

describe('redeeming a pass', () => {
  it('works as typed by a person', async () => {
    await using kernel = await openTestKernel()
    await enablePasses(kernel)
    const user = await aUser(kernel)
    const { code } = await issue(kernel, user)
    const typed = ` ${code.reveal().toLowerCase().slice(0, 4)} - ${code.reveal().toLowerCase().slice(4)} `
    expect(await tryCode(kernel, user, typed)).toMatchObject({ ok: true, userId: user.id })
  })

  it('lets one of sixteen racers through when it is for one use', async () => {
    await using kernel = await openTestKernel()
    await enablePasses(kernel)
    const user = await aUser(kernel)
    const { code } = await issue(kernel, user, { isUsableOnce: true })
    const verdicts = await Promise.all(Array.from({ length: 16 }, () => tryCode(kernel, user, code.reveal())))
    expect(verdicts.filter((verdict) => verdict.ok)).toHaveLength(1)
  })

  it('erases the stored hash of a one-time pass when it is used', async () => {
    await using kernel = await openTestKernel()
    await enablePasses(kernel)
    const user = await aUser(kernel)
    const { code } = await issue(kernel, user, { isUsableOnce: true })
    await tryCode(kernel, user, code.reveal())
    const row = await kernel.store.read((r) =>
      r.db.selectFrom('temporary_access_passes').selectAll().executeTakeFirstOrThrow(),
    )
    expect(row).toMatchObject({ code_hash: null, used_at: kernel.clock.now() })
    expect((await usable(kernel, user))?.usability).toBe('OneTimeUsed')
    expect(await tryCode(kernel, user, code.reveal())).toMatchObject({ ok: false, errorCode: 130505 })
  })

  it('is refused to the millisecond outside its window, with no job running', async () => {
    await using kernel = await openTestKernel()
    await enablePasses(kernel)
    const user = await aUser(kernel)
    const { code, pass } = await issue(kernel, user, { lifetimeMinutes: 60 })
    kernel.clock.set(pass.endAt)
    expect(await tryCode(kernel, user, code.reveal())).toMatchObject({
      ok: false,
      errorCode: 130504,
      tellPerson: 'expired',
    })
  })

  it('tells somebody with the right code that it is too early, and somebody with a wrong one nothing', async () => {
    await using kernel = await openTestKernel()
    await enablePasses(kernel)
    const user = await aUser(kernel)
    const startAt = kernel.clock.now()
    kernel.clock.advanceSeconds(-60 * minute)
    const { code } = await issue(kernel, user, { startAt })
    expect(await tryCode(kernel, user, code.reveal())).toMatchObject({ ok: false, tellPerson: 'notYetValid' })
    const wrong = await tryCode(kernel, user, 'ABCDEFGH')
    expect(wrong).toEqual({ ok: false, errorCode: 130503 })
  })

  it('is judged by the policy of this moment', async () => {
    await using kernel = await openTestKernel()
    await enablePasses(kernel)
    const user = await aUser(kernel)
    const { code } = await issue(kernel, user)
    await enablePasses(kernel, { state: 'disabled' })
    expect(await tryCode(kernel, user, code.reveal())).toMatchObject({ ok: false, errorCode: 130502 })
    await enablePasses(kernel, { isUsableOnce: true })
    expect(await tryCode(kernel, user, code.reveal())).toMatchObject({ ok: false, errorCode: 130502 })
    await enablePasses(kernel, { isUsableOnce: false })
    expect(await tryCode(kernel, user, code.reveal())).toMatchObject({ ok: true })
  })

  it("fails with another user's name, whoever types it", async () => {
    await using kernel = await openTestKernel()
    await enablePasses(kernel)
    const [user, other] = [await aUser(kernel), await aUser(kernel)]
    const { code } = await issue(kernel, user)
    await issue(kernel, other)
    expect(await tryCode(kernel, other, code.reveal())).toMatchObject({ ok: false, errorCode: 130503 })
  })

  it('fails when clocks jump back before the start, and works again after it', async () => {
    await using kernel = await openTestKernel()
    await enablePasses(kernel)
    const user = await aUser(kernel)
    const { code } = await issue(kernel, user)
    kernel.clock.advanceSeconds(-1)
    expect(await tryCode(kernel, user, code.reveal())).toMatchObject({ ok: false, tellPerson: 'notYetValid' })
    kernel.clock.advanceSeconds(2)
    expect(await tryCode(kernel, user, code.reveal())).toMatchObject({ ok: true })
  })

  it('works whatever the policy when made on the server itself', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const drawn = await makePasscode(kernel, systemActor(), user.id, { alphabet: 'unambiguous', length: 12 })
    await kernel.store.write(systemActor(), (w) =>
      keepBootstrapPass(kernel, w, user, drawn, passTerms(undefined, 60, true, w.now)),
    )
    expect(await tryCode(kernel, user, drawn.code.reveal())).toMatchObject({ ok: true })
  })
})

it('makes nobody wait who guessed wrongly at the pass before it', async () => {
  await using kernel = await openTestKernel()
  await enablePasses(kernel)
  const user = await aUser(kernel)
  const guess = () =>
    kernel.store.write(systemActor(), async (w) => {
      w.unrecorded('set up')
      return reserveAttempt(kernel, w, { kind: 'temporaryAccessPass', account: user.id, ipAddress: '192.0.2.7' })
    })
  await issue(kernel, user)
  for (let tries = 0; tries < 5; tries++) expect(await guess()).toEqual({ ok: true })
  expect(await guess()).toMatchObject({ ok: false, waitSeconds: 1 })
  await issue(kernel, user)
  expect(await guess()).toEqual({ ok: true })
})

describe('deleting a pass', () => {
  it('by an administrator kills it and says so in the log', async () => {
    await using kernel = await openTestKernel()
    await enablePasses(kernel)
    const user = await aUser(kernel)
    const { code, pass } = await issue(kernel, user)
    kernel.clock.advanceSeconds(1)
    await revokePass(kernel, desk, { user: user.id, passId: pass.id })
    expect(await usable(kernel, user)).toBeUndefined()
    expect(await tryCode(kernel, user, code.reveal())).toMatchObject({ ok: false, errorCode: 130507 })
    expect((await auditRecords(kernel)).at(-1)?.record).toContain('Admin deleted temporary access pass method for user')
  })

  it('with a foreign id is refused and leaves the pass', async () => {
    await using kernel = await openTestKernel()
    await enablePasses(kernel)
    const [user, other] = [await aUser(kernel), await aUser(kernel)]
    await issue(kernel, user)
    const foreign = await issue(kernel, other)
    expect(await refusalOf(revokePass(kernel, desk, { user: user.id, passId: foreign.pass.id }))).toBe('methodNotFound')
    expect(await usable(kernel, user)).toBeDefined()
    expect(await usable(kernel, other)).toBeDefined()
  })

  it('by its owner is recorded as such', async () => {
    await using kernel = await openTestKernel()
    await enablePasses(kernel)
    const user = await aUser(kernel)
    const { pass } = await issue(kernel, user)
    kernel.clock.advanceSeconds(1)
    await kernel.store.write(userActor(user), (w) => deleteOwnPass(w, user, pass.id))
    expect(await usable(kernel, user)).toBeUndefined()
    expect((await auditRecords(kernel)).at(-1)?.record).toContain('User deleted security info')
  })
})

it('erases the hashes of passes that are over', async () => {
  await using kernel = await openTestKernel()
  await enablePasses(kernel)
  const user = await aUser(kernel)
  const { pass } = await issue(kernel, user)
  expect(await kernel.store.write(systemActor(), eraseExpiredPasses)).toBe(0)
  kernel.clock.set(pass.endAt)
  expect(await kernel.store.write(systemActor(), eraseExpiredPasses)).toBe(1)
})
