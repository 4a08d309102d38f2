import { describe, expect, test } from 'vitest'
import { createApplication } from '../src/applications/service.ts'
import { roleIds } from '../src/roles/rules.ts'
import { aPolicy, phishingResistant } from './kit/access-in-force.ts'
import { anAdministrator, aUser, systemActor } from './kit/builders.ts'
import { commandLine } from './kit/command-line.ts'
import { openTestKernel } from './kit/kernel.ts'

const json = ['-o', 'json'] as const

describe('latchkey access-policy what-if', () => {
  const ask = (user: string, ...more: readonly string[]) => ['access-policy', 'what-if', '--user', user, ...more]

  test('says of every policy whether it applies or why not, and what it would ask for', async () => {
    await using kernel = await openTestKernel()
    const latchkey = commandLine(kernel)
    const { userPrincipalName: name } = await aUser(kernel)
    const { application } = await createApplication(kernel, systemActor(), {
      displayName: 'HR portal',
      permissions: ['User.Read.All'],
    })
    const strong = { authenticationStrength: phishingResistant }
    await aPolicy(kernel, { displayName: 'HR', applications: [application.appId], grant: strong })
    await aPolicy(kernel, { displayName: 'Trial', state: 'enabledForReportingButNotEnforced' })
    await aPolicy(kernel, { displayName: 'Off', state: 'disabled' })
    await aPolicy(kernel, {
      displayName: 'Phones',
      conditions: { platforms: { includePlatforms: ['iOS'], excludePlatforms: [] } },
    })
    const told = await latchkey(...ask(name, '--app', 'hr portal', '--platform', 'windows', '--client', 'browser'))
    expect(told.out).toMatch(/^HR +enabled +yes +- +ask for strength Phishing resistant MFA$/m)
    expect(told.out).toMatch(/^Trial +report-only +yes +- +block$/m)
    expect(told.out).toMatch(/^Off +disabled +no +it is disabled +block$/m)
    expect(told.out).toMatch(/^Phones +enabled +no +the platform is not meant +block$/m)
    expect(told.err).toBe("Every policy that is enabled and applies has to be met: 'HR'.\n")
    const other = await latchkey(...ask(name, '--app', '11111111-1111-4111-8111-111111111111', ...json))
    const reasonOf = (result: Readonly<Record<string, unknown>>) => [result['displayName'], result['analysisReasons']]
    expect(Object.fromEntries(JSON.parse(other.out).map(reasonOf))).toEqual({
      HR: 'application',
      Trial: 'notSet',
      Off: 'policyNotEnabled',
      Phones: 'notEnoughInformation,devicePlatform',
    })
    const blocked = await latchkey(...ask(name, '--app', 'HR portal', '--platform', 'iOS'))
    expect(blocked.err).toBe("Blocked by 'Phones'.\n")
  })

  test('asks about registering sign-in methods, from a place', async () => {
    await using kernel = await openTestKernel()
    const latchkey = commandLine(kernel)
    const { userPrincipalName: name } = await aUser(kernel)
    await latchkey('security-defaults', 'off')
    await latchkey('named-location', 'create', '--name', 'Office', '--ip', '192.0.2.0/24', '--trusted')
    const template = ['--template', 'securing-security-info-registration', '--state', 'enabled']
    await latchkey('access-policy', 'create', ...template)
    const reasons = async (...more: readonly string[]) => {
      const { out } = await latchkey(...ask(name, '--register-security-info', ...more, ...json))
      return JSON.parse(out)[0].analysisReasons
    }
    expect(await reasons('--ip', '198.51.100.1')).toBe('notSet')
    expect(await reasons('--ip', '192.0.2.1')).toBe('location')
    expect(await reasons()).toBe('notEnoughInformation,location')
  })

  test('tells of security defaults in a fresh tenant', async () => {
    await using kernel = await openTestKernel()
    const { user } = await anAdministrator(kernel, roleIds.helpdeskAdministrator)
    const told = await commandLine(kernel)(...ask(user.id, '--app', '11111111-1111-4111-8111-111111111111'))
    expect(told.out).toMatch(/^Security defaults +enabled +yes +- +ask for multifactor authentication$/m)
  })

  test.each<readonly [readonly string[], string, number]>([
    [[], '--user', 2],
    [['--user', 'nobody@example.com'], "no user 'nobody@example.com'", 3],
    [['--user', 'ME', '--app', 'Nothing'], "no application 'Nothing'", 3],
    [['--user', 'ME', '--app', 'x', '--register-security-info'], 'not both', 2],
    [['--user', 'ME', '--ip', '192.0.2.300'], 'Write an address', 2],
    [['--user', 'ME', '--country', 'Norway'], 'two letters', 2],
    [['--user', 'ME', '--platform', 'toaster'], 'Allowed choices are android', 2],
  ])('refuses %j and says what is right', async (options, part, exitCode) => {
    await using kernel = await openTestKernel()
    const { id } = await aUser(kernel)
    const given = options.map((option) => (option === 'ME' ? id : option))
    const refused = await commandLine(kernel)('access-policy', 'what-if', ...given)
    expect(refused).toMatchObject({ exitCode, out: '', err: expect.stringContaining(part) })
  })
})

describe('latchkey strength', () => {
  test('creates, shows, changes, tells the use of, and deletes', async () => {
    await using kernel = await openTestKernel()
    const latchkey = commandLine(kernel)
    const aaguid = 'EE882879-721c-4913-9775-3dfcce97072a'
    const own = ['--name', 'Our keys', '--combination', 'fido2', 'softwareOath, password', '--aaguid', aaguid]
    const created = await latchkey('strength', 'create', ...own, ...json)
    expect(JSON.parse(created.out)).toMatchObject({
      displayName: 'Our keys',
      requirementsSatisfied: 'mfa',
      allowedCombinations: ['fido2', 'password,softwareOath'],
      combinationConfigurations: [{ appliesToCombinations: ['fido2'], allowedAAGUIDs: [aaguid.toLowerCase()] }],
    })
    const { id } = JSON.parse(created.out)
    expect((await latchkey('strength', 'show', 'our KEYS')).out).toMatch(/^restriction 1 +fido2: models ee882879/m)
    const renamed = await latchkey('strength', 'update', id, '--name', 'Keys', '--description', 'Ours', ...json)
    expect(JSON.parse(renamed.out)).toMatchObject({ displayName: 'Keys', description: 'Ours' })
    const lowered = await latchkey('strength', 'set-combinations', 'Keys', '--combination', 'password', 'fido2')
    expect(lowered).toMatchObject({ exitCode: 0, err: expect.stringContaining('no longer asks for more than one') })
    await aPolicy(kernel, { displayName: 'Strong', state: 'disabled', grant: { authenticationStrength: id } })
    const used = JSON.parse((await latchkey('strength', 'usage', 'Keys', ...json)).out)
    expect(used).toMatchObject({ mfa: [], none: [{ displayName: 'Strong' }] })
    expect((await latchkey('strength', 'usage', 'Keys')).out).toMatch(/^Strong +disabled/m)
    expect(await latchkey('strength', 'delete', 'Keys')).toMatchObject({
      exitCode: 1,
      err: expect.stringContaining("'Strong'"),
    })
    await latchkey('access-policy', 'delete', 'Strong')
    expect(JSON.parse((await latchkey('strength', 'delete', 'Keys', ...json)).out)).toEqual({ id, deleted: true })
    expect((await latchkey('strength', 'list')).out).toMatch(/^Passwordless MFA +true +several factors +4/m)
  })

  test.each<readonly [readonly string[], string, number]>([
    [['create', '--name', 'X'], '--combination', 2],
    [['create', '--name', 'X', '--combination', 'smoke'], "'smoke' is not a combination of methods", 1],
    [['create', '--name', 'X', '--combination', 'password,sms', '--aaguid', 'x'], 'appliesToCombinations is empty', 1],
    [['update', 'Passwordless MFA', '--name', 'X'], 'is built in', 1],
    [['show', 'Nothing'], "no authentication strength 'Nothing'", 3],
  ])('refuses %j and says what is right', async (options, part, exitCode) => {
    await using kernel = await openTestKernel()
    const refused = await commandLine(kernel)('strength', ...options)
    expect(refused).toMatchObject({ exitCode, out: '', err: expect.stringContaining(part) })
    expect(JSON.parse((await commandLine(kernel)('strength', 'list', ...json)).out)).toHaveLength(3)
  })
})

describe('latchkey named-location', () => {
  test('creates, shows, changes and deletes both kinds', async () => {
    await using kernel = await openTestKernel()
    const latchkey = commandLine(kernel)
    const ranges = ['--ip', '192.0.2.0/24', '2001:db8::/32', '203.0.113.7']
    const office = await latchkey('named-location', 'create', '--name', 'Office', ...ranges, '--trusted', ...json)
    expect(JSON.parse(office.out)).toMatchObject({
      '@odata.type': '#microsoft.graph.ipNamedLocation',
      isTrusted: true,
      ipRanges: [
        { '@odata.type': '#microsoft.graph.iPv4CidrRange', cidrAddress: '192.0.2.0/24' },
        { '@odata.type': '#microsoft.graph.iPv6CidrRange', cidrAddress: '2001:db8::/32' },
        { '@odata.type': '#microsoft.graph.iPv4CidrRange', cidrAddress: '203.0.113.7/32' },
      ],
    })
    const north = ['--name', 'North', '--country', 'no', 'SE', '--include-unknown']
    expect(JSON.parse((await latchkey('named-location', 'create', ...north, ...json)).out)).toMatchObject({
      '@odata.type': '#microsoft.graph.countryNamedLocation',
      countriesAndRegions: ['NO', 'SE'],
      includeUnknownCountriesAndRegions: true,
    })
    const { out } = await latchkey('named-location', 'list')
    expect(out).toMatch(/^Office +addresses +192\.0\.2\.0\/24, 2001:db8::\/32, 203\.0\.113\.7\/32 +true/m)
    expect(out).toMatch(/^North +countries +NO, SE, unknown +-/m)
    const changed = await latchkey(
      'named-location',
      'update',
      'office',
      '--name',
      'Head office',
      '--no-trusted',
      ...json,
    )
    expect(JSON.parse(changed.out)).toMatchObject({ displayName: 'Head office', isTrusted: false })
    const smaller = await latchkey(
      'named-location',
      'update',
      'North',
      '--country',
      'FI',
      '--no-include-unknown',
      ...json,
    )
    expect(JSON.parse(smaller.out)).toMatchObject({
      countriesAndRegions: ['FI'],
      includeUnknownCountriesAndRegions: false,
    })
    expect(await latchkey('named-location', 'update', 'North', '--name', 'Finland')).toMatchObject({ exitCode: 0 })
    expect(await latchkey('named-location', 'delete', 'Finland')).toMatchObject({ exitCode: 0 })
    expect(await latchkey('named-location', 'show', 'Finland')).toMatchObject({ exitCode: 3 })
  })

  test.each<readonly [readonly string[], string, number]>([
    [['--name', 'X'], 'A named location is of addresses (--ip', 2],
    [['--name', 'X', '--ip', '192.0.2.0/24', '--country', 'NO'], 'Make two', 2],
    [['--name', 'X', '--country', 'Norway'], 'two letters', 2],
    [['--name', 'X', '--ip', '10.0.0.0/4'], 'at least 8 bits', 1],
    [['--name', 'X', '--trusted'], 'ipRanges has 0 entries', 1],
    [['--ip', '192.0.2.0/24'], '--name', 2],
  ])('refuses to create with %j and says what is right', async (options, part, exitCode) => {
    await using kernel = await openTestKernel()
    const refused = await commandLine(kernel)('named-location', 'create', ...options)
    expect(refused).toMatchObject({ exitCode, out: '', err: expect.stringContaining(part) })
    expect((await commandLine(kernel)('named-location', 'list', ...json)).out).toBe('[]\n')
  })
})

test('latchkey security-defaults switches them off and on, and not on beside a policy that is enabled', async () => {
  await using kernel = await openTestKernel()
  const latchkey = commandLine(kernel)
  expect((await latchkey('security-defaults', 'show')).out).toMatch(/^security defaults +on$/m)
  const off = await latchkey('security-defaults', 'off', ...json)
  expect(JSON.parse(off.out)).toMatchObject({ displayName: 'Security Defaults', isEnabled: false })
  await aPolicy(kernel, { displayName: 'Strong' })
  const refused = await latchkey('security-defaults', 'on')
  expect(refused).toMatchObject({ exitCode: 1, err: expect.stringContaining("'Strong'") })
  await latchkey('access-policy', 'disable', 'Strong')
  expect((await latchkey('security-defaults', 'on')).err).toContain('Security defaults are on')
})
