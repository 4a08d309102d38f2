import { expect, test } from 'vitest'
import type { UserMethod } from '../../../api/methods.ts'
import { endOfPass, hindranceOf, lossOf } from './method-kinds.ts'

const pass = (isUsable: boolean, methodUsabilityReason: string): UserMethod => ({
  '@odata.type': '#microsoft.graph.temporaryAccessPassAuthenticationMethod',
  id: 'pass',
  temporaryAccessPass: null,
  createdDateTime: '2026-03-02T08:00:00Z',
  startDateTime: '2026-03-02T08:00:00Z',
  lifetimeInMinutes: 90,
  isUsableOnce: true,
  isUsable,
  methodUsabilityReason,
})

const app: UserMethod = {
  '@odata.type': '#microsoft.graph.softwareOathAuthenticationMethod',
  id: 'app',
  createdDateTime: null,
  secretKey: null,
  '@latchkey.displayName': 'Phone',
}

const password: UserMethod = {
  '@odata.type': '#microsoft.graph.passwordAuthenticationMethod',
  id: 'password',
  createdDateTime: null,
  password: null,
}

const email: UserMethod = {
  '@odata.type': '#microsoft.graph.emailAuthenticationMethod',
  id: 'email',
  createdDateTime: null,
  emailAddress: 'ada@home.example',
}

test('a pass is hindered for the reason the server gives, and one we do not know counts as the policy', () => {
  expect(hindranceOf(pass(true, 'EnabledByPolicy'), [])).toBeUndefined()
  expect(hindranceOf(pass(false, 'Expired'), [])).toBe('Expired')
  expect(hindranceOf(pass(false, 'SomethingNew'), [])).toBe('DisabledByPolicy')
})

test('a method is hindered by a policy that is known, and contact data never opens a door', () => {
  expect(hindranceOf(app, [])).toBeUndefined()
  expect(hindranceOf(app, ['SoftwareOath'])).toBe('DisabledByPolicy')
  expect(hindranceOf(email, [])).toBe('contact')
})

test('tells apart the last way in, the last strong method and what is not missed', () => {
  expect(lossOf([app], [app, email], [])).toBe('lastWayIn')
  expect(lossOf([app], [app, password], [])).toBe('lastStrong')
  expect(lossOf([password], [app, password], [])).toBe('none')
  expect(lossOf([email], [app, email], [])).toBe('none')
  expect(lossOf([pass(false, 'Expired')], [pass(false, 'Expired')], [])).toBe('none')
  expect(lossOf([app], [app, password], ['SoftwareOath'])).toBe('none')
})

test('a pass ends its lifetime after its start', () => {
  expect(endOfPass({ startDateTime: '2026-03-02T08:00:00Z', lifetimeInMinutes: 90 })).toBe('2026-03-02T09:30:00.000Z')
})
