import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createLocation } from '../src/policies/named-locations/service.ts'
import { updateSecurityDefaults } from '../src/policies/tenant/service.ts'
import { smallPolicy, withGrant, withUsers } from './kit/access-policies.ts'
import { aGroup, aUser, systemActor } from './kit/builders.ts'
import { commandLine } from './kit/command-line.ts'
import { openTestKernel, type TestKernel } from './kit/kernel.ts'
import { temporaryFolder } from './kit/temporary-folder.ts'

const json = ['-o', 'json'] as const
const registration = 'securing-security-info-registration'

/** A tenant whose security defaults are off, so that policies may be enabled. */
async function open(): Promise<TestKernel> {
  const kernel = await openTestKernel()
  await updateSecurityDefaults(kernel, systemActor(), { isEnabled: false })
  return kernel
}

/** Makes the policy out of standard input. */
const createFrom = (kernel: TestKernel, body: object, ...more: readonly string[]) =>
  commandLine(kernel, { input: JSON.stringify(body) })('access-policy', 'create', '--file', '-', ...more, ...json)

async function made(kernel: TestKernel, body: object): Promise<string> {
  const created = await createFrom(kernel, body)
  expect(created).toMatchObject({ exitCode: 0, err: '' })
  return JSON.parse(created.out).id
}

const listed = async (kernel: TestKernel) =>
  JSON.parse((await commandLine(kernel)('access-policy', 'list', ...json)).out)

describe('latchkey access-policy create', () => {
  test('makes a policy of a template, in report-only and without the people left out', async () => {
    await using kernel = await open()
    const latchkey = commandLine(kernel)
    const [user, group] = [await aUser(kernel), await aGroup(kernel, { displayName: 'Emergency' })]
    const names = ['--exclude', user.userPrincipalName, 'emergency']
    const created = await latchkey('access-policy', 'create', '--template', registration, ...names, ...json)
    expect(created).toMatchObject({ exitCode: 0, err: '' })
    expect(JSON.parse(created.out)).toMatchObject({
      displayName: 'Securing security info registration',
      templateId: 'b8bda7f8-6584-4446-bce9-d871480e53fa',
      state: 'enabledForReportingButNotEnforced',
      conditions: {
        users: { includeUsers: ['All'], excludeUsers: ['GuestsOrExternalUsers', user.id], excludeGroups: [group.id] },
        applications: { includeUserActions: ['urn:user:registersecurityinfo'] },
      },
      grantControls: { builtInControls: ['mfa'] },
    })
    const shown = await latchkey('access-policy', 'create', '--template', registration, '--name', 'Second')
    expect(shown.err).toContain('not evaluated in report-only')
  })

  test.each(['Securing security info registration', 'B8BDA7F8-6584-4446-BCE9-D871480E53FA'])(
    'finds a template by %s',
    async (name) => {
      await using kernel = await open()
      const created = await commandLine(kernel)(
        'access-policy',
        'create',
        '--template',
        name,
        '--state',
        'enabled',
        ...json,
      )
      expect(JSON.parse(created.out)).toMatchObject({
        state: 'enabled',
        displayName: 'Securing security info registration',
      })
    },
  )

  test('makes a policy of every template', async () => {
    await using kernel = await open()
    const latchkey = commandLine(kernel)
    const templates = JSON.parse((await latchkey('access-policy', 'templates', ...json)).out)
    expect(templates).toHaveLength(9)
    expect((await latchkey('access-policy', 'templates')).out).toContain(registration)
    for (const { id } of templates) {
      expect(await latchkey('access-policy', 'create', '--template', id)).toMatchObject({ exitCode: 0 })
    }
    expect(await listed(kernel)).toHaveLength(9)
  })

  test('takes what show prints, from a file and from standard input, and options win over it', async () => {
    await using kernel = await open()
    await using folder = await temporaryFolder('access-policy')
    const latchkey = commandLine(kernel)
    const id = await made(kernel, smallPolicy)
    const shown = await latchkey('access-policy', 'show', id, ...json)
    const file = join(folder.path, 'policy.json')
    await writeFile(file, shown.out)
    const copied = await latchkey('access-policy', 'create', '--file', file, '--name', 'Copy', ...json)
    const { id: _id, createdDateTime: _created, displayName: _name, ...before } = JSON.parse(shown.out)
    expect(JSON.parse(copied.out)).toMatchObject({ ...before, displayName: 'Copy' })
    const piped = await createFrom(kernel, smallPolicy, '--state', 'report-only')
    expect(JSON.parse(piped.out)).toMatchObject({ state: 'enabledForReportingButNotEnforced' })
  })

  test.each<readonly [object, string]>([
    [{ ...smallPolicy, colour: 'red' }, 'colour'],
    [{ ...smallPolicy, state: 'on' }, 'state'],
    [withUsers({ includeUsers: ['Al'] }), 'conditions/users/includeUsers'],
    [withUsers({ includeGroups: ['00000000-0000-4000-8000-00000000dead'] }), 'conditions/users'],
    [withGrant({ builtInControls: [] }), 'grantControls/builtInControls'],
  ])('refuses %j by the property that is wrong, and stores nothing', async (body, field) => {
    await using kernel = await open()
    const refused = await createFrom(kernel, body)
    expect(refused).toMatchObject({ exitCode: 1, out: '' })
    expect(JSON.parse(refused.err).error.field).toBe(field)
    expect(await listed(kernel)).toEqual([])
  })

  test.each<readonly [readonly string[], string, number]>([
    [[], 'Give --template or --file', 2],
    [['--template', registration, '--file', '-'], 'Give --template or --file', 2],
    [['--file', '-', '--exclude', 'x'], '--exclude goes with --template', 2],
    [['--file', '-'], 'Standard input is not JSON', 2],
    [['--file', '/nowhere/policy.json'], 'cannot be read', 2],
    [['--template', 'nothing'], 'There are: securing-security-info-registration, ', 3],
    [['--template', registration, '--exclude', 'Nobody'], "no user or group 'Nobody'", 3],
    [['--template', registration, '--state', 'on'], 'Allowed choices are enabled, report-only, disabled', 2],
  ])('ends a line with %j saying what is right', async (options, part, exitCode) => {
    await using kernel = await open()
    const refused = await commandLine(kernel, { input: '{' })('access-policy', 'create', ...options)
    expect(refused).toMatchObject({ exitCode, out: '' })
    expect(refused.err).toContain(part)
    expect(await listed(kernel)).toEqual([])
  })

  test('enables nothing while security defaults are on', async () => {
    await using kernel = await openTestKernel()
    const refused = await createFrom(kernel, smallPolicy)
    expect(JSON.parse(refused.err).error).toMatchObject({ code: 'securityDefaultsInForce', field: 'state' })
  })
})

describe('latchkey access-policy', () => {
  test('shows in words who, what, where and then', async () => {
    await using kernel = await open()
    const [user, group] = [await aUser(kernel), await aGroup(kernel, { displayName: 'Emergency' })]
    const office = await createLocation(kernel, systemActor(), {
      kind: 'ip',
      displayName: 'Office',
      isTrusted: true,
      ipRanges: [{ version: 4, cidrAddress: '192.0.2.0/24' }],
    })
    await made(kernel, {
      ...smallPolicy,
      conditions: {
        clientAppTypes: ['browser'],
        users: { includeUsers: ['All'], excludeUsers: [user.id], excludeGroups: [group.id] },
        applications: { includeApplications: ['All'] },
        locations: { includeLocations: ['All'], excludeLocations: [office.id] },
      },
      grantControls: { operator: 'OR', builtInControls: ['mfa', 'compliantDevice'] },
      sessionControls: { signInFrequency: { value: 8, type: 'hours' } },
    })
    const { out } = await commandLine(kernel)('access-policy', 'show', 'mfa for ALL')
    for (const line of [
      /^state +enabled$/m,
      new RegExp(`^who +everybody, except ${user.userPrincipalName}, group Emergency$`, 'm'),
      /^what +everything$/m,
      /^where +anywhere, except Office$/m,
      /^when +client browser$/m,
      /^then +ask for multifactor authentication or a compliant device \(never met here\)$/m,
      /^session +sign in anew every 8 hours$/m,
      /^changed +-$/m,
    ]) {
      expect(out).toMatch(line)
    }
  })

  test('enables, reports only and disables', async () => {
    await using kernel = await open()
    const latchkey = commandLine(kernel)
    await made(kernel, withUsers({ includeUsers: ['None'] }))
    const states = { disable: 'disabled', 'report-only': 'enabledForReportingButNotEnforced', enable: 'enabled' }
    for (const [command, state] of Object.entries(states)) {
      const { out } = await latchkey('access-policy', command, 'MFA for all', ...json)
      expect(JSON.parse(out)).toMatchObject({ state })
    }
    expect((await latchkey('access-policy', 'list')).out).toMatch(/^MFA for all +enabled +nobody +everything +ask for/m)
  })

  test('changes what is given and keeps the rest', async () => {
    await using kernel = await open()
    const id = await made(kernel, smallPolicy)
    const input = JSON.stringify({ grantControls: { builtInControls: ['passwordChange'] }, state: 'enabled' })
    const latchkey = commandLine(kernel, { input })
    const wrong = await latchkey('access-policy', 'update', id, '--file', '-')
    expect(wrong).toMatchObject({ exitCode: 1, err: expect.stringContaining('passwordChange') })
    const renamed = await latchkey('access-policy', 'update', id, '--name', 'Other', '--state', 'disabled', ...json)
    expect(JSON.parse(renamed.out)).toMatchObject({
      displayName: 'Other',
      state: 'disabled',
      grantControls: { builtInControls: ['mfa'] },
    })
    expect(await latchkey('access-policy', 'update', id)).toMatchObject({ exitCode: 2 })
  })

  test('deletes and restores', async () => {
    await using kernel = await open()
    const latchkey = commandLine(kernel)
    const id = await made(kernel, smallPolicy)
    const deleted = await latchkey('access-policy', 'delete', 'MFA for all', ...json)
    expect(JSON.parse(deleted.out)).toEqual({ id, deleted: true })
    expect(await latchkey('access-policy', 'show', id)).toMatchObject({ exitCode: 3 })
    expect((await latchkey('access-policy', 'list', '--deleted')).out).toMatch(/^MFA for all +\d{4}-.*UTC/m)
    expect(JSON.parse((await latchkey('access-policy', 'list', '--deleted', ...json)).out)).toMatchObject([
      { id, deletedDateTime: expect.stringMatching(/Z$/) },
    ])
    expect(await latchkey('access-policy', 'restore', 'MFA for all')).toMatchObject({ exitCode: 0 })
    expect((await listed(kernel))[0]).toMatchObject({ id })
    expect(await latchkey('access-policy', 'restore', id)).toMatchObject({ exitCode: 3 })
  })

  test('asks for the id where several policies have one name', async () => {
    await using kernel = await open()
    const ids = [await made(kernel, smallPolicy), await made(kernel, smallPolicy)]
    const answer = await commandLine(kernel)('access-policy', 'delete', 'MFA for all')
    expect(answer).toMatchObject({ exitCode: 2 })
    for (const id of ids) expect(answer.err).toContain(id)
    expect(await listed(kernel)).toHaveLength(2)
  })

  test('is recorded as done by the command line', async () => {
    await using kernel = await open()
    const id = await made(kernel, smallPolicy)
    const audit = await kernel.store.read((r) =>
      r.db.selectFrom('directory_audits').select('record').where('target_id', '=', id).executeTakeFirstOrThrow(),
    )
    expect(JSON.parse(audit.record)).toMatchObject({
      activityDisplayName: 'Add Conditional Access policy',
      initiatedBy: { app: { displayName: 'Latchkey command line' } },
    })
  })
})
