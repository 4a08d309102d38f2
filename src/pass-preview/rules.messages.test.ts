import { describe, expect, test } from 'vitest'
import {
  asking,
  block,
  type Given,
  multifactor,
  onApps,
  onRegistering,
  outsideOffice,
  phishingResistant,
  policy,
  preview,
  reportOnly,
  start,
} from '../../tests/kit/pass-previews.ts'
import { plusMinutes } from '../base/time.ts'
import { type AccessPolicy, noUsers } from '../policies/conditional-access/rules.ts'
import { policyMessage, registrationMessage, summaryOf } from './rules.ts'

describe('every policy is told of', () => {
  const told = (rule: AccessPolicy, ...others: AccessPolicy[]) => {
    const found = preview([rule, ...others])
    const [first] = found.policies
    return first && policyMessage(first, 3)
  }

  test.each<[string, AccessPolicy]>([
    [
      'Applies to everything people sign in to; it is met by the pass. Applies to registering methods; it is met by the pass.',
      policy({ builtInControls: ['mfa'] }),
    ],
    [
      "Applies to 'HR'; it asks for the authentication strength 'Phishing resistant MFA', and the pass is not enough for that.",
      policy(asking(phishingResistant), onApps('hr')),
    ],
    [
      "Applies to 'HR' and 'Mail', depending on where the person signs in; it blocks access.",
      policy(block, { ...outsideOffice, ...onApps('hr', 'mail') }),
    ],
    [
      "Applies to 'HR'; it asks for a compliant device, which nobody can prove here.",
      policy({ builtInControls: ['compliantDevice'] }, onApps('hr')),
    ],
    ["Report-only, so it changes nothing. Applies to 'HR'; it blocks access.", policy(block, onApps('hr'), reportOnly)],
    [
      'Does not apply to signing in: it does not cover this person.',
      policy(block, { users: { ...noUsers, includeGroups: ['others'] } }),
    ],
    ['Does not apply to signing in: it covers other applications.', policy(block, onApps('elsewhere'))],
    [
      'Does not apply to signing in: it covers risks, and Latchkey rates none.',
      policy(block, { userRiskLevels: ['high'] }),
    ],
    [
      'Does not apply to signing in: it is about what people do, such as registering methods. Applies to registering methods; it blocks access.',
      policy(block, onRegistering),
    ],
    [
      'Report-only, so it changes nothing. Does not apply to signing in: it is about what people do, such as registering methods.',
      policy(block, onRegistering, reportOnly),
    ],
    [
      'Applies to everything people sign in to; it only sets how sessions are kept. Applies to registering methods; it only sets how sessions are kept.',
      policy(null),
    ],
  ])('%s', (text, rule) => {
    expect(told(rule)).toBe(text)
  })

  test('where it gives way', () => {
    expect(told(policy(asking(phishingResistant)), policy(asking(multifactor), onRegistering))).toContain(
      'counts in place of this one',
    )
  })

  test('where report-only on registering is not looked at', () => {
    expect(preview([policy(block, onRegistering, reportOnly)]).policies[0]?.registration).toMatchObject({
      applies: 'no',
      reasons: ['reportOnly'],
    })
  })
})

test('the sentences name what stands in the way and what to do', () => {
  const [ask, shut] = [
    policy(asking(phishingResistant), onApps('hr'), { displayName: 'Keys for HR' }),
    policy(block, { ...outsideOffice, ...onApps('mail') }, { displayName: 'Mail at work' }),
  ]
  const found = preview([ask, shut])
  const told = {
    displayName: 'Ada',
    terms: { startAt: start, endAt: plusMinutes(start, 60), lifetimeMinutes: 60, isUsableOnce: true },
    refusals: [],
    hindrances: [],
    notes: ['replacesPass'] as const,
    preview: found,
  }
  expect(summaryOf(told, 'UTC')).toEqual([
    'A pass would be issued to Ada, for one sign-in, from 2026-03-02 08:00 +00:00 (UTC) to 2026-03-02 09:00 +00:00 (UTC) (1h).',
    'The pass they have now stops working at once, and whatever they signed in to with it ends.',
    "It opens 'Latchkey'.",
    "'HR': The policy 'Keys for HR' asks for the authentication strength 'Phishing resistant MFA', and the pass is not enough for that. The person is asked to register a passkey while signing in, and goes on from there.",
    "'Mail': Depends on where the person signs in: the policy 'Mail at work' blocks access.",
    'The person can register a passkey, within 10 minutes of signing in.',
  ])
  expect(summaryOf({ ...told, refusals: ['Too long.'] }, 'UTC')).toEqual([
    'No pass would be issued to Ada.',
    'Too long.',
  ])
  expect(summaryOf({ ...told, hindrances: ['accountDisabled'] }, 'UTC')).toContain(
    'The account is switched off: nobody signs in to it until it is enabled.',
  )
  const nothing = { ...told, notes: [], preview: preview([policy(block, {}, { displayName: 'Shut' })]) }
  expect(summaryOf(nothing, 'UTC').slice(1)).toEqual([
    "The pass alone opens nothing. Stays shut: the policy 'Shut' blocks access.",
    "Nothing can be registered: the policy 'Shut' blocks access.",
  ])
  expect(summaryOf({ ...told, preview: preview([]) }, 'UTC')).toContain('It opens everything they can sign in to.')
})

test('whether anything can be registered is said, with the time there is', () => {
  const said = (policies: readonly AccessPolicy[], given: Given = {}) =>
    registrationMessage(preview(policies, given).registration)
  expect(said([], { isUsableOnce: false })).toBe('The person can register a passkey, until the pass ends.')
  expect(said([], { methods: [{ kind: 'fido2', why: 'methodDisabled' }] })).toBe(
    'The person cannot register anything. A passkey cannot be registered: it is switched off in the methods policy.',
  )
  expect(said([policy(asking(phishingResistant))])).toBe(
    'The person registers a passkey while signing in, within 10 minutes of signing in; others can follow.',
  )
  expect(said([policy(asking(phishingResistant), onRegistering)])).toMatch(
    /^Nothing can be registered: the policy 'Rule' asks for .*\. The person has nothing else that would do, and may not register it\.$/,
  )
  expect(said([policy(block, { ...onRegistering, ...outsideOffice })])).toMatch(
    /This depends on where the person signs in/,
  )
})
