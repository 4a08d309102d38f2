import { expect, test } from 'vitest'
import { Secret } from '../src/base/secret.ts'
import { firstPassword } from '../src/directory/passwords.ts'
import type { User } from '../src/directory/rules.ts'
import type { StrengthMode } from '../src/policies/authentication-strengths/rules.ts'
import { decide } from '../src/policies/conditional-access/service.ts'
import { updateSecurityDefaults } from '../src/policies/tenant/service.ts'
import { roleIds } from '../src/roles/rules.ts'
import { aGroup, anAdministrator, aUser, systemActor } from './kit/builders.ts'
import { commandLine } from './kit/command-line.ts'
import { openTestKernel, type TestKernel } from './kit/kernel.ts'

const pair = ['access-policy', 'preset', 'pass-for-registration-only'] as const
const json = ['-o', 'json'] as const

const outcomeOf = async (kernel: TestKernel, user: User, mode: StrengthMode, isRegistering: boolean) => {
  const question = {
    userId: user.id,
    target: {
      applications: ['portal'],
      ...(isRegistering && { userAction: 'urn:user:registersecurityinfo' as const }),
    },
    clientAppType: 'browser',
    platform: null,
    ipAddress: '192.0.2.1',
    country: null,
    transferMethod: null,
    held: { proofs: [{ mode }], passwordChanged: false },
  } as const
  return (await kernel.store.read((read) => decide(kernel, read, question))).outcome
}

async function nothingMade(kernel: TestKernel) {
  const latchkey = commandLine(kernel)
  expect((await latchkey('access-policy', 'list', ...json)).out).toBe('[]\n')
  expect(JSON.parse((await latchkey('strength', 'list', ...json)).out)).toHaveLength(3)
}

test('a pass registers a method and opens nothing else, except for those left out', async () => {
  await using kernel = await openTestKernel()
  await updateSecurityDefaults(kernel, systemActor(), { isEnabled: false })
  const [ada, emergency] = [await aUser(kernel), await anAdministrator(kernel, roleIds.globalAdministrator)]
  const group = await aGroup(kernel, { displayName: 'Emergency', members: [emergency.user] })
  const created = await commandLine(kernel)(...pair, '--exclude', 'Emergency', '--state', 'enabled', ...json)
  expect(created).toMatchObject({ exitCode: 0, err: '' })
  const { strength, policies } = JSON.parse(created.out)
  expect(strength.allowedCombinations).toHaveLength(17)
  expect(strength.allowedCombinations.join()).not.toContain('temporaryAccessPass')
  expect(policies).toMatchObject([
    {
      conditions: {
        users: { includeUsers: ['All'], excludeGroups: [group.id] },
        applications: { includeUserActions: ['urn:user:registersecurityinfo'] },
      },
      grantControls: { authenticationStrength: { id: '00000000-0000-0000-0000-000000000002' } },
    },
    {
      conditions: { users: { excludeGroups: [group.id] }, applications: { includeApplications: ['All'] } },
      grantControls: { authenticationStrength: { id: strength.id } },
    },
  ])
  const pass = 'temporaryAccessPassOneTime'
  expect(await outcomeOf(kernel, ada, pass, true)).toBe('granted')
  expect(await outcomeOf(kernel, ada, pass, false)).toBe('required')
  expect(await outcomeOf(kernel, ada, 'fido2', false)).toBe('granted')
  expect(await outcomeOf(kernel, ada, 'password', true)).toBe('required')
  expect(await outcomeOf(kernel, emergency.user, pass, false)).toBe('granted')
})

test('the pair is in report-only unless told, and says that one of them is not evaluated then', async () => {
  await using kernel = await openTestKernel()
  const user = await aUser(kernel)
  const created = await commandLine(kernel)(...pair, '--exclude', user.userPrincipalName)
  expect(created).toMatchObject({ exitCode: 0, err: expect.stringContaining('report-only does not evaluate') })
  const policies = JSON.parse((await commandLine(kernel)('access-policy', 'list', ...json)).out)
  expect(policies.map(({ state }: { readonly state: string }) => state)).toEqual([
    'enabledForReportingButNotEnforced',
    'enabledForReportingButNotEnforced',
  ])
})

test.each<readonly [readonly string[], number, string]>([
  [['--exclude', 'Nobody'], 3, "no user or group 'Nobody'"],
  [[], 2, '--exclude'],
  [['--exclude', 'Emergency', '--state', 'enabled'], 1, 'Security defaults are on'],
])('with %j nothing is made', async (options, exitCode, part) => {
  await using kernel = await openTestKernel()
  await aGroup(kernel, { displayName: 'Emergency' })
  const refused = await commandLine(kernel)(...pair, ...options)
  expect(refused).toMatchObject({ exitCode, out: '', err: expect.stringContaining(part) })
  await nothingMade(kernel)
})

test('nothing is made where there is no room for the strength', async () => {
  await using kernel = await openTestKernel()
  await updateSecurityDefaults(kernel, systemActor(), { isEnabled: false })
  const latchkey = commandLine(kernel)
  const { user } = await anAdministrator(kernel, roleIds.globalAdministrator)
  for (let count = 0; count < 15; count++) {
    await latchkey('strength', 'create', '--name', `Own ${count}`, '--combination', 'fido2')
  }
  const full = await latchkey(...pair, '--exclude', user.userPrincipalName, ...json)
  expect(full).toMatchObject({ exitCode: 1 })
  expect(JSON.parse(full.err).error.code).toBe('strengthLimitReached')
  expect((await latchkey('access-policy', 'list', ...json)).out).toBe('[]\n')
})

test('a second time is refused, and leaves what is there', async () => {
  await using kernel = await openTestKernel()
  const latchkey = commandLine(kernel)
  const { userPrincipalName } = await aUser(kernel)
  await latchkey(...pair, '--exclude', userPrincipalName)
  const again = await latchkey(...pair, '--exclude', userPrincipalName)
  expect(again).toMatchObject({ exitCode: 5, err: expect.stringContaining('It is there already') })
  expect(JSON.parse((await latchkey('access-policy', 'list', ...json)).out)).toHaveLength(2)
  expect(JSON.parse((await latchkey('strength', 'list', ...json)).out)).toHaveLength(4)
})

test('what would lock out every administrator is refused by their names, and done with --force', async () => {
  await using kernel = await openTestKernel()
  await updateSecurityDefaults(kernel, systemActor(), { isEnabled: false })
  const latchkey = commandLine(kernel)
  const credential = firstPassword(new Secret('correct horse battery staple'), false)
  const { user } = await anAdministrator(kernel, roleIds.globalAdministrator, { credential })
  const other = await aUser(kernel)
  const enforced = [...pair, '--exclude', other.userPrincipalName, '--state', 'enabled'] as const
  const refused = await latchkey(...enforced, ...json)
  expect(refused).toMatchObject({ exitCode: 1, out: '' })
  const { error } = JSON.parse(refused.err)
  expect(error).toMatchObject({ code: 'administratorsLockedOut', field: 'conditions/users' })
  expect(error.message).toContain(user.userPrincipalName)
  await nothingMade(kernel)
  expect(await latchkey(...enforced, '--force')).toMatchObject({ exitCode: 0 })
})
