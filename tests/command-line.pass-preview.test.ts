import { expect, test } from 'vitest'
import { passPreview } from '../contract/api/pass-preview.ts'
import { aPolicy, visitorsNetwork } from './kit/access-in-force.ts'
import { aUser } from './kit/builders.ts'
import { commandLine } from './kit/command-line.ts'
import { openTestKernel } from './kit/kernel.ts'
import { setPolicy } from './kit/proving.ts'
import { recordsOf } from './kit/records.ts'

async function openTenant() {
  const kernel = await openTestKernel()
  await setPolicy(kernel, 'TemporaryAccessPass', { state: 'enabled' })
  const user = await aUser(kernel, { displayName: 'Ada', userPrincipalName: 'ada@example.com' })
  return { kernel, user, latchkey: commandLine(kernel), [Symbol.asyncDispose]: () => kernel[Symbol.asyncDispose]() }
}

test('latchkey pass preview prints for scripts what the interface answers', async () => {
  await using tenant = await openTenant()
  const asked = ['--lifetime', '2h', '--once', '--start', '2026-03-09T08:00:00+01:00', '-o', 'json']
  const records = await recordsOf(tenant.kernel, async () => {
    const { exitCode, out, err } = await tenant.latchkey('pass', 'preview', 'ada@example.com', ...asked)
    expect([exitCode, err]).toEqual([0, ''])
    expect(passPreview.parse(JSON.parse(out))).toMatchObject({
      user: { id: tenant.user.id },
      verdict: 'works',
      issuance: {
        startDateTime: '2026-03-09T07:00:00.000Z',
        endDateTime: '2026-03-09T09:00:00.000Z',
        lifetimeInMinutes: 120,
        isUsableOnce: true,
      },
    })
  })
  expect(records).toEqual([])
})

test('for people it prints what opens, what each policy says, and sentences to read out', async () => {
  await using tenant = await openTenant()
  const { id } = await visitorsNetwork(tenant.kernel)
  const locations = { includeLocations: ['All'], excludeLocations: [id] }
  await aPolicy(tenant.kernel, { displayName: 'Only here', conditions: { locations } })
  const { out, err } = await tenant.latchkey('pass', 'preview', 'ada@example.com', '--multi')
  expect(out).toMatch(/^kind +name +answer +why$/m)
  expect(out).toMatch(/^application +Latchkey +depends +Depends on where the person signs in/m)
  expect(out).toMatch(/^policy +Only here +blocks +Applies to everything people sign in to, depending on where/m)
  expect(out).toMatch(/^method +fido2 +yes +A passkey can be registered\.$/m)
  expect(err).toMatch(/^A pass would be issued to Ada, for several sign-ins/)
  const here = await tenant.latchkey('pass', 'preview', 'ada@example.com', '--ip', '192.0.2.9', '-o', 'json')
  expect(JSON.parse(here.out)).toMatchObject({ verdict: 'works' })
  const elsewhere = await tenant.latchkey('pass', 'preview', 'ada@example.com', '--ip', '203.0.113.9', '-o', 'json')
  expect(JSON.parse(elsewhere.out)).toMatchObject({ verdict: 'fails' })
})

test('what would be refused is the answer, and what cannot be read an error', async () => {
  await using tenant = await openTenant()
  const long = await tenant.latchkey('pass', 'preview', 'ada@example.com', '--lifetime', '30d')
  expect(long.exitCode).toBe(0)
  expect(long.err).toMatch(/^No pass would be issued to Ada\.\nInvalid LifetimeInMinutes specified: 43200/)
  const wrong = [
    ['--ip', 'here'],
    ['--platform', 'toaster'],
    ['--lifetime', 'long'],
    ['--start', 'soon'],
    ['--once', '--multi'],
    ['--app', '00000000-0000-4000-8000-00000000dead'],
  ]
  for (const options of wrong) {
    const { exitCode, out, err } = await tenant.latchkey('pass', 'preview', 'ada@example.com', ...options)
    expect(exitCode, options.join(' ')).not.toBe(0)
    expect([out, err.length > 0]).toEqual(['', true])
  }
  expect((await tenant.latchkey('pass', 'preview', 'nobody@example.com')).exitCode).not.toBe(0)
})
