import { expect, test } from 'vitest'
import { openAccessGraph, smallPolicy } from '../../../tests/kit/access-policies.ts'
import { applicationActor, aUser } from '../../../tests/kit/builders.ts'
import type { GraphCaller } from '../../../tests/kit/graph.ts'

const area = '/v1.0/identity/conditionalAccess'
const writer = applicationActor(['Policy.ReadWrite.ConditionalAccess'])

/** What somebody may send where anything at all belongs. */
const hostileValues: readonly unknown[] = [
  null,
  true,
  -1,
  2 ** 53,
  '',
  'x'.repeat(20_000),
  '\u202E\u0007',
  '__proto__',
  'All',
  [],
  [null],
  [[]],
  ['All', 'All'],
  Array(2000).fill('c1'),
  {},
  { '@odata.type': '#x', constructor: {} },
  [{}],
]

/** The same object with one of its parts replaced, for every part at every depth. */
function* spoiled(value: unknown): Generator<unknown> {
  yield* hostileValues
  if (typeof value !== 'object' || value === null) return
  for (const [name, inner] of Object.entries(value)) {
    for (const other of spoiled(inner)) {
      yield Array.isArray(value)
        ? value.map((item, index) => (String(index) === name ? other : item))
        : { ...value, [name]: other }
    }
  }
}

const wholePolicy = {
  ...smallPolicy,
  templateId: null,
  conditions: {
    ...smallPolicy.conditions,
    signInRiskLevels: ['high'],
    insiderRiskLevels: 'minor',
    users: {
      includeUsers: ['All'],
      excludeGroups: [],
      excludeRoles: ['62e90394-69f5-4237-9190-012177145e10'],
      excludeGuestsOrExternalUsers: {
        guestOrExternalUserTypes: 'internalGuest',
        externalTenants: { membershipKind: 'enumerated', members: ['62e90394-69f5-4237-9190-012177145e10'] },
      },
    },
    locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] },
    platforms: { includePlatforms: ['all'], excludePlatforms: ['iOS'] },
    devices: { deviceFilter: { mode: 'include', rule: 'x' } },
    authenticationFlows: { transferMethods: 'deviceCodeFlow' },
  },
  grantControls: {
    operator: 'AND',
    builtInControls: ['compliantDevice'],
    authenticationStrength: { id: '00000000-0000-0000-0000-000000000004' },
  },
  sessionControls: {
    signInFrequency: { isEnabled: true, value: 4, type: 'hours', frequencyInterval: 'timeBased' },
    persistentBrowser: { isEnabled: true, mode: 'never' },
  },
}

const bodies: Readonly<Record<string, object>> = {
  [`${area}/policies`]: wholePolicy,
  [`${area}/namedLocations`]: {
    '@odata.type': '#microsoft.graph.ipNamedLocation',
    displayName: 'Office',
    ipRanges: [{ '@odata.type': '#microsoft.graph.iPv4CidrRange', cidrAddress: '192.0.2.0/24' }],
  },
  [`${area}/authenticationContextClassReferences`]: { id: 'c1', displayName: 'Payments', isAvailable: true },
  '/v1.0/policies/authenticationStrengthPolicies': {
    displayName: 'Own',
    allowedCombinations: ['fido2'],
    combinationConfigurations: [
      {
        '@odata.type': '#microsoft.graph.fido2CombinationConfiguration',
        appliesToCombinations: ['fido2'],
        allowedAAGUIDs: ['62e90394-69f5-4237-9190-012177145e10'],
      },
    ],
  },
}

async function answersWell(call: GraphCaller, method: string, path: string, body: unknown): Promise<boolean> {
  const { status, text } = await call(method, path, body)
  const isOk = status < 300
  const told = `${method} ${path} ${JSON.stringify(body)?.slice(0, 300)} → ${status} ${text.slice(0, 300)}`
  expect(isOk || status === 400 || status === 501, told).toBe(true)
  return isOk
}

/** So many for one database, because each that is taken makes the next one slower. */
const together = 150

const rows = Object.entries(bodies).flatMap(([path, right]) => {
  const all = [...spoiled(right)]
  const parts = Array.from({ length: Math.ceil(all.length / together) }, (_, part) => part * together)
  return parts.map((from) => ({ path, right, from, wrong: all.slice(from, from + together) }))
})

test.each(rows)(
  '$path takes no wrong part anywhere, and is read after all of them, from number $from',
  async ({ path, right, wrong }) => {
    await using graph = await openAccessGraph()
    const call = graph.as(writer)
    expect(await answersWell(call, 'POST', path, right)).toBe(true)
    const [first] = (await call('GET', path)).value.filter(({ policyType }) => policyType !== 'builtIn')
    for (const body of wrong) {
      await answersWell(call, 'POST', path, body)
      await answersWell(call, 'PATCH', `${path}/${first?.['id']}`, body)
    }
    expect(await call('GET', path)).toMatchObject({ status: 200 })
  },
)

test('no question to What If ends in a fault, whatever is stored', async () => {
  await using graph = await openAccessGraph()
  const call = graph.as(writer)
  const { id } = await aUser(graph.kernel)
  expect(await answersWell(call, 'POST', `${area}/policies`, wholePolicy)).toBe(true)
  const question = {
    signInIdentity: { '@odata.type': '#microsoft.graph.userSignIn', userId: id, externalUserType: 'internalGuest' },
    signInContext: { '@odata.type': '#microsoft.graph.applicationContext', includeApplications: ['x'] },
    signInConditions: {
      devicePlatform: 'windows',
      clientAppType: 'browser',
      country: 'NO',
      ipAddress: '192.0.2.1',
      authenticationFlow: { transferMethod: 'none' },
      deviceInfo: { isCompliant: true },
    },
    appliedPoliciesOnly: false,
  }
  expect(await answersWell(call, 'POST', `${area}/evaluate`, question)).toBe(true)
  for (const body of spoiled(question)) {
    const { status, text } = await call('POST', `${area}/evaluate`, body)
    expect([200, 400, 404], `${JSON.stringify(body).slice(0, 300)} ${text.slice(0, 200)}`).toContain(status)
  }
})
