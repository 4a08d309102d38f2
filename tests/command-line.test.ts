import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createGroup } from '../src/directory/service.ts'
import { commandGroups } from '../src/main/cli/groups.ts'
import { systemActor } from './kit/builders.ts'
import { commandLine } from './kit/command-line.ts'
import { openTestKernel } from './kit/kernel.ts'
import { temporaryFolder } from './kit/temporary-folder.ts'

const policyOf = (id: string) => ['policy', 'show', id, '-o', 'json'] as const

describe('latchkey policy', () => {
  test('sets what is named, keeps the rest, and prints the Graph object', async () => {
    await using kernel = await openTestKernel()
    const latchkey = commandLine(kernel)
    const settings = '--state enabled --min 10m --max 8h --default 1h --length 12 --one-time --alphabet full'.split(' ')
    const set = await latchkey('policy', 'set', 'temporaryAccessPass', ...settings, '-o', 'json')
    expect(set).toMatchObject({ exitCode: 0, err: '' })
    expect(JSON.parse(set.out)).toEqual({
      '@odata.type': '#microsoft.graph.temporaryAccessPassAuthenticationMethodConfiguration',
      id: 'TemporaryAccessPass',
      state: 'enabled',
      includeTargets: [{ targetType: 'group', id: 'all_users', isRegistrationRequired: false }],
      excludeTargets: [],
      defaultLifetimeInMinutes: 60,
      minimumLifetimeInMinutes: 10,
      maximumLifetimeInMinutes: 480,
      defaultLength: 12,
      isUsableOnce: true,
      '@latchkey.passcodeAlphabet': 'full',
      '@latchkey.passcodeGrowsWithLifetime': false,
      '@latchkey.secondFactorOnly': { state: 'disabled', includeTarget: { targetType: 'group', id: 'all_users' } },
      '@latchkey.administratorsExcluded': false,
    })
    expect((await latchkey(...policyOf('temporaryaccesspass'))).out).toBe(set.out)
  })

  test('prints a table for people', async () => {
    await using kernel = await openTestKernel()
    const shown = await commandLine(kernel)('policy', 'show')
    expect(shown).toEqual({
      exitCode: 0,
      err: '',
      out: [
        'configuration         state      include   exclude',
        'TemporaryAccessPass   disabled   all       none',
        'Fido2                 enabled    all       none',
        'SoftwareOath          enabled    all       none',
        'Password              enabled    all       none',
        '',
      ].join('\n'),
    })
  })

  test('resets to the defaults', async () => {
    await using kernel = await openTestKernel()
    const latchkey = commandLine(kernel)
    const before = await latchkey(...policyOf('fido2'))
    const model = 'ee882879-721c-4913-9775-3dfcce97072a'
    const blocked = await latchkey('policy', 'set', 'fido2', '--attestation', '--block', model, '-o', 'json')
    expect(JSON.parse(blocked.out)).toMatchObject({
      isAttestationEnforced: true,
      keyRestrictions: { isEnforced: true, enforcementType: 'block', aaGuids: [model] },
    })
    expect((await latchkey('policy', 'reset', 'fido2', '-o', 'json')).out).toBe(before.out)
  })

  test('refuses what breaks a rule, in one sentence, and changes nothing', async () => {
    await using kernel = await openTestKernel()
    const latchkey = commandLine(kernel)
    const before = await latchkey(...policyOf('temporaryAccessPass'))
    expect(await latchkey('policy', 'set', 'temporaryAccessPass', '--length', '7')).toEqual({
      exitCode: 1,
      out: '',
      err: 'latchkey: defaultLength is 7; it must be a whole number from 8 to 48 characters.\n',
    })
    const json = await latchkey('policy', 'set', 'temporaryAccessPass', '--length', '7', '-o', 'json')
    expect(JSON.parse(json.err)).toEqual({
      error: { code: 'policyInvalid', field: 'defaultLength', message: expect.stringContaining('8 to 48') },
    })
    expect(await latchkey(...policyOf('temporaryAccessPass'))).toEqual(before)
  })

  test('the recommended preset wants a group', async () => {
    await using kernel = await openTestKernel()
    const latchkey = commandLine(kernel)
    const asked = ['policy', 'set', 'temporaryAccessPass', '--preset', 'recommended'] as const
    expect(await latchkey(...asked)).toMatchObject({ exitCode: 2, err: expect.stringContaining('--include GROUP') })
    const set = await latchkey(...asked, '--include', 'all', '--max', '12h', '-o', 'json')
    expect(JSON.parse(set.out)).toMatchObject({
      state: 'disabled',
      isUsableOnce: true,
      minimumLifetimeInMinutes: 10,
      maximumLifetimeInMinutes: 720,
      '@latchkey.administratorsExcluded': true,
    })
  })
})

describe('a group', () => {
  test('is named by its id or by a display name that only one group has', async () => {
    await using kernel = await openTestKernel()
    const latchkey = commandLine(kernel)
    const named = (name: string) => ['policy', 'set', 'password', '--exclude', name, '-o', 'json'] as const
    const { id } = await createGroup(kernel, systemActor(), { displayName: 'New Hires' })
    for (const name of [id, id.toUpperCase(), 'new hires']) {
      expect(JSON.parse((await latchkey(...named(name))).out).excludeTargets).toEqual([{ targetType: 'group', id }])
    }
    expect(JSON.parse((await latchkey(...named('none'))).out).excludeTargets).toEqual([])
    expect(await latchkey(...named('Old hires'))).toMatchObject({ exitCode: 3 })
    const other = await createGroup(kernel, systemActor(), { displayName: 'New Hires' })
    const ambiguous = await latchkey(...named('New Hires'))
    expect(ambiguous).toMatchObject({ exitCode: 2, err: expect.stringContaining(other.id) })
  })
})

test('what is done is recorded as done by the command line', async () => {
  await using kernel = await openTestKernel()
  await commandLine(kernel)('policy', 'set', 'fido2', '--attestation')
  const newest = await kernel.store.read((r) =>
    r.db.selectFrom('directory_audits').select('record').where('target_id', '=', 'Fido2').executeTakeFirstOrThrow(),
  )
  expect(JSON.parse(newest.record)).toMatchObject({
    activityDisplayName: 'Authentication Methods Policy Update',
    initiatedBy: { app: { displayName: 'Latchkey command line' } },
  })
})

describe('a mistyped command line', () => {
  test.each([
    [['polcy', 'show'], "unknown command 'polcy'\n(Did you mean policy?)"],
    [['policy', 'shwo'], "unknown command 'shwo'\n(Did you mean show?)"],
    [['policy', 'show', 'sms'], 'There are: TemporaryAccessPass, Fido2, SoftwareOath, Password.'],
    [['policy', 'set', 'temporaryAccessPass', '--min', '10'], 'Write a duration as 30m, 8h, 2d or 1h30m.'],
    [
      ['policy', 'set', 'temporaryAccessPass', '--one-time', '--multi-use'],
      'Give --one-time or --multi-use, not both.',
    ],
    [['policy', 'set', 'fido2', '--any-model', '--allow', 'a'], 'Give one of --allow, --block and --any-model.'],
    [['policy', 'show', '-o', 'xml'], 'Allowed choices are table, json.'],
  ])('%j ends with 2 and says what is right', async (argv, part) => {
    await using kernel = await openTestKernel()
    const result = await commandLine(kernel)(...argv)
    expect(result).toMatchObject({ exitCode: 2, out: '' })
    expect(result.err).toContain(part)
  })

  test('is told as JSON where JSON was asked for', async () => {
    await using kernel = await openTestKernel()
    const result = await commandLine(kernel)('policy', 'shwo', '-o', 'json')
    expect(JSON.parse(result.err)).toEqual({ error: { code: 'usage', message: expect.stringContaining('shwo') } })
  })
})

test.each(commandGroups)('$name has a help of its own, and each of its commands too', async ({ name, summary }) => {
  await using kernel = await openTestKernel()
  const latchkey = commandLine(kernel)
  const help = await latchkey(name, '--help')
  expect(help).toMatchObject({ exitCode: 0, err: '' })
  expect(summary).not.toBe('')
  const commands = [...help.out.matchAll(/^ {2}([a-z][a-z-]+)[ |]/gm)].map((found) => found[1] ?? '')
  for (const command of commands.filter((found) => found !== 'latchkey' && found !== 'help')) {
    expect(await latchkey(name, command, '--help')).toMatchObject({ exitCode: 0, err: '' })
  }
})

test('help names every command and ends with 0', async () => {
  await using kernel = await openTestKernel()
  const latchkey = commandLine(kernel)
  const help = await latchkey('--help')
  expect(help).toMatchObject({ exitCode: 0, err: '' })
  for (const { name } of commandGroups) expect(help.out).toContain(`\n  ${name}`)
  expect((await latchkey('policy', 'set', 'tap', '--help')).out).toContain('Examples:')
  expect((await latchkey('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/)
})

describe('a secret', () => {
  test('goes to a screen', async () => {
    await using kernel = await openTestKernel()
    const shown = await commandLine(kernel, { screen: true })('bootstrap')
    expect(shown.exitCode).toBe(0)
    expect(shown.out).toMatch(/\b[0-9A-Z]{4}(-[0-9A-Z]{4})+\b/)
  })

  test('goes into a pipe only where JSON was asked for', async () => {
    await using kernel = await openTestKernel()
    const latchkey = commandLine(kernel)
    const refused = await latchkey('bootstrap')
    expect(refused).toMatchObject({ exitCode: 2, out: '', err: expect.stringContaining('--out-file FILE') })
    const passes = await kernel.store.read((r) => r.db.selectFrom('temporary_access_passes').selectAll().execute())
    expect(passes).toEqual([])
    expect(JSON.parse((await latchkey('bootstrap', '-o', 'json')).out)).toEqual({
      userPrincipalName: 'admin@example.com',
      temporaryAccessPass: expect.stringMatching(/^[0-9A-Z]{12}$/),
      expiresDateTime: '2026-03-02T09:00:00.000Z',
      signInUrl: 'http://localhost:8080/signin',
    })
  })

  test('goes into a new file of the owner alone, and then nowhere else', async () => {
    await using kernel = await openTestKernel()
    await using folder = await temporaryFolder('secret')
    const file = join(folder.path, 'pass.json')
    const written = await commandLine(kernel)('bootstrap', '--out-file', file)
    expect(written).toMatchObject({ exitCode: 0, out: '' })
    const { temporaryAccessPass } = JSON.parse(await readFile(file, 'utf8'))
    expect(temporaryAccessPass).toMatch(/^[0-9A-Z]{12}$/)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    const again = await commandLine(kernel)('bootstrap', '--out-file', file)
    expect(again).toMatchObject({ exitCode: 2, err: expect.stringContaining('cannot be created') })
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ temporaryAccessPass })
  })

  test('leaves no file where the command was refused', async () => {
    await using kernel = await openTestKernel()
    await using folder = await temporaryFolder('secret')
    const file = join(folder.path, 'pass.json')
    const refused = await commandLine(kernel)('pass', 'issue', 'nobody@example.com', '--out-file', file)
    expect(refused.exitCode).toBe(3)
    await expect(stat(file)).rejects.toThrow('ENOENT')
  })
})
