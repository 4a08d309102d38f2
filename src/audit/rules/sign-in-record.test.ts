import { expect, test } from 'vitest'
import { instant } from '../../base/time.ts'
import { type SignInEntry, signInRecord } from './sign-in-record.ts'

const person = { kind: 'user', userId: 'u', userPrincipalName: 'ada@example.com', displayName: 'Ada' } as const
const application = { kind: 'servicePrincipal', id: 's', appId: 'a', displayName: 'Desk' } as const

test.each<[string, SignInEntry['subject'], object]>([
  ['a person', person, { clientAppUsed: 'Browser', isInteractive: true, signInEventTypes: ['interactiveUser'] }],
  ['an application', application, { clientAppUsed: '', isInteractive: false, signInEventTypes: ['servicePrincipal'] }],
])('the record of %s says what it came with', (_who, subject, expected) => {
  const origin = { ipAddress: '192.0.2.1', userAgent: 'x', correlationId: 'c' }
  const app = { appId: 'a', displayName: 'Desk' }
  const entry = { subject, app, errorCode: 0, details: [], requirement: 'singleFactorAuthentication' } as const
  expect(signInRecord(origin, entry, 'tenant', instant(0), 'id')).toMatchObject(expected)
})
