import { expect, test } from 'vitest'
import { aUser, systemActor } from '../../tests/kit/builders.ts'
import { openTestKernel } from '../../tests/kit/kernel.ts'
import { createMetrics } from '../kernel/metrics.ts'
import { methodModules } from '../methods/index.ts'
import { issuePass } from '../methods/temporary-access-pass/service.ts'
import { updateConfigurations } from '../policies/authentication-methods/service.ts'
import { countRecords } from './count.ts'
import type { SignInEntry, SignInErrorCode } from './rules/sign-in-record.ts'

const step = (authenticationMethod: string, succeeded: boolean) =>
  ({ at: 0, authenticationMethod, succeeded, resultDetail: '' }) as SignInEntry['details'][number]

const signIn = (errorCode: SignInErrorCode, ...details: SignInEntry['details']): SignInEntry => ({
  subject: { kind: 'user', userId: null, userPrincipalName: 'a@example.com', displayName: 'A' },
  app: { appId: 'a', displayName: 'A' },
  errorCode,
  details,
  requirement: 'multiFactorAuthentication',
})

async function counted(...signIns: readonly SignInEntry[]): Promise<readonly string[]> {
  const metrics = createMetrics({ process: false })
  countRecords(metrics)({ audits: [], signIns, effects: [] })
  const { text } = await metrics.expose()
  return text.split('\n').filter((line) => /^(?:tap_\w+|authn)_total\{/.test(line))
}

const pass = 'Temporary Access Pass'

test('a success counts every factor, a failure the last step alone', async () => {
  expect(await counted(signIn(0, step('Password', true), step(pass, true)))).toEqual([
    'tap_redeem_total{result="success"} 1',
    'authn_total{method="password",result="success"} 1',
    'authn_total{method="temporaryAccessPass",result="success"} 1',
  ])
  expect(await counted(signIn(500121, step('Password', true), step('OATH verification code', false)))).toEqual([
    'authn_total{method="softwareOath",result="failure"} 1',
  ])
})

test.each([
  [130503, 'wrong'],
  [130504, 'outsideWindow'],
  [130505, 'alreadyUsed'],
  [130502, 'blockedByPolicy'],
  [130507, 'noPass'],
  [50034, 'noPass'],
  [50057, 'accountDisabled'],
] as const)('a pass refused with %i counts as %s', async (code, result) => {
  expect(await counted(signIn(code, step(pass, false)))).toEqual([
    `tap_redeem_total{result="${result}"} 1`,
    'authn_total{method="temporaryAccessPass",result="failure"} 1',
  ])
})

test('a throttled try counts as such', async () => {
  expect(await counted(signIn(50053, step(pass, false)))).toEqual([
    'tap_redeem_total{result="throttled"} 1',
    'authn_total{method="temporaryAccessPass",result="throttled"} 1',
  ])
})

test('every method the log names is counted', async () => {
  for (const { method } of methodModules) {
    expect(await counted(signIn(0, step(method.logName, true)))).toContainEqual(
      `authn_total{method="${method.kind}",result="success"} 1`,
    )
  }
})

test('an issued pass is counted after its commit, a refused one is not', async () => {
  await using kernel = await openTestKernel()
  const user = await aUser(kernel)
  const issue = () => issuePass(kernel, systemActor(), { user: user.id, isUsableOnce: true })
  await expect(issue()).rejects.toMatchObject({ code: 'methodDisabled' })
  await updateConfigurations(kernel, systemActor(), [{ id: 'TemporaryAccessPass', change: { state: 'enabled' } }])
  await issue()
  const { text } = await kernel.metrics.expose()
  expect(text).toContain('tap_issued_total{usage="once"} 1\n')
})
