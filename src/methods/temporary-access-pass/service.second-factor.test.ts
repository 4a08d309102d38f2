import { expect, test } from 'vitest'
import { applicationActor, aUser, systemActor } from '../../../tests/kit/builders.ts'
import { openTestKernel, type TestKernel } from '../../../tests/kit/kernel.ts'
import type { User } from '../../directory/rules.ts'
import { bootstrap } from '../../main/bootstrap.ts'
import { updateConfigurations } from '../../policies/authentication-methods/service.ts'
import { temporaryAccessPass } from './method.ts'
import { redeem } from './proof.ts'
import { issuePass } from './service.ts'

async function wantPasswordFirst(kernel: TestKernel): Promise<void> {
  const change = { state: 'enabled', secondFactorOnly: { state: 'enabled' } } as const
  await updateConfigurations(kernel, systemActor(), [{ id: 'TemporaryAccessPass', change }])
}

async function redeemCode(kernel: TestKernel, { id }: User, code: string, afterPassword: boolean) {
  const context = { userId: id, decoyKey: 'decoy', boundTo: 'attempt', afterPassword }
  const checked = await redeem.check(kernel, context, code)
  return kernel.store.write(systemActor(), async (w) => {
    w.unrecorded('the sign-in service records')
    return redeem.settle(kernel, w, context, checked)
  })
}

const strength = (kernel: TestKernel, { id }: User) =>
  kernel.store.read(async (r) => temporaryAccessPass.strengthFor?.(kernel, r, id))

test('where the policy wants a password first, a pass is refused alone, not spent, and accepted after the password', async () => {
  await using kernel = await openTestKernel()
  await wantPasswordFirst(kernel)
  const user = await aUser(kernel)
  const desk = applicationActor(['UserAuthenticationMethod.ReadWrite.All'])
  const { code } = await issuePass(kernel, desk, { user: user.id, isUsableOnce: true })
  expect(await strength(kernel, user)).toBe('second')
  expect(await redeemCode(kernel, user, code.reveal(), false)).toMatchObject({ ok: false, errorCode: 130502 })
  expect(await redeemCode(kernel, user, code.reveal(), true)).toMatchObject({ ok: true })
})

test('a pass made on the server itself counts alone all the same, so that nobody is locked out for good', async () => {
  await using kernel = await openTestKernel()
  await wantPasswordFirst(kernel)
  const { user, code } = await bootstrap(kernel, systemActor())
  expect(await strength(kernel, user)).toBe('alone')
  expect(await redeemCode(kernel, user, code.reveal(), false)).toMatchObject({ ok: true })
})
