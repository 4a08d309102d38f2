import { describe, expect, test } from 'vitest'
import { aPolicy, phishingResistant, visitorsNetwork } from '../../tests/kit/access-in-force.ts'
import { aGroup, aUser, holding, systemActor } from '../../tests/kit/builders.ts'
import { openTestKernel, type TestKernel } from '../../tests/kit/kernel.ts'
import { aPass, aPasskey, aPassword } from '../../tests/kit/methods.ts'
import { signInsOf } from '../../tests/kit/records.ts'
import { Visitor } from '../../tests/kit/visitor.ts'
import type { User } from '../directory/rules.ts'
import { noUsers } from '../policies/conditional-access/rules.ts'
import { deletePolicy, updatePolicy } from '../policies/conditional-access/service.ts'
import { roleIds } from '../roles/rules.ts'

/** What came of a sign-in with a one-time pass that the user has, and the record of it. */
async function withPass(kernel: TestKernel, code: string, user: User, ipAddress = '192.0.2.7') {
  const browser = await new Visitor(kernel, { ipAddress }).goTo(user.userPrincipalName, 'temporaryAccessPass')
  const [record] = await signInsOf(kernel, () => browser.prove('temporaryAccessPass', code))
  return { browser, record, isIn: browser.session !== undefined }
}

async function somebody(kernel: TestKernel) {
  const user = await aUser(kernel)
  const { code } = await aPass(kernel, user, { isUsableOnce: true })
  return { user, code: code.reveal() }
}

const everything = (kernel: TestKernel) =>
  kernel.store.read(async (r) => ({
    passes: await r.db.selectFrom('temporary_access_passes').selectAll().execute(),
    sessions: await r.db.selectFrom('sessions').selectAll().execute(),
  }))

const applied = (record: Readonly<Record<string, unknown>> | undefined) => ({
  status: (record?.['status'] as { readonly errorCode: number } | undefined)?.errorCode,
  access: record?.['conditionalAccessStatus'],
  policies: record?.['appliedConditionalAccessPolicies'],
})

describe('a policy that blocks', () => {
  test('ends the sign-in with the number the service desk asks for, spends nothing, and stands in the record', async () => {
    await using kernel = await openTestKernel()
    const { user, code } = await somebody(kernel)
    const { id, displayName } = await aPolicy(kernel)
    const before = await everything(kernel)
    const { browser, record, isIn } = await withPass(kernel, code, user)
    expect([isIn, browser.problem, browser.shown.signIn.stage]).toEqual([false, 'accessBlocked', 'blocked'])
    expect(browser.shown.signIn.problem?.message).toContain(browser.origin.correlationId)
    expect(await everything(kernel)).toEqual(before)
    expect(record).toMatchObject({
      correlationId: browser.origin.correlationId,
      authenticationMethodsUsed: ['Temporary Access Pass'],
    })
    expect(applied(record)).toEqual({
      status: 53003,
      access: 'failure',
      policies: [{ id, displayName, enforcedGrantControls: ['Block'], enforcedSessionControls: [], result: 'failure' }],
    })
    await deletePolicy(kernel, systemActor(), { id })
    expect((await withPass(kernel, code, user)).isIn).toBe(true)
  })

  test('one place lets the same pass in from any other', async () => {
    await using kernel = await openTestKernel()
    const { user, code } = await somebody(kernel)
    const { id } = await visitorsNetwork(kernel)
    await aPolicy(kernel, { conditions: { locations: { includeLocations: [id], excludeLocations: [] } } })
    expect((await withPass(kernel, code, user)).browser.problem).toBe('accessBlocked')
    expect((await withPass(kernel, code, user, '198.51.100.4')).isIn).toBe(true)
  })

  test('everywhere but one place lets in from there', async () => {
    await using kernel = await openTestKernel()
    const { user, code } = await somebody(kernel)
    const { id } = await visitorsNetwork(kernel)
    await aPolicy(kernel, { conditions: { locations: { includeLocations: ['All'], excludeLocations: [id] } } })
    expect((await withPass(kernel, code, user, '198.51.100.4')).browser.problem).toBe('accessBlocked')
    expect((await withPass(kernel, code, user)).isIn).toBe(true)
  })

  test('one user, and members of one group, lets in everybody else', async () => {
    await using kernel = await openTestKernel()
    const [named, member, other] = [await somebody(kernel), await somebody(kernel), await somebody(kernel)]
    const group = await aGroup(kernel, { members: [member.user] })
    await aPolicy(kernel, { users: { includeUsers: [named.user.id], includeGroups: [group.id] } })
    expect((await withPass(kernel, named.code, named.user)).browser.problem).toBe('accessBlocked')
    expect((await withPass(kernel, member.code, member.user)).browser.problem).toBe('accessBlocked')
    const { isIn, record } = await withPass(kernel, other.code, other.user)
    expect([isIn, applied(record)]).toEqual([true, { status: 0, access: 'notApplied', policies: [] }])
  })

  test('everybody lets in whom it excludes', async () => {
    await using kernel = await openTestKernel()
    const [excluded, other] = [await somebody(kernel), await somebody(kernel)]
    await aPolicy(kernel, { users: { excludeUsers: [excluded.user.id] } })
    expect((await withPass(kernel, excluded.code, excluded.user)).isIn).toBe(true)
    expect((await withPass(kernel, other.code, other.user)).isIn).toBe(false)
  })

  test('another application leaves these pages alone', async () => {
    await using kernel = await openTestKernel()
    const { user, code } = await somebody(kernel)
    await aPolicy(kernel, { applications: ['00000000-0000-4000-8000-0000000000aa'] })
    expect((await withPass(kernel, code, user)).isIn).toBe(true)
  })

  test('one platform goes by what the browser says it runs on', async () => {
    await using kernel = await openTestKernel()
    const { user, code } = await somebody(kernel)
    await aPolicy(kernel, { conditions: { platforms: { includePlatforms: ['all'], excludePlatforms: ['windows'] } } })
    expect((await withPass(kernel, code, user)).isIn).toBe(false)
  })

  test('stops a new password from being set', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const password = await aPassword(kernel, user, undefined, true)
    const browser = await new Visitor(kernel).goTo(user.userPrincipalName, 'password')
    await browser.prove('password', password)
    expect(browser.shown.signIn.stage).toBe('changePassword')
    const { id } = await aPolicy(kernel)
    const [record] = await signInsOf(kernel, () => browser.changePassword('seven grey herons wade'))
    expect([browser.problem, applied(record).status, applied(record).access]).toEqual([
      'accessBlocked',
      53003,
      'failure',
    ])
    await deletePolicy(kernel, systemActor(), { id })
    await browser.goTo(user.userPrincipalName, 'password')
    await browser.prove('password', password)
    expect(browser.shown.signIn.stage).toBe('changePassword')
  })

  test('stops a passkey that nobody was named for', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const { authenticator } = await aPasskey(kernel, user)
    await aPolicy(kernel)
    const browser = await new Visitor(kernel).begin()
    const [record] = await signInsOf(kernel, () => browser.provePasskey(authenticator))
    expect([browser.problem, record?.['userId']]).toEqual(['accessBlocked', user.id])
  })
})

describe('a policy', () => {
  test('in report-only is told in the record, and does nothing else', async () => {
    await using kernel = await openTestKernel()
    const { user, code } = await somebody(kernel)
    const { id } = await aPolicy(kernel, { state: 'enabledForReportingButNotEnforced' })
    const { isIn, record } = await withPass(kernel, code, user)
    expect(isIn).toBe(true)
    expect(applied(record)).toMatchObject({
      status: 0,
      access: 'notApplied',
      policies: [{ id, result: 'reportOnlyFailure' }],
    })
  })

  test('that is switched off does nothing, until it is switched on', async () => {
    await using kernel = await openTestKernel()
    const [one, two] = [await somebody(kernel), await somebody(kernel)]
    const { id } = await aPolicy(kernel, { state: 'disabled' })
    const { isIn, record } = await withPass(kernel, one.code, one.user)
    expect([isIn, applied(record)]).toEqual([true, { status: 0, access: 'notApplied', policies: [] }])
    await updatePolicy(kernel, systemActor(), { id, change: { state: 'enabled' } })
    expect((await withPass(kernel, two.code, two.user)).isIn).toBe(false)
  })

  test('that asks for more than was proved leads on to it, and the record says so', async () => {
    await using kernel = await openTestKernel()
    const { user, code } = await somebody(kernel)
    await aPolicy(kernel, { grant: { builtInControls: ['mfa'] } })
    await aPolicy(kernel, { grant: { authenticationStrength: phishingResistant } })
    const { browser, isIn, record } = await withPass(kernel, code, user)
    expect([isIn, browser.shown.signIn.stage, browser.shown.signIn.asked]).toEqual([false, 'register', 'fido2'])
    expect(applied(record)).toMatchObject({
      status: 50072,
      access: 'failure',
      policies: [
        { enforcedGrantControls: ['Mfa'], result: 'success' },
        { enforcedGrantControls: ['RequireAuthenticationStrength'], result: 'failure' },
      ],
    })
  })

  test('that names a role counts for those who hold it', async () => {
    await using kernel = await openTestKernel()
    const [holder, other] = [await somebody(kernel), await somebody(kernel)]
    await holding(kernel, holder.user, roleIds.helpdeskAdministrator)
    await aPolicy(kernel, { users: { ...noUsers, includeRoles: [roleIds.helpdeskAdministrator] } })
    expect((await withPass(kernel, holder.code, holder.user)).isIn).toBe(false)
    expect((await withPass(kernel, other.code, other.user)).isIn).toBe(true)
  })
})
