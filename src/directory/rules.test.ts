import { describe, expect, test } from 'vitest'
import { Refusal } from '../base/refusal.ts'
import { groupId, userId } from '../base/text.ts'
import { instant } from '../base/time.ts'
import { mailNicknameFrom, properMailNickname, properName } from './rules/names.ts'
import { applyChange } from './rules/user-change.ts'
import {
  externalUserPrincipalName,
  freedKey,
  freedUserPrincipalName,
  properUserPrincipalName,
} from './rules/user-principal-name.ts'
import { decideMembership, draftGroup, draftUser, isExternalGuest, isSameName, properUserChange } from './rules.ts'

const domains = ['example.com', 'sub.example.com']

/** The code and field of the refusal, or what came back instead. */
function outcome(work: () => unknown): unknown {
  try {
    return work()
  } catch (error) {
    return error instanceof Refusal ? `${error.code} ${error.field}` : error
  }
}

const upn = (text: string) => outcome(() => properUserPrincipalName(text, domains))
const badName = 'nameInvalid userPrincipalName'

describe('a user principal name', () => {
  test.each([
    ['ada@example.com', 'ada@example.com'],
    ['  ada@example.com ', 'ada@example.com'],
    ['Ada.Lovelace@EXAMPLE.com', 'Ada.Lovelace@example.com'],
    ["a'b-c_d!e#f^g~9@sub.example.com", "a'b-c_d!e#f^g~9@sub.example.com"],
    [`${'a'.repeat(64)}@example.com`, `${'a'.repeat(64)}@example.com`],
  ])('%s is kept as %s', (given, kept) => expect(upn(given)).toBe(kept))

  test.each([
    ['', 'nothing'],
    ['ada', 'no @'],
    ['ada@b@example.com', 'two @'],
    ['@example.com', 'no local part'],
    [`${'a'.repeat(65)}@example.com`, 'local part too long'],
    ['.ada@example.com', 'a leading dot'],
    ['ada.@example.com', 'a trailing dot'],
    ['a..da@example.com', 'two dots in a row'],
    ['a da@example.com', 'a space'],
    ['a+b@example.com', 'a plus'],
    ['adä@example.com', 'an umlaut'],
    ['\u0430da@example.com', 'a Cyrillic a'],
    ['ada\u200b@example.com', 'a zero-width space'],
    ['ada\u0000@example.com', 'a NUL'],
    ['a\r\nda@example.com', 'a line break'],
    ['m\u0131ke@example.com', 'a dotless i'],
    ['ada#EXT#@example.com', 'the mark of external guests'],
    ['ada#ext#@example.com', 'that mark in lower case'],
  ])('%j is refused: %s', (given) => expect(upn(given)).toBe(badName))

  test.each(['ada@other.example', 'ada@', 'ada@notexample.com', 'ada@example.com.', 'ada@ex\u00ADample.com'])(
    '%j is refused: not a domain of the tenant',
    (given) => expect(upn(given)).toBe('domainNotVerified userPrincipalName'),
  )

  test('the refusal of a domain names the ones there are', () => {
    expect(() => properUserPrincipalName('ada@other.example', domains)).toThrow(/example\.com, sub\.example\.com/)
  })

  test.each([
    ['grace@partner.example', 'grace_partner.example#EXT#@example.com'],
    ['g+r@partner.example', 'g_r_partner.example#EXT#@example.com'],
    ['größe@partner.example', 'gr__e_partner.example#EXT#@example.com'],
    ['grace', badName],
    ['@partner.example', badName],
    ['a@b@c', badName],
    [`${'a'.repeat(100)}@partner.example`, badName],
  ])('an external guest with the mail %j is %s', (mail, expected) => {
    expect(outcome(() => externalUserPrincipalName(mail, 'example.com'))).toBe(expected)
  })

  test('a deleted user leaves the name free, under a key no name can have', () => {
    const id = userId('0000aaaa-0000-4000-8000-000000000001')
    expect(freedUserPrincipalName(id, 'ada@example.com')).toBe('0000aaaa000040008000000000000001ada@example.com')
    expect(freedKey(id)).toContain(':')
  })
})

describe('a display name', () => {
  test.each([
    ['Ada', 'Ada'],
    ['  Ada  Lovelace ', 'Ada  Lovelace'],
    ['A\u030Angstro\u0308m', '\u00C5ngstr\u00F6m'],
    ['李小龍 🐉', '李小龍 🐉'],
    ["O'Brien & Sons <b>", "O'Brien & Sons <b>"],
    ['x'.repeat(256), 'x'.repeat(256)],
  ])('%j is kept as %j', (given, kept) => expect(properName('displayName', given)).toBe(kept))

  test.each([
    '',
    '   ',
    '\u3000',
    'x'.repeat(257),
    'A\u0000da',
    'A\nda',
    'A\u2028da',
    'Ada\u202Etxt.exe',
    'A\u200Dda',
    '\uD800',
    '\uE000',
    '\u{10FFFF}',
  ])('%j is refused', (given) => {
    expect(outcome(() => properName('displayName', given))).toBe('nameInvalid displayName')
  })
})

test.each([
  ['Straße', 'STRASSE', true],
  ['Å', 'A\u030A', true],
  ['\u212Aelvin', 'kelvin', true],
  ['ΣΟΦΟΣ', 'σοφος', true],
  ['ada', 'аda', false],
  ['ada', 'ada ', false],
])('%j and %j are the same name: %s', (left, right, same) => expect(isSameName(left, right)).toBe(same))

describe('a mail nickname', () => {
  test.each(['ada', 'a.b-c_d+e', 'x'.repeat(64)])('%j is kept', (text) => expect(properMailNickname(text)).toBe(text))
  test.each(['', 'x'.repeat(65), 'a b', 'a@b', 'ä', 'a;b', 'a"b', 'a\nb'])('%j is refused', (text) => {
    expect(outcome(() => properMailNickname(text))).toBe('nameInvalid mailNickname')
  })
  test.each([
    ['Sales (Zürich)', 'SalesZurich'],
    ['销售', 'group'],
    ['x'.repeat(90), 'x'.repeat(64)],
  ])('for %j becomes %j', (name, nickname) => expect(mailNicknameFrom(name, 'group')).toBe(nickname))
})

describe('a property', () => {
  test.each([
    [{ givenName: ' Ada ' }, { givenName: 'Ada' }],
    [{ givenName: null }, { givenName: null }],
    [{ usageLocation: 'de' }, { usageLocation: 'DE' }],
    [{ mail: 'ada@elsewhere.example' }, { mail: 'ada@elsewhere.example' }],
    [{ preferredLanguage: 'zh-Hant-TW' }, { preferredLanguage: 'zh-Hant-TW' }],
    [{ businessPhones: ['+49 30 1234'] }, { businessPhones: ['+49 30 1234'] }],
    [{ businessPhones: [] }, { businessPhones: [] }],
    [{ employeeHireAt: instant(1) }, { employeeHireAt: instant(1) }],
  ])('%j is kept as %j', (change, kept) => expect(properUserChange(change, domains)).toEqual(kept))

  test.each([
    [{ givenName: '' }, 'givenName'],
    [{ surname: 'x'.repeat(65) }, 'surname'],
    [{ jobTitle: 'Boss\u0007' }, 'jobTitle'],
    [{ department: '\u202Eevil' }, 'department'],
    [{ mail: 'nobody' }, 'mail'],
    [{ mail: 'a@b\r\nBcc: c@d' }, 'mail'],
    [{ usageLocation: 'Germany' }, 'usageLocation'],
    [{ usageLocation: '1a' }, 'usageLocation'],
    [{ preferredLanguage: 'german!' }, 'preferredLanguage'],
    [{ employeeId: 'x'.repeat(17) }, 'employeeId'],
    [{ businessPhones: ['1', '2'] }, 'businessPhones'],
    [{ businessPhones: [''] }, 'businessPhones'],
    [{ mobilePhone: 'x'.repeat(65) }, 'mobilePhone'],
  ])('%j is refused', (change, field) => {
    expect(outcome(() => properUserChange(change, domains))).toBe(`propertyInvalid ${field}`)
  })
})

describe('a new user', () => {
  test('has what was not given filled in', () => {
    expect(draftUser({ displayName: 'Ada', userPrincipalName: 'Ada.L@example.com' }, domains)).toMatchObject({
      userPrincipalName: 'Ada.L@example.com',
      mailNickname: 'Ada.L',
      userType: 'Member',
      accountEnabled: true,
      creationType: null,
      externalUserState: null,
      businessPhones: [],
      mail: null,
    })
  })

  test('created here as a guest is an internal one', () => {
    const guest = draftUser({ displayName: 'G', userPrincipalName: 'g@example.com', userType: 'Guest' }, domains)
    expect(guest.userType).toBe('Guest')
    expect(isExternalGuest(guest)).toBe(false)
  })

  test('invited from elsewhere is an external guest', () => {
    const guest = draftUser({ displayName: 'G', invitedMail: 'grace@partner.example' }, domains)
    expect(guest).toMatchObject({
      userPrincipalName: 'grace_partner.example#EXT#@example.com',
      mail: 'grace@partner.example',
      userType: 'Guest',
      creationType: 'Invitation',
      externalUserState: 'PendingAcceptance',
    })
    expect(isExternalGuest(guest)).toBe(true)
  })

  test('ignores properties that stand there as undefined', () => {
    const given = { displayName: 'A', userPrincipalName: 'a@example.com', surname: undefined, userType: undefined }
    expect(draftUser(given, domains)).toMatchObject({ surname: null, userType: 'Member' })
  })
})

test('disabling ends the time of sessions opened so far, and nothing else does', () => {
  const user = {
    ...draftUser({ displayName: 'A', userPrincipalName: 'a@example.com' }, domains),
    id: userId('0000aaaa-0000-4000-8000-000000000001'),
    managerId: null,
    createdAt: instant(1),
    sessionsValidFrom: instant(1),
  }
  const disabled = applyChange(user, { accountEnabled: false }, instant(9))
  expect(disabled.sessionsValidFrom).toBe(9)
  expect(applyChange(disabled, { accountEnabled: true, surname: 'B' }, instant(20)).sessionsValidFrom).toBe(9)
  expect(applyChange(user, { surname: 'B' }, instant(9)).sessionsValidFrom).toBe(1)
})

describe('a group', () => {
  test('has its nickname made from its name', () => {
    expect(draftGroup({ displayName: ' Desk staff ' })).toEqual({
      displayName: 'Desk staff',
      description: null,
      mailNickname: 'Deskstaff',
      isAssignableToRole: false,
    })
  })

  test('may be described in several lines', () => {
    expect(draftGroup({ displayName: 'x', description: ' one\ntwo ' }).description).toBe('one\ntwo')
    expect(draftGroup({ displayName: 'x', description: '  ' }).description).toBeNull()
    for (const description of ['x'.repeat(1025), 'a\u0000b', 'a\u202Eb']) {
      expect(outcome(() => draftGroup({ displayName: 'x', description }))).toBe('propertyInvalid description')
    }
  })
})

describe('membership', () => {
  const group = (id: string, isAssignableToRole = false) => ({ id: groupId(id), isAssignableToRole })
  const user = { kind: 'user', id: 'u' } as const
  const inner = { kind: 'group', id: 'b' } as const
  const cycle = { ok: false, why: 'membershipCycle' }

  test.each([
    ['a user', group('a'), user, [], { ok: true }],
    ['a user in a role-assignable group', group('a', true), user, [], { ok: true }],
    ['another group', group('a'), inner, [], { ok: true }],
    ['a group beside which it stands', group('a'), inner, [{ from: 'a', to: 'c' }], { ok: true }],
    ['a group in a role-assignable one', group('a', true), inner, [], { ok: false, why: 'membershipNotAllowed' }],
    ['itself', group('b'), inner, [], cycle],
    ['the group it is in', group('a'), inner, [{ from: 'a', to: 'b' }], cycle],
    [
      'the group it is in through another',
      group('a'),
      inner,
      [
        { from: 'a', to: 'c' },
        { from: 'c', to: 'b' },
      ],
      cycle,
    ],
  ])('of %s', (_name, holder, member, above, verdict) => {
    expect(decideMembership(holder, member, above)).toEqual(verdict)
  })
})
