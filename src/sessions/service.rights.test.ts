import { describe, expect, test } from 'vitest'
import { aGroup, anAdministrator, aUser, systemActor } from '../../tests/kit/builders.ts'
import { openTestKernel, type TestKernel } from '../../tests/kit/kernel.ts'
import { anAuthenticatorApp, aPass, aPassword } from '../../tests/kit/methods.ts'
import { unrecorded } from '../../tests/kit/proving.ts'
import { refusalOf } from '../../tests/kit/records.ts'
import { signedInByPass, signedInByPasskey } from '../../tests/kit/sessions.ts'
import { Visitor } from '../../tests/kit/visitor.ts'
import { roles } from '../../tests/kit/who-may-what.ts'
import { addMember, removeMember } from '../directory/service.ts'
import { updateSecurityDefaults } from '../policies/tenant/service.ts'
import { assignRole, removeRoleAssignment } from '../roles/service.ts'
import {
  endSessionsOf,
  isFamiliarSource,
  isSignedIn,
  requireFreshProof,
  requireLive,
  requireSignedIn,
  type SignedIn,
} from './service.ts'

describe('roles', () => {
  const rolesIn = async (browser: Visitor) => (await browser.signedIn())?.actor.roles.map(({ roleId }) => roleId)

  test('count in a session of several factors, and not in one of a password alone', async () => {
    await using kernel = await openTestKernel()
    await updateSecurityDefaults(kernel, systemActor(), { isEnabled: false })
    const { user } = await anAdministrator(kernel, roles.AuthAdmin)
    const password = await aPassword(kernel, user)
    const alone = await new Visitor(kernel).goTo(user.userPrincipalName, 'password')
    await alone.prove('password', password)
    expect(await alone.signedIn()).toMatchObject({ actor: { roles: [], multifactor: false } })
    const app = await anAuthenticatorApp(kernel, user)
    const both = await new Visitor(kernel).goTo(user.userPrincipalName, 'password')
    await both.prove('password', password)
    await both.prove('softwareOath', app.code())
    expect(await both.signedIn()).toMatchObject({
      actor: { roles: [{ roleId: roles.AuthAdmin, scope: '/' }], multifactor: true },
    })
    expect(await rolesIn(alone)).toEqual([])
  })

  test('given or taken, directly or through a group, count from the next request on', async () => {
    await using kernel = await openTestKernel()
    await anAdministrator(kernel, roles.GlobalAdmin)
    const user = await aUser(kernel)
    const browser = await signedInByPasskey(kernel, user)
    expect(await rolesIn(browser)).toEqual([])
    const direct = await assignRole(kernel, systemActor(), { principalId: user.id, roleDefinitionId: roles.Helpdesk })
    expect(await rolesIn(browser)).toEqual([roles.Helpdesk])
    const group = await aGroup(kernel, { isAssignableToRole: true })
    await assignRole(kernel, systemActor(), { principalId: group.id, roleDefinitionId: roles.UserAdmin })
    await addMember(kernel, systemActor(), { group: group.id, member: user.id })
    expect((await rolesIn(browser))?.toSorted()).toEqual([roles.Helpdesk, roles.UserAdmin].toSorted())
    await removeMember(kernel, systemActor(), { group: group.id, member: user.id })
    await removeRoleAssignment(kernel, systemActor(), { id: direct.id })
    expect(await rolesIn(browser)).toEqual([])
  })
})

async function entered(browser: Visitor): Promise<SignedIn> {
  const signedIn = await browser.signedIn()
  if (!signedIn) throw new Error('the session is over')
  return signedIn
}

describe('what changes how somebody signs in', () => {
  const freshness = (kernel: TestKernel, { actor }: SignedIn) =>
    kernel.store
      .read(async (r) => requireFreshProof((await requireSignedIn(r, actor)).session, r.now))
      .then(() => 'fresh')

  test('wants a strong proof of the last ten minutes', async () => {
    await using kernel = await openTestKernel()
    const signedIn = await entered(await signedInByPasskey(kernel, await aUser(kernel)))
    kernel.clock.advanceSeconds(599)
    expect(await freshness(kernel, signedIn)).toBe('fresh')
    kernel.clock.advanceSeconds(1)
    expect(await refusalOf(freshness(kernel, signedIn))).toBe('freshProofNeeded')
  })

  test('takes a pass for as long as its session lasts', async () => {
    await using kernel = await openTestKernel()
    const { browser, pass } = await signedInByPass(kernel, await aUser(kernel))
    const signedIn = await entered(browser)
    kernel.clock.set(pass.endAt)
    kernel.clock.advanceSeconds(-1)
    expect(await freshness(kernel, signedIn)).toBe('fresh')
    kernel.clock.advanceSeconds(1)
    expect(await refusalOf(freshness(kernel, signedIn))).toBe('sessionEnded')
  })

  test('is not done with a password alone', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const browser = await new Visitor(kernel).goTo(user.userPrincipalName, 'password')
    await browser.prove('password', await aPassword(kernel, user))
    expect(await refusalOf(freshness(kernel, await entered(browser)))).toBe('strongProofNeeded')
  })

  test('is not done in a session that ended since', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const signedIn = await entered(await signedInByPasskey(kernel, user))
    await unrecorded(kernel, (w) => requireLive(w, signedIn.session))
    expect(await kernel.store.read((r) => isSignedIn(r, user.id))).toBe(true)
    await unrecorded(kernel, (w) => endSessionsOf(w, { userId: user.id }, 'told so'))
    expect(await refusalOf(freshness(kernel, signedIn))).toBe('sessionEnded')
    expect(await refusalOf(unrecorded(kernel, (w) => requireLive(w, signedIn.session)))).toBe('sessionEnded')
    expect(await kernel.store.read((r) => isSignedIn(r, user.id))).toBe(false)
  })
})

test('an address is familiar for ninety days after a sign-in from it or its IPv6 network, to its owner alone', async () => {
  await using kernel = await openTestKernel()
  const [user, other] = [await aUser(kernel), await aUser(kernel)]
  const code = (await aPass(kernel, user)).code.reveal()
  for (const ipAddress of ['192.0.2.8', '2001:db8:1:2::1']) {
    const browser = await new Visitor(kernel, { ipAddress }).goTo(user.userPrincipalName, 'temporaryAccessPass')
    await browser.prove('temporaryAccessPass', code)
  }
  const familiar = (id: typeof user.id) =>
    Promise.all(
      ['192.0.2.8', '192.0.2.9', '2001:db8:1:2::ffff', '2001:db8:1:3::1'].map((ipAddress) =>
        kernel.store.read((r) => isFamiliarSource(r, id, ipAddress)),
      ),
    )
  expect(await familiar(user.id)).toEqual([true, false, true, false])
  expect(await familiar(other.id)).toEqual([false, false, false, false])
  kernel.clock.advanceSeconds(90 * 24 * 3600)
  expect(await familiar(user.id)).toEqual([false, false, false, false])
})
