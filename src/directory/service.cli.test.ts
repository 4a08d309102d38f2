import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { groupResource } from '../../contract/graph/group.ts'
import { userResource } from '../../contract/graph/user.ts'
import { commandLine } from '../../tests/kit/command-line.ts'
import { openTestKernel, type TestKernel } from '../../tests/kit/kernel.ts'
import { recordsOf } from '../../tests/kit/records.ts'
import { passwordOf } from '../methods/password/service.ts'
import { findUser } from './service.ts'

let kernel: TestKernel
beforeEach(async () => {
  kernel = await openTestKernel()
})
afterEach(() => kernel[Symbol.asyncDispose]())

const latchkey = (...argv: string[]) => commandLine(kernel)(...argv)

/** What a command prints for scripts; fails when it does not succeed. */
async function json(...argv: string[]): Promise<unknown> {
  const result = await latchkey(...argv, '-o', 'json')
  expect(result).toMatchObject({ exitCode: 0, err: '' })
  return JSON.parse(result.out)
}

const find = (key: string) => kernel.store.read((r) => findUser(r, key))

describe('user', () => {
  const create = ['user', 'create', '--upn', 'ada@example.com', '--name', 'Ada Lovelace'] as const

  test('create prints the Graph user and records who made it', async () => {
    const printed: unknown[] = []
    const records = await recordsOf(kernel, async () => {
      printed.push(await json(...create, '--hire-date', '2026-04-01', '--job-title', 'Analyst', '--guest'))
    })
    expect(userResource.parse(printed[0])).toMatchObject({
      userPrincipalName: 'ada@example.com',
      displayName: 'Ada Lovelace',
      jobTitle: 'Analyst',
      employeeHireDate: '2026-04-01T00:00:00.000Z',
      userType: 'Guest',
      accountEnabled: true,
    })
    expect(records).toMatchObject([
      { activityDisplayName: 'Add user', initiatedBy: { app: { displayName: 'Latchkey command line' } } },
    ])
  })

  test('create takes a password from standard input and never shows it', async () => {
    const input = 'correct horse battery staple'
    const result = await commandLine(kernel, { input })(...create, '--password-stdin', '-o', 'json')
    expect(result.exitCode).toBe(0)
    expect(result.out + result.err).not.toContain(input)
    const user = await find('ada@example.com')
    expect(user && (await kernel.store.read((r) => passwordOf(r, user.id)))).toMatchObject({ mustChange: false })
    const short = await commandLine(kernel, { input: 'short' })(
      ...['user', 'create', '--upn', 'b@example.com', '--name', 'B', '--password-stdin'],
    )
    expect(short).toMatchObject({ exitCode: 1, out: '' })
    expect(await find('b@example.com')).toBeUndefined()
  })

  test.each([
    [['user', 'create', '--upn', 'ada@example.com'], 2],
    [[...create, '--hire-date', 'soon'], 2],
    [[...create, '--colour', 'green'], 2],
    [['user', 'create', '--upn', 'ada@other.example', '--name', 'Ada'], 1],
    [['user', 'create', '--upn', 'ada@example.com', '--name', ''], 1],
    [[...create, '--manager', 'nobody@example.com'], 3],
    [['user', 'show', 'nobody@example.com'], 3],
    [['user', 'disable', 'nobody@example.com'], 3],
    [['user', 'list', '--filter', 'nonsense'], 1],
  ])('%j ends with %i and changes nothing', async (argv, exitCode) => {
    expect(await latchkey(...argv)).toMatchObject({ exitCode, out: '' })
    expect(await find('ada@example.com')).toBeUndefined()
  })

  test('a name that is taken ends with 5', async () => {
    await json(...create)
    expect(await latchkey(...create)).toMatchObject({ exitCode: 5 })
  })

  test('update, disable, enable, show, list and delete do what they say', async () => {
    await json(...create, '--surname', 'Byron')
    await json('user', 'create', '--upn', 'boss@example.com', '--name', 'Boss')
    const update = ['user', 'update', 'ada@example.com', '--upn', 'countess@example.com', '--surname', '']
    expect(await json(...update, '--manager', 'boss@example.com')).toMatchObject({ surname: null })
    expect(await json('user', 'disable', 'countess@example.com')).toMatchObject({ accountEnabled: false })
    const shown = await latchkey('user', 'show', 'countess@example.com')
    expect(shown.out).toMatch(/boss@example\.com/)
    expect(await json('user', 'list', '--filter', 'accountEnabled eq false')).toMatchObject([
      { userPrincipalName: 'countess@example.com' },
    ])
    expect(await json('user', 'enable', 'countess@example.com')).toMatchObject({ accountEnabled: true })
    expect((await latchkey('user', 'list')).out.trim().split('\n')).toHaveLength(3)
    expect(await json('user', 'delete', 'countess@example.com')).toMatchObject({ deleted: true })
    expect(await find('countess@example.com')).toBeUndefined()
  })
})

test('group commands create, fill, list and delete', async () => {
  await json('user', 'create', '--upn', 'ada@example.com', '--name', 'Ada')
  const desk = groupResource.parse(await json('group', 'create', '--name', 'Desk', '--description', 'Tier 1'))
  await json('group', 'create', '--name', 'Everybody')
  expect(desk).toMatchObject({ displayName: 'Desk', securityEnabled: true, isAssignableToRole: false })
  await json('group', 'add-member', 'desk', 'ada@example.com')
  await json('group', 'add-member', 'Everybody', 'Desk')
  expect(await json('group', 'members', 'Everybody')).toMatchObject([{ displayName: 'Desk' }])
  const inside = await json('group', 'members', 'Everybody', '--transitive')
  expect(inside).toHaveLength(2)
  expect(inside).toContainEqual(expect.objectContaining({ '@odata.type': '#microsoft.graph.group' }))
  expect(inside).toContainEqual(expect.objectContaining({ '@odata.type': '#microsoft.graph.user' }))
  expect(await latchkey('group', 'add-member', 'Desk', 'Everybody')).toMatchObject({ exitCode: 1 })
  expect(await latchkey('group', 'add-member', 'Desk', 'nobody@example.com')).toMatchObject({ exitCode: 3 })
  await json('group', 'remove-member', desk.id, 'ada@example.com')
  expect(await latchkey('group', 'remove-member', 'Desk', 'ada@example.com')).toMatchObject({ exitCode: 3 })
  expect(await json('group', 'show', 'Desk')).toEqual(desk)
  await json('group', 'delete', 'Desk')
  expect(await json('group', 'list')).toMatchObject([{ displayName: 'Everybody' }])
  await json('group', 'create', '--name', 'Everybody')
  expect(await latchkey('group', 'delete', 'Everybody')).toMatchObject({ exitCode: 2 })
})
