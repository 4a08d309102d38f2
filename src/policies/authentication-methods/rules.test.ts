import { describe, expect, test } from 'vitest'
import { userId } from '../../base/text.ts'
import {
  type Configuration,
  type ConfigurationChange,
  changed,
  changedProperties,
  configurationId,
  defaultConfigurations,
  isSecondFactorOnly,
  methodScope,
  namedTargets,
  passcodeLength,
  presets,
  violations,
} from './rules.ts'

const desk = 'aaaaaaaa-0000-4000-8000-000000000001'
const staff = 'aaaaaaaa-0000-4000-8000-000000000002'
const group = (id: string) => ({ targetType: 'group', id, isRegistrationRequired: false }) as const
const passes = (change: ConfigurationChange<'TemporaryAccessPass'> = {}): Configuration<'TemporaryAccessPass'> =>
  changed<'TemporaryAccessPass'>(defaultConfigurations.TemporaryAccessPass, change)
const passkeys = (change: ConfigurationChange<'Fido2'> = {}): Configuration<'Fido2'> =>
  changed<'Fido2'>(defaultConfigurations.Fido2, change)
const ada = userId('aaaaaaaa-0000-4000-8000-00000000000a')
const scopeOf = (configuration: Configuration, groupIds: readonly string[], roles: readonly string[] = []) =>
  methodScope(configuration, { userId: ada, groupIds: new Set(groupIds), roles })
const messages = (configuration: Configuration) => violations(configuration).map((violation) => violation.message)

describe('a fresh tenant', () => {
  test("has Entra's pass settings, switched off", () => {
    expect(defaultConfigurations.TemporaryAccessPass).toMatchObject({
      state: 'disabled',
      defaultLifetimeInMinutes: 60,
      minimumLifetimeInMinutes: 60,
      maximumLifetimeInMinutes: 480,
      defaultLength: 8,
      isUsableOnce: false,
      includeTargets: [{ targetType: 'group', id: 'all_users', isRegistrationRequired: false }],
      excludeTargets: [],
    })
  })

  test('has the other methods switched on for everybody', () => {
    for (const id of ['Fido2', 'SoftwareOath', 'Password'] as const) {
      expect(scopeOf(defaultConfigurations[id], [])).toEqual({ allowed: true })
    }
  })

  test.each(Object.values(defaultConfigurations))('breaks no rule: $id', (configuration) => {
    expect(messages(configuration)).toEqual([])
  })
})

describe('who may use a method', () => {
  const enabled = passes({ state: 'enabled', includeTargets: [group(staff)], excludeTargets: [group(desk)] })

  test('nobody while it is disabled, whatever the targets say', () => {
    const disabled = passes({ ...enabled, state: 'disabled' })
    expect(scopeOf(disabled, [staff])).toEqual({ allowed: false, why: 'methodDisabled' })
  })

  test('a member of an included group', () => {
    expect(scopeOf(enabled, [staff])).toEqual({ allowed: true })
  })

  test('not somebody in no included group', () => {
    expect(scopeOf(enabled, [])).toEqual({ allowed: false, why: 'userNotIncluded' })
  })

  test('not a member of an excluded group, even one who is included as well', () => {
    const scope = scopeOf(enabled, [staff, desk])
    expect(scope).toEqual({
      allowed: false,
      why: 'userExcluded',
      target: { targetType: 'group', id: desk, isRegistrationRequired: false },
    })
  })

  test('a user included by name, and not one excluded by name', () => {
    const user = { targetType: 'user', id: ada.toUpperCase(), isRegistrationRequired: false } as const
    expect(scopeOf(passes({ state: 'enabled', includeTargets: [user] }), [])).toEqual({ allowed: true })
    const excluded = scopeOf(passes({ state: 'enabled', excludeTargets: [user] }), [])
    expect(excluded).toMatchObject({ allowed: false, why: 'userExcluded', target: { targetType: 'user', id: ada } })
    const asGroup = { ...user, targetType: 'group' } as const
    expect(scopeOf(passes({ state: 'enabled', includeTargets: [asGroup] }), [])).toMatchObject({ allowed: false })
  })

  test('everybody is a group and no user', () => {
    const broken = messages(passes({ excludeTargets: [{ targetType: 'user', id: 'all_users' }] }))
    expect(broken.join()).toContain('object id of a user')
  })

  test('not the holder of a role where administrators are excluded', () => {
    const guarded = passes({ state: 'enabled', administratorsExcluded: true })
    expect(scopeOf(guarded, [], ['some-role'])).toEqual({ allowed: false, why: 'userExcluded' })
    expect(scopeOf(guarded, [])).toEqual({ allowed: true })
    expect(scopeOf(passes({ state: 'enabled' }), [], ['some-role'])).toEqual({ allowed: true })
  })
})

describe('a pass as second factor only', () => {
  test.each([
    ['is off unless somebody switches it on', {}, [], false],
    ['holds for everybody', { state: 'enabled' }, [], true],
    ['holds for a group', { state: 'enabled', includeTarget: { targetType: 'group', id: staff } }, [staff], true],
    [
      'spares who is not in the group',
      { state: 'enabled', includeTarget: { targetType: 'group', id: staff } },
      [],
      false,
    ],
  ] as const)('%s', (_, secondFactorOnly, groups, expected) => {
    expect(isSecondFactorOnly(passes({ secondFactorOnly }), new Set(groups))).toBe(expected)
  })
})

test.each([
  [60, 8, 8],
  [61, 8, 12],
  [1440, 8, 12],
  [1441, 8, 16],
  [43_200, 20, 20],
])('a growing passcode for %i minutes over a length of %i has %i characters', (minutes, defaultLength, expected) => {
  expect(passcodeLength(passes({ passcodeGrowsWithLifetime: true, defaultLength }), minutes)).toBe(expected)
  expect(passcodeLength(passes({ defaultLength }), minutes)).toBe(defaultLength)
})

describe('ranges and order', () => {
  test.each([
    [
      { minimumLifetimeInMinutes: 9 },
      'minimumLifetimeInMinutes is 9; it must be a whole number from 10 to 43200 minutes.',
    ],
    [
      { maximumLifetimeInMinutes: 43_201 },
      'maximumLifetimeInMinutes is 43201; it must be a whole number from 10 to 43200 minutes.',
    ],
    [
      { defaultLifetimeInMinutes: 60.5 },
      'defaultLifetimeInMinutes is 60.5; it must be a whole number from 10 to 43200 minutes.',
    ],
    [{ defaultLength: 7 }, 'defaultLength is 7; it must be a whole number from 8 to 48 characters.'],
    [{ defaultLength: 49 }, 'defaultLength is 49; it must be a whole number from 8 to 48 characters.'],
    [
      { minimumLifetimeInMinutes: 481 },
      'minimumLifetimeInMinutes is 481; it must not be greater than maximumLifetimeInMinutes, which is 480.',
    ],
    [
      { defaultLifetimeInMinutes: 59 },
      'defaultLifetimeInMinutes is 59; it must be from 60 (minimumLifetimeInMinutes) to 480 (maximumLifetimeInMinutes).',
    ],
    [
      { defaultLifetimeInMinutes: 481 },
      'defaultLifetimeInMinutes is 481; it must be from 60 (minimumLifetimeInMinutes) to 480 (maximumLifetimeInMinutes).',
    ],
  ])('%j is refused', (change, message) => {
    expect(messages(passes(change))).toEqual([message])
  })

  test('the edges themselves are accepted', () => {
    const widest = { minimumLifetimeInMinutes: 10, maximumLifetimeInMinutes: 43_200, defaultLength: 48 }
    expect(messages(passes({ ...widest, defaultLifetimeInMinutes: 10 }))).toEqual([])
    expect(messages(passes({ ...widest, defaultLifetimeInMinutes: 43_200 }))).toEqual([])
  })

  test('every setting out of range is told at once', () => {
    expect(messages(passes({ defaultLength: 1, minimumLifetimeInMinutes: 0 }))).toHaveLength(2)
  })
})

describe('targets', () => {
  test.each([
    ['what is no id', { includeTargets: [group('Service desk')] }, "includeTargets names 'service desk'"],
    ['a group named twice, in another case', { includeTargets: [group(desk), group(desk.toUpperCase())] }, 'twice'],
    ['everybody excluded', { excludeTargets: [group('all_users')] }, 'set state to disabled'],
    [
      'a second-factor target that is no id',
      { secondFactorOnly: { includeTarget: group('everyone') } },
      "secondFactorOnly names 'everyone'",
    ],
    [
      'more than 500 groups',
      { includeTargets: Array.from({ length: 501 }, (_, index) => group(desk.slice(0, -3) + (100 + index))) },
      'includeTargets has 501 entries; at most 500 are allowed.',
    ],
  ])('refuse %s', (_, change, part) => {
    expect(messages(passes(change)).join()).toContain(part)
  })

  test('may include and exclude the same group, and nobody at all', () => {
    expect(messages(passes({ includeTargets: [group(desk)], excludeTargets: [group(desk)] }))).toEqual([])
    expect(messages(passes({ includeTargets: [] }))).toEqual([])
  })

  test('are told by their groups, everybody left out', () => {
    const second = { includeTarget: group(staff) }
    const named = namedTargets(passes({ excludeTargets: [group(desk)], secondFactorOnly: second }))
    expect(named.map(({ id }) => id)).toEqual([desk, staff])
  })
})

describe('key restrictions', () => {
  const model = 'EE882879-721C-4913-9775-3DFCCE97072A'

  test('keep AAGUIDs in lower case', () => {
    expect(passkeys({ keyRestrictions: { aaGuids: [model] } }).keyRestrictions).toEqual({
      isEnforced: false,
      enforcementType: 'block',
      aaGuids: [model.toLowerCase()],
    })
  })

  test.each([
    ['an AAGUID that is none', { aaGuids: ['yubikey'] }, "holds 'yubikey'"],
    ['an AAGUID named twice', { aaGuids: [model, model.toLowerCase()] }, 'twice'],
    [
      'an enforced allow list without entries',
      { isEnforced: true, enforcementType: 'allow' },
      'no authenticator at all',
    ],
  ] as const)('refuse %s', (_, keyRestrictions, part) => {
    expect(messages(passkeys({ keyRestrictions })).join()).toContain(part)
  })
})

describe('a change', () => {
  test('keeps what it does not name, also inside an object', () => {
    const after = passes({ secondFactorOnly: { state: 'enabled' } })
    expect(after).toEqual({
      ...defaultConfigurations.TemporaryAccessPass,
      secondFactorOnly: { state: 'enabled', includeTarget: { targetType: 'group', id: 'all_users' } },
    })
  })

  test('replaces a list as a whole', () => {
    const before = passes({ includeTargets: [group(desk)] })
    expect(changed<'TemporaryAccessPass'>(before, { includeTargets: [group(staff)] }).includeTargets).toEqual([
      group(staff),
    ])
  })

  test('is told by the properties that really differ', () => {
    const after = passes({ state: 'disabled', isUsableOnce: true, maximumLifetimeInMinutes: 600 })
    expect(changedProperties(passes(), after)).toEqual(['maximumLifetimeInMinutes', 'isUsableOnce'])
  })
})

test.each([
  ['temporaryaccesspass', 'TemporaryAccessPass'],
  ['FIDO2', 'Fido2'],
  ['softwareOath', 'SoftwareOath'],
  ['Sms', undefined],
  ['', undefined],
])('the id %j means %j', (text, id) => {
  expect(configurationId(text)).toBe(id)
})

test('every preset is valid and leaves the state alone', () => {
  for (const { settings } of Object.values(presets)) {
    const includeTargets = 'includeTargets' in settings ? settings.includeTargets : [group(staff)]
    expect(messages(passes({ ...settings, includeTargets }))).toEqual([])
    expect(settings).not.toHaveProperty('state')
  }
})
