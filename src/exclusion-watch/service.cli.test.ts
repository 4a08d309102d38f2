import { expect, test } from 'vitest'
import { exclusionResource, exemptPersonResource } from '../../contract/api/exclusions.ts'
import { aPolicy } from '../../tests/kit/access-in-force.ts'
import { aGroup, anAdministrator, aUser } from '../../tests/kit/builders.ts'
import { commandLine } from '../../tests/kit/command-line.ts'
import { openTestKernel } from '../../tests/kit/kernel.ts'
import { recordsOf } from '../../tests/kit/records.ts'
import { roleIds } from '../roles/rules.ts'

async function open() {
  const kernel = await openTestKernel()
  const { user: keeper } = await anAdministrator(kernel, roleIds.globalAdministrator)
  const [user, member] = [await aUser(kernel), await aUser(kernel)]
  const inner = await aGroup(kernel, { displayName: 'Crew', members: [member] })
  const group = await aGroup(kernel, { displayName: 'Travellers', members: [inner] })
  const policy = await aPolicy(kernel, {
    displayName: 'MFA for all',
    users: { excludeUsers: [user.id, keeper.id], excludeGroups: [group.id] },
    grant: { builtInControls: ['mfa'] },
  })
  const latchkey = commandLine(kernel)
  const json = async (...argv: readonly string[]) => JSON.parse((await latchkey(...argv, '-o', 'json')).out)
  const ids = { user: `${policy.id}_user_${user.id}`, group: `${policy.id}_group_${group.id}` }
  return {
    kernel,
    user,
    member,
    policy,
    ids,
    latchkey,
    json,
    [Symbol.asyncDispose]: () => kernel[Symbol.asyncDispose](),
  }
}

test('latchkey exclusion list shows the exclusions, of one policy or of one person', async () => {
  await using t = await open()
  const listed = await t.json('exclusion', 'list')
  expect(listed.map((item: unknown) => exclusionResource.parse(item).kind).toSorted()).toEqual([
    'group',
    'user',
    'user',
  ])
  const idsOf = async (...options: readonly string[]) =>
    (await t.json('exclusion', 'list', ...options)).map(({ id }: { readonly id: string }) => id)
  expect(await idsOf('--policy', 'mfa FOR all')).toHaveLength(3)
  expect(await idsOf('--policy', t.policy.id, '--user', t.member.userPrincipalName)).toEqual([t.ids.group])
  expect(await idsOf('--user', t.user.id)).toEqual([t.ids.user])
  const table = await t.latchkey('exclusion', 'list')
  expect(table.out).toContain('group Travellers')
  expect(table.out).toContain('2026-03-02 08:00 +00:00 (UTC)')
  expect(await t.latchkey('exclusion', 'list', '--policy', 'other')).toMatchObject({ exitCode: 3 })
  expect(await t.latchkey('exclusion', 'list', '--user', 'nobody@example.com')).toMatchObject({ exitCode: 3 })
})

test('latchkey exclusion show says what to do instead', async () => {
  await using t = await open()
  expect(exclusionResource.parse(await t.json('exclusion', 'show', t.ids.user))).toMatchObject({ id: t.ids.user })
  const shown = await t.latchkey('exclusion', 'show', t.ids.user)
  expect(shown.out).toContain(`latchkey pass issue ${t.user.id} --once`)
  expect(shown.err).toContain('Issue a pass instead')
  expect(await t.latchkey('exclusion', 'show', t.policy.id)).toMatchObject({ exitCode: 3 })
})

test('latchkey exclusion people names the way and who has no strong method', async () => {
  await using t = await open()
  const people = await t.json('exclusion', 'people', '--exclusion', t.ids.group)
  expect(people.map((person: unknown) => exemptPersonResource.parse(person).id)).toEqual([t.member.id])
  expect((await t.latchkey('exclusion', 'people')).out).toContain('group Travellers > Crew')
  expect(await t.json('exclusion', 'people', '--without-strong-method', '--policy', 'MFA for all')).toHaveLength(3)
  expect(await t.latchkey('exclusion', 'people', '--exclusion', "' or kind eq 'user")).toMatchObject({ exitCode: 3 })
})

test('latchkey exclusion set-expiry and clear-expiry set the end and take it away, recorded', async () => {
  await using t = await open()
  const set = (...options: readonly string[]) => t.latchkey('exclusion', 'set-expiry', t.ids.group, ...options)
  const [record] = await recordsOf(t.kernel, async () => {
    const done = await set('--in', '7d')
    expect(done).toMatchObject({ exitCode: 0, err: expect.stringContaining('2026-03-09 08:00') })
  })
  expect(record).toMatchObject({ initiatedBy: { app: { displayName: 'Latchkey command line' } } })
  expect(JSON.parse((await set('--at', '2026-04-01T00:00:00Z', '-o', 'json')).out)).toMatchObject({
    expirationDateTime: '2026-04-01T00:00:00.000Z',
  })
  const cleared = await t.json('exclusion', 'clear-expiry', t.ids.group)
  expect(cleared).toMatchObject({ id: t.ids.group, expirationDateTime: null })
  for (const wrong of [[], ['--in', '7'], ['--at', 'soon'], ['--in', '7d', '--at', '2026-04-01']]) {
    expect(await set(...wrong), wrong.join(' ')).toMatchObject({ exitCode: 2, out: '' })
  }
  expect(await set('--at', '2026-03-02T08:00:00Z')).toMatchObject({ exitCode: 1 })
  expect(await t.latchkey('exclusion', 'set-expiry', 'other', '--in', '7d')).toMatchObject({ exitCode: 3 })
})

test('latchkey exclusion set-expiry locks nobody out without --force', async () => {
  await using kernel = await openTestKernel()
  const { user } = await anAdministrator(kernel, roleIds.globalAdministrator)
  const policy = await aPolicy(kernel, { users: { excludeUsers: [user.id] } })
  const set = ['exclusion', 'set-expiry', `${policy.id}_user_${user.id}`, '--in', '7d']
  expect(await commandLine(kernel)(...set)).toMatchObject({ exitCode: 1, err: expect.stringContaining('--force') })
  expect(await commandLine(kernel)(...set, '--force')).toMatchObject({ exitCode: 0 })
})
