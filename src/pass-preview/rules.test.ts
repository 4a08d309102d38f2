import { describe, expect, test } from 'vitest'
import {
  asking,
  block,
  type Given,
  hr,
  mail,
  multifactor,
  onApps,
  onRegistering,
  outsideOffice,
  own,
  passwordless,
  phishingResistant,
  policy,
  preview,
  reportOnly,
  start,
} from '../../tests/kit/pass-previews.ts'
import { plusMinutes } from '../base/time.ts'
import { type AccessPolicy, noUsers } from '../policies/conditional-access/rules.ts'
import { doorMessage, type PassPreview } from './rules.ts'

const openings = ({ doors, registration }: PassPreview) => [
  ...doors.map(({ opening }) => opening),
  registration.opening,
]

/** Our own pages, HR, Mail, registering; then the verdict. */
const table: readonly (readonly [
  string,
  readonly AccessPolicy[],
  readonly string[],
  PassPreview['verdict'],
  Given?,
])[] = [
  ['without any policy everything opens', [], ['yes', 'yes', 'yes', 'yes'], 'works'],
  [
    'a policy on multifactor is met by the pass',
    [policy({ builtInControls: ['mfa'] })],
    ['yes', 'yes', 'yes', 'yes'],
    'works',
  ],
  [
    'so is the strength Multifactor authentication, by a pass for several sign-ins too',
    [policy(asking(multifactor))],
    ['yes', 'yes', 'yes', 'yes'],
    'works',
    { isUsableOnce: false },
  ],
  [
    'Passwordless is never met',
    [policy(asking(passwordless), onApps('hr'))],
    ['yes', 'afterMore', 'yes', 'yes'],
    'partly',
  ],
  [
    'Phishing-resistant is never met, and whoever may register what does is led to it',
    [policy(asking(phishingResistant))],
    ['afterMore', 'afterMore', 'afterMore', 'afterMore'],
    'partly',
  ],
  [
    'a strength on everything gives way to one on registering, so the pass is good for that alone',
    [policy(asking(phishingResistant)), policy(asking(multifactor), onRegistering)],
    ['afterMore', 'afterMore', 'afterMore', 'yes'],
    'partly',
  ],
  [
    'a block on everything does not give way',
    [policy(block), policy(asking(multifactor), onRegistering)],
    ['no', 'no', 'no', 'no'],
    'fails',
  ],
  [
    'a block on registering leaves the applications',
    [policy(block, onRegistering)],
    ['yes', 'yes', 'yes', 'no'],
    'partly',
  ],
  [
    'what needs managed devices is never met',
    [policy({ builtInControls: ['compliantDevice'] }, onApps('mail'))],
    ['yes', 'yes', 'no', 'yes'],
    'partly',
  ],
  [
    'with OR the pass is one of several ways',
    [policy({ builtInControls: ['mfa', 'compliantDevice'] })],
    ['yes', 'yes', 'yes', 'yes'],
    'works',
  ],
  [
    'with AND it is not',
    [policy({ operator: 'AND', builtInControls: ['mfa', 'compliantDevice'] }, onApps('hr'))],
    ['yes', 'no', 'yes', 'yes'],
    'partly',
  ],
  ['a policy in report-only changes nothing', [policy(block, {}, reportOnly)], ['yes', 'yes', 'yes', 'yes'], 'works'],
  [
    'one on other people does not matter',
    [policy(block, { users: { ...noUsers, includeUsers: ['All'], excludeGroups: ['staff'] } })],
    ['yes', 'yes', 'yes', 'yes'],
    'works',
  ],
  [
    'one on a kind of program matters to applications of that kind',
    [policy(block, { clientAppTypes: ['mobileAppsAndDesktopClients'] })],
    ['yes', 'yes', 'no', 'yes'],
    'partly',
  ],
  [
    'a block by place depends on the place',
    [policy(block, outsideOffice)],
    ['depends', 'depends', 'depends', 'depends'],
    'depends',
  ],
  [
    'unless the place is told',
    [policy(block, outsideOffice)],
    ['yes', 'yes', 'yes', 'yes'],
    'works',
    { supposed: { ipAddress: '192.0.2.9' } },
  ],
  [
    'which may be the wrong one',
    [policy(block, outsideOffice)],
    ['no', 'no', 'no', 'no'],
    'fails',
    { supposed: { ipAddress: '203.0.113.9' } },
  ],
  [
    'a block by device depends on the device',
    [policy(block, { platforms: { includePlatforms: ['all'], excludePlatforms: ['iOS'] }, ...onApps('hr') })],
    ['yes', 'depends', 'yes', 'yes'],
    'depends',
  ],
  [
    'a place does not matter where the policy is met everywhere',
    [policy({ builtInControls: ['mfa'] }, outsideOffice)],
    ['yes', 'yes', 'yes', 'yes'],
    'works',
  ],
  [
    'a risk is never found out here, so a policy on it never applies',
    [policy(block, { userRiskLevels: ['high'] })],
    ['yes', 'yes', 'yes', 'yes'],
    'works',
  ],
  [
    'a pass that counts after a password proves both',
    [policy({ authenticationStrength: multifactor ?? '' })],
    ['yes', 'yes', 'yes', 'yes'],
    'works',
    { secondFactorOnly: true },
  ],
]

test.each(table.map((row) => [row[0], row] as const))('%s', (_, [, policies, expected, verdict, given = {}]) => {
  const found = preview(policies, given)
  expect([openings(found), found.verdict]).toEqual([expected, verdict])
})

describe('told apart are', () => {
  test('place and device, each where it decides', () => {
    const platforms = { includePlatforms: ['iOS'], excludePlatforms: [] } as const
    const both = preview([policy(block, { ...outsideOffice, platforms }, {})])
    expect(both.doors[0]?.dependsOn).toEqual(['location', 'platform'])
    const place = preview([policy(block, { ...outsideOffice, platforms })], { supposed: { platform: 'iOS' } })
    expect(place.doors[0]?.dependsOn).toEqual(['location'])
    const device = preview([policy(block, { ...outsideOffice, platforms })], { supposed: { ipAddress: '203.0.113.9' } })
    expect(device.doors[0]?.dependsOn).toEqual(['platform'])
  })

  test('applications that are switched off or that nobody signs in to, which do not count in the verdict', () => {
    const closed = [{ ...hr, closed: 'applicationDisabled' } as const, { ...mail, closed: 'noSignIn' } as const]
    const found = preview([], { doors: [own, ...closed] })
    expect([openings(found), found.verdict]).toEqual([['yes', 'no', 'no', 'yes'], 'works'])
    expect(found.doors.map(doorMessage)).toEqual([
      'Opens with the pass.',
      'The application is switched off.',
      'Nobody signs in to this application.',
    ])
  })

  test('what the person is asked for on the way in: what they have before what they could register', () => {
    const ask = policy(asking(phishingResistant), onApps('hr'))
    const toHr = (given: Given, ...others: AccessPolicy[]) => {
      const { opening, asked } = preview([ask, ...others], given).doors[1] ?? {}
      return [opening, asked]
    }
    const has = { usable: [{ kind: 'fido2', proof: { mode: 'fido2', aaguid: 'a' } }] } as const
    expect(toHr({})).toEqual(['afterMore', { next: 'register', kinds: ['fido2'] }])
    expect(toHr(has)).toEqual(['afterMore', { next: 'prove', kinds: ['fido2'] }])
    expect(toHr({ registrable: [] })).toEqual(['no', null])
    expect(toHr({}, policy(block, onRegistering))).toEqual(['no', null])
    expect(toHr(has, policy(block, onRegistering))).toEqual(['afterMore', { next: 'prove', kinds: ['fido2'] }])
    expect(toHr({}, policy(block, { ...onRegistering, ...outsideOffice }))).toEqual(['depends', null])
    const renew = policy({ operator: 'AND', builtInControls: ['mfa', 'passwordChange'] }, onApps('mail'))
    expect(preview([renew], { secondFactorOnly: true }).doors[2]?.asked).toEqual({ next: 'changePassword', kinds: [] })
    expect(preview([renew]).doors[2]?.opening).toBe('no')
  })

  test('a refused pass, and one that would open nothing', () => {
    expect(preview([], { isRefused: true }).verdict).toBe('refused')
    expect(preview([], { hindrances: ['accountDisabled'] }).verdict).toBe('fails')
  })
})

test('one may register for ten minutes with a pass for one sign-in, and until its end with the other', () => {
  const windowOf = (isUsableOnce: boolean) => {
    const { minutes, until } = preview([], { isUsableOnce }).registration
    return [minutes, until]
  }
  expect([windowOf(true), windowOf(false)]).toEqual([
    [10, plusMinutes(start, 60)],
    [null, plusMinutes(start, 60)],
  ])
})
