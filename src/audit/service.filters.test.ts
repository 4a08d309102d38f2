import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemActor, userActor } from '../../tests/kit/builders.ts'
import { openTestKernel, type TestKernel } from '../../tests/kit/kernel.ts'
import type { Actor } from '../base/actor.ts'
import { pageOf } from '../base/odata/evaluate.ts'
import { type ListQuery, parseListQuery } from '../base/odata/query.ts'
import type { ResourceShape } from '../base/odata/shape.ts'
import { userId } from '../base/text.ts'
import { instant } from '../base/time.ts'
import type { User } from '../directory/rules.ts'
import { directoryAuditShapes } from './rules/shapes.ts'
import type { SignInEntry, SignInErrorCode } from './rules/sign-in-record.ts'
import { signInShapes } from './rules/sign-in-shapes.ts'
import type { MethodWord } from './rules/steps.ts'
import { wholeSignIn } from './rules/whole-sign-in.ts'
import { listDirectoryAudits, listSignIns } from './service.ts'

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

const edge =
  'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/122.0.0.0 Safari/537.36 Edg/122.0.2365.66'
const phone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1'

let kernel: TestKernel
beforeAll(async () => {
  kernel = await openTestKernel({ countryOf: (address) => ({ '192.0.2.1': 'NO', '192.0.2.2': 'DE' })[address] ?? null })
  for (let number = 0; number < 48; number++) await oneOfEach(number)
})
afterAll(() => kernel[Symbol.asyncDispose]())

/** A sign-in and an audit that differ from their neighbours in every column. */
async function oneOfEach(number: number): Promise<void> {
  kernel.clock.advanceSeconds(number % 3)
  await kernel.store.write(actorOf(number), async (w) => {
    w.signIn(signInOf(number))
    w.audit({
      activity: number % 4 === 0 ? 'updateUser' : 'addMemberToGroup',
      result: number % 7 === 0 ? 'failure' : 'success',
      targets: [
        { type: 'User', id: id(number % 5), displayName: number % 2 ? `Ärger ${number % 5}` : null },
        ...(number % 3 === 0 ? [{ type: 'Group', id: id(90 + (number % 4)), displayName: 'Helpers' } as const] : []),
      ],
    })
  })
}

function actorOf(number: number): Actor {
  const origin = {
    ipAddress: `192.0.2.${number % 6}`,
    userAgent: ['', edge, phone][number % 3] ?? '',
    correlationId: id(1000 + Math.floor(number / 2)),
  }
  if (number % 5 === 0) return { ...systemActor(), origin }
  const user: Partial<User> = { id: userId(id(number % 5)), userPrincipalName: `Ada${number % 5}@example.com` }
  return { ...userActor({ ...user, displayName: `Ada ${number % 5}` } as User), origin }
}

const methodPairs: readonly (readonly MethodWord[])[] = [
  ['Password', 'OATH verification code'],
  ['Temporary Access Pass'],
  [],
  ['Temporary Access Pass', 'Passkey (FIDO2)', 'Passkey (FIDO2)'],
  ['Previously satisfied'],
]

/** The last of them proves nothing in every third sign-in. */
const stepsOf = (number: number): SignInEntry['details'] => {
  const methods = methodPairs[number % methodPairs.length] ?? []
  return methods.map((authenticationMethod, index) => ({
    at: instant(0),
    authenticationMethod,
    succeeded: number % 3 > 0 || index < methods.length - 1,
    resultDetail: '',
  }))
}

const errors: readonly SignInErrorCode[] = [0, 0, 0, 50126, 130503]

function signInOf(number: number): SignInEntry {
  const app = { appId: id(50 + (number % 3)), displayName: ['Wiki', 'Payroll', ''][number % 3] ?? '' }
  const isKnown = number % 6 !== 0
  return {
    subject:
      number % 4 === 3
        ? { kind: 'servicePrincipal', id: id(60), ...app }
        : {
            kind: 'user',
            userId: isKnown ? id(number % 5) : null,
            userPrincipalName: `Ada${number % 5}@example.com`,
            displayName: `Ada ${number % 5}`,
          },
    app,
    errorCode: errors[number % 5] ?? 0,
    details: stepsOf(number),
    requirement: number % 2 ? 'multiFactorAuthentication' : 'singleFactorAuthentication',
  }
}

const parse = (shape: ResourceShape, filter: string, orderby = ''): ListQuery =>
  parseListQuery(new Map([['$filter', filter], ...(orderby ? ([['$orderby', orderby]] as const) : [])]), shape)

interface Found {
  readonly items: readonly { readonly id: string; readonly record: string }[]
}

const records = ({ items }: Found) =>
  items.map((item) => JSON.parse(item.record) as { readonly id: string } & Record<string, unknown>)
const everySignIn = async () =>
  records(await listSignIns(kernel, systemActor(), parse(signInShapes.beta, 'isInteractive in (true,false)'))).map(
    (record) => wholeSignIn(record) as typeof record,
  )

const known = [
  "appDisplayName eq 'wiki'",
  "appDisplayName eq ''",
  "startswith(appDisplayName,'PAY')",
  "startswith(appDisplayName,'')",
  `appId eq '${id(50)}'`,
  "clientAppUsed eq 'Browser'",
  "clientAppUsed ne 'Browser'",
  "clientAppUsed in ('browser','x')",
  "conditionalAccessStatus eq 'notApplied'",
  "not (conditionalAccessStatus eq 'notApplied')",
  "conditionalAccessStatus eq 'failure'",
  `correlationId eq '${id(1003)}'`,
  'createdDateTime ge 2026-03-02T08:00:20Z and createdDateTime le 2026-03-02T08:00:30Z',
  'createdDateTime eq 2026-03-02T08:00:03Z',
  "deviceDetail/browser eq 'edge 122.0.2365'",
  "startswith(deviceDetail/browser,'Mobile')",
  "deviceDetail/browser eq ''",
  "deviceDetail/browser ne ''",
  "deviceDetail/operatingSystem eq 'Ios 17.4'",
  "startswith(deviceDetail/operatingSystem,'windows')",
  "ipAddress eq '192.0.2.1'",
  "startswith(ipAddress,'192.0.')",
  'isInteractive eq false',
  "location/city eq 'Berlin'",
  "location/city eq ''",
  "location/countryOrRegion eq 'no'",
  "location/countryOrRegion eq ''",
  "location/countryOrRegion ne 'DE'",
  "location/countryOrRegion in ('NO','')",
  "startswith(location/countryOrRegion,'D')",
  "startswith(location/countryOrRegion,'')",
  "location/state ne 'x'",
  "resourceDisplayName eq 'Latchkey'",
  "startswith(resourceDisplayName,'Microsoft')",
  "resourceId eq '00000003-0000-0000-c000-000000000000'",
  `resourceId eq '${id(1)}'`,
  "riskState eq 'none'",
  "riskState eq 'atRisk'",
  "riskLevelAggregated eq microsoft.graph.riskLevel'high'",
  "riskLevelDuringSignIn ne 'low' and status/errorCode eq 0",
  "riskDetail eq 'hidden'",
  "riskEventTypes_v2/any(t: t eq 'leakedCredentials')",
  "riskEventTypes/any(t: startswith(t,'leaked')) or status/errorCode eq 50126",
  'status/errorCode eq 130503',
  "userDisplayName eq 'ADA 1'",
  "startswith(userDisplayName,'ada')",
  `userId eq '${id(1)}'`,
  "userId eq '00000000-0000-0000-0000-000000000000'",
  `userId ne '${id(1)}'`,
  `startswith(userId,'${id(1).toUpperCase()}')`,
  "userPrincipalName eq 'ada2@EXAMPLE.com'",
  "startswith(userPrincipalName,'Ada3')",
]

const beta = [
  "authenticationRequirement eq 'singleFactorAuthentication'",
  "authenticationRequirement eq 'multiFactorAuthentication'",
  "signInEventTypes/any(t: t eq 'interactiveUser')",
  "signInEventTypes/any(t: t eq 'nonInteractiveUser')",
  "signInEventTypes/any(t: t ne 'interactiveUser')",
  "signInEventTypes/all(t: t eq 'servicePrincipal' or t eq 'managedIdentity')",
  'signInEventTypes/any()',
  "authenticationMethodsUsed/any(m: m eq 'Temporary Access Pass')",
  "authenticationMethodsUsed/any(m: m eq 'passkey (fido2)') and isInteractive in (true,false)",
  "authenticationMethodsUsed/any(m: m in ('Password','Previously satisfied'))",
  "authenticationMethodsUsed/any(m: m ne 'Temporary Access Pass')",
  "authenticationMethodsUsed/all(m: m eq 'Temporary Access Pass')",
  "not authenticationMethodsUsed/any(m: m eq 'OATH verification code')",
  "authenticationMethodsUsed/any(m: not (m eq 'Password'))",
  "authenticationMethodsUsed/any(m: m eq 'SMS')",
  "authenticationMethodsUsed/all(m: m ne 'SMS')",
  'authenticationMethodsUsed/any()',
  'not authenticationMethodsUsed/any()',
  "authenticationDetails/any(d: d/authenticationMethod eq 'Temporary Access Pass') and status/errorCode ne 0",
  "authenticationDetails/any(d: d/authenticationMethod eq 'PASSKEY (FIDO2)')",
  "authenticationDetails/all(d: d/authenticationMethod in ('Password','OATH verification code'))",
  "authenticationDetails/any(d: d/authenticationMethod eq 'Password') and authenticationMethodsUsed/any(m: m eq 'OATH verification code')",
  "authenticationDetails/any(d: d/authenticationMethod eq 'Client secret')",
  'not authenticationDetails/any()',
]

describe.each([
  ['v1.0', known],
  ['beta', [...known, ...beta]],
] as const)('sign-ins of %s filtered by', (version, filters) => {
  const shape = signInShapes[version]
  test.each(filters)('%s are those that a look at every record finds', async (filter) => {
    const isAsked = /isInteractive|signInEventTypes/.test(filter)
    const shown = (await everySignIn()).filter((record) => isAsked || record['isInteractive'] === true)
    for (const orderby of ['', 'createdDateTime asc']) {
      const query = parse(shape, filter, orderby)
      const found = await listSignIns(kernel, systemActor(), { ...query, count: true })
      const expected = pageOf(shown, { ...query, count: true }, shape)
      expect(found.items.map((item) => item.id)).toEqual(expected.items.map((item) => item.id))
      expect(found.count).toBe(expected.count)
    }
  })
})

describe('audits filtered by', () => {
  test.each([
    'activityDateTime ge 2026-03-02T08:00:20Z and activityDateTime le 2026-03-02T08:00:30Z',
    'activityDateTime eq 2026-03-02T08:00:03Z',
    "activityDisplayName eq 'Update user'",
    "startswith(activityDisplayName,'Add member')",
    `correlationId eq '${id(1003)}'`,
    "loggedByService eq 'Core Directory'",
    "loggedByService eq 'Conditional Access'",
    "category eq 'GroupManagement' and result eq 'failure'",
    `initiatedBy/user/id eq '${id(1)}'`,
    "initiatedBy/user/displayName eq 'ada 1'",
    "initiatedBy/user/userPrincipalName eq 'ADA1@example.com'",
    "startswith(initiatedBy/user/userPrincipalName,'ada')",
    `initiatedBy/app/appId eq '${id(1)}'`,
    "initiatedBy/app/displayName eq 'Latchkey'",
    `targetResources/any(t: t/id eq '${id(2)}')`,
    `targetResources/any(t: t/id eq '${id(90)}')`,
    "targetResources/any(t: t/displayName eq 'ärger 1')",
    "targetResources/any(t: startswith(t/displayName,'ÄRGER'))",
    `targetResources/any(t: t/id eq '${id(3)}') and startswith(activityDisplayName,'Add')`,
    `not targetResources/any(t: t/displayName eq 'Helpers')`,
    `targetResources/all(t: t/id eq '${id(1)}')`,
    'targetResources/any()',
  ])('%s are those that a look at every record finds', async (filter) => {
    const shape = directoryAuditShapes['v1.0']
    const all = records(await listDirectoryAudits(kernel, systemActor(), parse(shape, "id ne 'x'")))
    for (const orderby of ['', 'activityDateTime asc']) {
      const query = { ...parse(shape, filter, orderby), count: true }
      const found = await listDirectoryAudits(kernel, systemActor(), query)
      const expected = pageOf(all, query, shape)
      expect(found.items.map((item) => item.id)).toEqual(expected.items.map((item) => item.id))
      expect(found.count).toBe(expected.count)
    }
  })
})

test.each([
  ["riskState eq 'terrible'", signInShapes.beta],
  ["endswith(userPrincipalName,'com')", signInShapes.beta],
  ["contains(appDisplayName,'a')", signInShapes.beta],
  ['status/errorCode gt 5', signInShapes.beta],
  ["signInEventTypes/any(t: t eq 'interactiveUser')", signInShapes['v1.0']],
  ["authenticationRequirement eq 'x'", signInShapes['v1.0']],
  ["userAgent eq 'x'", signInShapes.beta],
  ["authenticationMethodsUsed/any(m: startswith(m,'Temp'))", signInShapes.beta],
  ["authenticationMethodsUsed eq 'Password'", signInShapes.beta],
  ["authenticationMethodsUsed/any(m: m eq 'Password')", signInShapes['v1.0']],
  ['authenticationDetails/any(d: d/succeeded eq true)', signInShapes.beta],
  ["resultReason eq 'x'", directoryAuditShapes.beta],
  ["targetResources/any(t: t/type eq 'User')", directoryAuditShapes.beta],
  ["contains(activityDisplayName,'user')", directoryAuditShapes.beta],
] as const)('the filter %s is refused', (filter, shape) => {
  expect(() => parse(shape, filter)).toThrow(expect.objectContaining({ code: 'unsupportedQuery' }))
})

test('a page begins behind the last row of the one before, however a filter is served', async () => {
  for (const filter of ["startswith(userPrincipalName,'ada')", "appDisplayName eq 'wiki'", 'status/errorCode eq 0']) {
    const query = parse(signInShapes.beta, filter)
    const whole = await listSignIns(kernel, systemActor(), query)
    const seen: string[] = []
    let after: ListQuery['after']
    do {
      const page = await listSignIns(kernel, systemActor(), { ...query, top: 5, after })
      seen.push(...page.items.map((item) => item.id))
      after = page.next
    } while (after)
    expect(seen).toEqual(whole.items.map((item) => item.id))
  }
})
