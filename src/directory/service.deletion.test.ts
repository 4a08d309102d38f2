import { expect, test } from 'vitest'
import { aGroup, anAdministrator, aUser, systemActor } from '../../tests/kit/builders.ts'
import { openTestKernel, type TestKernel } from '../../tests/kit/kernel.ts'
import { refusalOf } from '../../tests/kit/records.ts'
import { Secret } from '../base/secret.ts'
import { issuePass } from '../methods/temporary-access-pass/service.ts'
import { defaultConfigurations } from '../policies/authentication-methods/rules.ts'
import { updateConfigurations } from '../policies/authentication-methods/service.ts'
import { assignRole, rolesOf } from '../roles/service.ts'
import { findSession, openSession } from '../sessions/service.ts'
import { firstPassword } from './passwords.ts'
import type { User } from './rules.ts'
import { deleteGroup, deleteUser, disableUser, enableUser, findUser, requireUser } from './service.ts'

const system = systemActor()
const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10'
const helpdesk = '729827e3-9c14-49f7-bb1b-9608f156bbb8'
const name = 'ada@example.com'

/** The tables in which the text stands in some row, but for the logs. */
async function tablesWith(kernel: TestKernel, text: string): Promise<readonly string[]> {
  const { reader } = kernel.test.database
  const all = (await reader.introspection.getTables()).filter(({ isView }) => !isView).map((table) => table.name)
  const tables = all.filter((table) => !/^(change|directory_audit)/.test(table))
  const found: string[] = []
  for (const table of tables) {
    const rows = await reader
      .selectFrom(table as 'users')
      .selectAll()
      .execute()
    if (JSON.stringify(rows).includes(text)) found.push(table)
  }
  return found.toSorted()
}

async function openedSession(kernel: TestKernel, user: User): Promise<string> {
  const proof = { kind: 'fido2', mode: 'fido2', at: kernel.clock.now(), methodId: 'key' } as const
  const { token } = await kernel.store.write(system, async (w) => {
    w.unrecorded('the sign-in is not what is tested')
    return openSession(kernel, w, user.id, [proof])
  })
  return token.reveal()
}

const isSignedIn = async (kernel: TestKernel, token: string) =>
  (await findSession(kernel, token, system.origin)) !== undefined

async function keepMethods(kernel: TestKernel, user: User): Promise<void> {
  await kernel.store.write(system, async (w) => {
    w.unrecorded('registering is not what is tested')
    const always = { user_id: user.id, display_name: 'mine', created_at: w.now, last_used_at: null }
    await w.db
      .insertInto('oath_tokens')
      .values({ ...always, id: 'token', secret: Uint8Array.of(1), last_step: 0 })
      .execute()
    await w.db
      .insertInto('passkeys')
      .values({
        ...always,
        id: 'key',
        public_key: Uint8Array.of(1),
        sign_count: 0,
        aaguid: '',
        attestation_level: 'notAttested',
        attestation_certificates: '[]',
        transports: '[]',
        backup_eligible: 0,
        backup_state: 0,
        discoverable: 1,
      })
      .execute()
  })
  const settings = { ...defaultConfigurations.TemporaryAccessPass, state: 'enabled' } as const
  await updateConfigurations(kernel, system, [{ id: 'TemporaryAccessPass', change: settings }])
  await issuePass(kernel, system, { user: user.id })
}

test('a deleted user leaves only the entry and the log, and who gets the name next inherits nothing', async () => {
  await using kernel = await openTestKernel()
  await anAdministrator(kernel, globalAdministrator)
  const credential = firstPassword(new Secret('correct horse battery staple'), false)
  const { user } = await anAdministrator(kernel, helpdesk, { userPrincipalName: name, credential })
  await aGroup(kernel, { members: [user] })
  await keepMethods(kernel, user)
  const token = await openedSession(kernel, user)
  expect(await isSignedIn(kernel, token)).toBe(true)
  expect(await tablesWith(kernel, user.id)).toEqual(
    expect.arrayContaining(['group_members', 'oath_tokens', 'passkeys', 'passwords', 'role_assignments', 'sessions']),
  )

  await deleteUser(kernel, system, { user: name })
  expect(await tablesWith(kernel, user.id)).toEqual(['former_links', 'sessions', 'users'])
  expect(await isSignedIn(kernel, token)).toBe(false)

  const next = await aUser(kernel, { userPrincipalName: name })
  expect(await kernel.store.read((r) => rolesOf(r, next.id))).toEqual([])
  expect(await tablesWith(kernel, next.id)).toEqual(['users'])
  expect(await isSignedIn(kernel, token)).toBe(false)
})

test('disabling signs out at once, and enabling brings no session back', async () => {
  await using kernel = await openTestKernel()
  const user = await aUser(kernel)
  const token = await openedSession(kernel, user)
  await disableUser(kernel, system, { user: user.id })
  expect(await isSignedIn(kernel, token)).toBe(false)
  await enableUser(kernel, system, { user: user.id })
  expect(await isSignedIn(kernel, token)).toBe(false)
})

test('the last enabled administrator is neither deleted nor disabled', async () => {
  await using kernel = await openTestKernel()
  const [first, second] = [
    await anAdministrator(kernel, globalAdministrator),
    await anAdministrator(kernel, globalAdministrator),
  ]
  await disableUser(kernel, system, { user: second.user.id })
  for (const refused of [deleteUser, disableUser]) {
    expect(await refusalOf(refused(kernel, system, { user: first.user.id }))).toBe('lastAdministrator')
  }
  expect(await kernel.store.read((r) => requireUser(r, first.user.id))).toEqual(first.user)
  await deleteUser(kernel, system, { user: second.user.id })
  expect(await kernel.store.read((r) => findUser(r, second.user.id))).toBeUndefined()
})

test('two administrators who disable each other at once leave one', async () => {
  await using kernel = await openTestKernel()
  const both = [await anAdministrator(kernel, globalAdministrator), await anAdministrator(kernel, globalAdministrator)]
  const outcomes = await Promise.allSettled(both.map(({ user }) => disableUser(kernel, system, { user: user.id })))
  expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1)
})

test('a deleted group takes the roles it gave with it', async () => {
  await using kernel = await openTestKernel()
  const user = await aUser(kernel)
  const group = await aGroup(kernel, { isAssignableToRole: true, members: [user] })
  await assignRole(kernel, system, { principalId: group.id, roleDefinitionId: helpdesk })
  expect(await kernel.store.read((r) => rolesOf(r, user.id))).toEqual([helpdesk])
  await deleteGroup(kernel, system, { group: group.id })
  expect(await kernel.store.read((r) => rolesOf(r, user.id))).toEqual([])
  expect(await tablesWith(kernel, group.id)).toEqual(['former_links', 'groups'])
})
