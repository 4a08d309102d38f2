import { expect, test } from 'vitest'
import { aUser } from '../../tests/kit/builders.ts'
import { openTestKernel, type TestKernel } from '../../tests/kit/kernel.ts'
import { anAuthenticatorApp } from '../../tests/kit/methods.ts'
import { setPolicy } from '../../tests/kit/proving.ts'
import type { User } from '../directory/rules.ts'
import { methodModules } from '../methods/index.ts'
import { selfRegistration } from './service.ts'

const methods = methodModules.map(({ method }) => method)

const whyNot = async (kernel: TestKernel, user: User) => {
  const found = await kernel.store.read((r) => selfRegistration(r, methods, user.id))
  return Object.fromEntries(found.map(({ kind, why }) => [kind, why]))
}

test('what somebody may register is what a sign-in would offer, with the reason where it would not', async () => {
  await using kernel = await openTestKernel()
  const user = await aUser(kernel)
  expect(await whyNot(kernel, user)).toEqual({ fido2: null, softwareOath: null })
  for (let count = 0; count < 5; count++) await anAuthenticatorApp(kernel, user)
  await setPolicy(kernel, 'Fido2', { isSelfServiceRegistrationAllowed: false })
  expect(await whyNot(kernel, user)).toEqual({ fido2: 'selfServiceOff', softwareOath: 'tooManyMethods' })
  await setPolicy(kernel, 'SoftwareOath', { state: 'disabled' })
  await setPolicy(kernel, 'Fido2', { state: 'enabled', excludeTargets: [{ targetType: 'user', id: user.id }] })
  expect(await whyNot(kernel, user)).toEqual({ fido2: 'userExcluded', softwareOath: 'methodDisabled' })
})
