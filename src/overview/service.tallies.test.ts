import { expect, test } from 'vitest'
import { aUser, systemActor } from '../../tests/kit/builders.ts'
import { openTestKernel, type TestKernel } from '../../tests/kit/kernel.ts'
import { aPasskey, aPassword } from '../../tests/kit/methods.ts'
import { setPolicy } from '../../tests/kit/proving.ts'
import type { SignInErrorCode } from '../audit/rules/sign-in-record.ts'
import type { MethodWord } from '../audit/rules/steps.ts'
import { sealRecords } from '../audit/service.ts'
import { instant } from '../base/time.ts'
import { deleteUser } from '../directory/service.ts'
import { noteReadiness, readPasswordless, readSignInsByMethod, tallySignIns } from './service.ts'

const actor = systemActor()
const day = 24 * 3600

const signIn = (
  kernel: TestKernel,
  method: MethodWord,
  errorCode: SignInErrorCode = 0,
  more: { readonly isNonInteractive?: boolean } = {},
) =>
  kernel.store.write(actor, async (w) =>
    w.signIn({
      subject: { kind: 'user', userId: null, userPrincipalName: 'ada@example.com', displayName: 'Ada' },
      app: { appId: 'app', displayName: 'App' },
      errorCode,
      details: [{ at: w.now, authenticationMethod: method, succeeded: errorCode === 0, resultDetail: '' }],
      requirement: 'singleFactorAuthentication',
      ...more,
    }),
  )

/** The days with anything in them, as `method succeeded/failed`. */
async function shown(kernel: TestKernel, days = 30): Promise<Readonly<Record<string, readonly string[]>>> {
  const history = await readSignInsByMethod(kernel, actor, days)
  expect(history.days).toHaveLength(days)
  return Object.fromEntries(
    history.days.flatMap(({ date, counts }) => {
      const used = counts.filter(({ succeeded, failed, interrupted }) => succeeded + failed + interrupted > 0)
      return used.length === 0
        ? []
        : [[date, used.map(({ method, succeeded, failed }) => `${method} ${succeeded}/${failed}`)]]
    }),
  )
}

const turn = async (kernel: TestKernel) => {
  await sealRecords(kernel, actor)
  return tallySignIns(kernel, actor)
}

test('counts sign-ins the same before they are sealed, after, and after the job', async () => {
  await using kernel = await openTestKernel()
  await signIn(kernel, 'Password')
  await signIn(kernel, 'Password', 50126)
  await signIn(kernel, 'Passkey (FIDO2)')
  await signIn(kernel, 'Passkey (FIDO2)', 0, { isNonInteractive: true })
  const right = { '2026-03-02': ['fido2 1/0', 'password 1/1'] }
  expect(await shown(kernel)).toEqual(right)
  await sealRecords(kernel, actor)
  expect(await shown(kernel)).toEqual(right)
  expect(await tallySignIns(kernel, actor)).toBeGreaterThan(3)
  expect(await shown(kernel)).toEqual(right)
  expect(await turn(kernel)).toBe(0)
  await signIn(kernel, 'Password')
  expect(await shown(kernel)).toEqual({ '2026-03-02': ['fido2 1/0', 'password 2/1'] })
})

test('is right where the job was late by days, on days with nothing, and when records are gone later', async () => {
  await using kernel = await openTestKernel()
  await signIn(kernel, 'Temporary Access Pass')
  kernel.clock.advanceSeconds(3 * day)
  await signIn(kernel, 'Password')
  await signIn(kernel, 'Password', 50126)
  kernel.clock.advanceSeconds(day)
  const right = { '2026-03-02': ['temporaryAccessPass 1/0'], '2026-03-05': ['password 1/1'] }
  expect(await shown(kernel)).toEqual(right)
  await turn(kernel)
  expect(await shown(kernel)).toEqual(right)
  await kernel.test.database.writer.deleteFrom('sign_ins').execute()
  expect(await shown(kernel)).toEqual(right)
  expect(await turn(kernel)).toBe(0)
  await signIn(kernel, 'Password')
  await turn(kernel)
  expect(await shown(kernel)).toEqual({ ...right, '2026-03-06': ['password 1/0'] })
  const { since, totals } = await readSignInsByMethod(kernel, actor, 90)
  expect(since).toBe(Date.UTC(2026, 2, 2))
  expect(totals.find(({ method }) => method === 'password')).toMatchObject({ succeeded: 2, failed: 1 })
  expect(await shown(kernel, 1)).toEqual({ '2026-03-06': ['password 1/0'] })
})

test('counts what was recorded under an earlier time after a later one was counted', async () => {
  await using kernel = await openTestKernel()
  kernel.clock.advanceSeconds(2 * day)
  await signIn(kernel, 'Password')
  await turn(kernel)
  kernel.clock.advanceSeconds(-2 * day)
  await signIn(kernel, 'Password')
  kernel.clock.advanceSeconds(2 * day)
  await turn(kernel)
  expect(await shown(kernel)).toEqual({ '2026-03-02': ['password 1/0'], '2026-03-04': ['password 1/0'] })
})

test('counts each sign-in once, however many processes count at once', async () => {
  await using kernel = await openTestKernel()
  for (let index = 0; index < 20; index++) await signIn(kernel, 'Password')
  await sealRecords(kernel, actor)
  await Promise.all(Array.from({ length: 6 }, () => tallySignIns(kernel, actor)))
  expect(await shown(kernel)).toEqual({ '2026-03-02': ['password 20/0'] })
})

test('says that a long log is not gone through yet, and gets there in turns', async () => {
  await using kernel = await openTestKernel()
  await kernel.store.write(actor, async (w) => {
    for (let index = 0; index < 2500; index++) {
      w.signIn({
        subject: { kind: 'user', userId: null, userPrincipalName: 'ada@example.com', displayName: 'Ada' },
        app: { appId: 'app', displayName: 'App' },
        errorCode: 0,
        details: [],
        requirement: 'singleFactorAuthentication',
      })
    }
  })
  await sealRecords(kernel, actor)
  expect(await readSignInsByMethod(kernel, actor, 30)).toMatchObject({ isComplete: false })
  await tallySignIns(kernel, actor)
  expect(await readSignInsByMethod(kernel, actor, 30)).toMatchObject({ isComplete: true })
  expect(await shown(kernel)).toEqual({ '2026-03-02': ['other 2500/0'] })
})

test('tells of an empty tenant that nobody has signed in', async () => {
  await using kernel = await openTestKernel()
  expect(await readSignInsByMethod(kernel, actor, 7)).toMatchObject({ since: null, isComplete: true })
  expect(await tallySignIns(kernel, actor)).toBe(0)
})

const passkeys = async (kernel: TestKernel, days = 30) =>
  Object.fromEntries(
    (await readPasswordless(kernel, actor, days)).days.map(({ date, passkey, total, isEstimate }) => [
      date,
      `${passkey} of ${total}${isEstimate ? ', as it seems' : ''}`,
    ]),
  )

test('keeps the last look at each day, carries it over days without one, and works out those before', async () => {
  await using kernel = await openTestKernel()
  await setPolicy(kernel, 'Fido2', { state: 'enabled' })
  const [ada, ben] = [await aUser(kernel), await aUser(kernel)]
  await aPassword(kernel, ada)
  kernel.clock.advanceSeconds(day)
  await aPasskey(kernel, ada)
  kernel.clock.advanceSeconds(day)
  await noteReadiness(kernel, actor)
  await aPasskey(kernel, ben)
  await noteReadiness(kernel, actor)
  const sofar = { '2026-03-02': '0 of 2, as it seems', '2026-03-03': '1 of 2, as it seems' }
  expect(await passkeys(kernel)).toEqual({ ...sofar, '2026-03-04': '2 of 2' })
  kernel.clock.advanceSeconds(3 * day)
  await deleteUser(kernel, actor, { user: ada.id })
  await aUser(kernel)
  await noteReadiness(kernel, actor)
  expect(await passkeys(kernel)).toEqual({
    ...sofar,
    '2026-03-04': '2 of 2',
    '2026-03-05': '2 of 2',
    '2026-03-06': '2 of 2',
    '2026-03-07': '1 of 2',
  })
  expect(await passkeys(kernel, 2)).toEqual({ '2026-03-06': '2 of 2', '2026-03-07': '1 of 2' })
})

test('tells how it is today before the job ever ran', async () => {
  await using kernel = await openTestKernel()
  await aUser(kernel)
  kernel.clock.set(instant(Date.UTC(2026, 4, 1)))
  expect(await passkeys(kernel)).toEqual({ '2026-05-01': '0 of 1' })
})
