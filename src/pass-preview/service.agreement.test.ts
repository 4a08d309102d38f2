import { describe, expect, test } from 'vitest'
import type { Step } from '../../contract/signin.ts'
import { aPolicy, phishingResistant } from '../../tests/kit/access-in-force.ts'
import { type AppScene, authorizePath, follow, redirectUri } from '../../tests/kit/app-sign-in.ts'
import { aGroup, aUser, holding, systemActor } from '../../tests/kit/builders.ts'
import { openTestKernel } from '../../tests/kit/kernel.ts'
import { aPassword } from '../../tests/kit/methods.ts'
import { beginRegistration, setPolicy } from '../../tests/kit/proving.ts'
import { SignInClient } from '../../tests/kit/sign-in-client.ts'
import { openSite, type TestSite } from '../../tests/kit/site.ts'
import { createApplication, createPublicApplication } from '../applications/service.ts'
import type { Refusal } from '../base/refusal.ts'
import type { User } from '../directory/rules.ts'
import { updateUser } from '../directory/service.ts'
import { methodModules } from '../methods/index.ts'
import { issuePass } from '../methods/temporary-access-pass/service.ts'
import { createStrength } from '../policies/authentication-strengths/service.ts'
import { noUsers } from '../policies/conditional-access/rules.ts'
import { createLocation } from '../policies/named-locations/service.ts'
import { roleIds } from '../roles/rules.ts'
import type { Opening } from './rules.ts'
import { type PreviewInput, previewedPass } from './service.ts'

const methods = methodModules.map(({ method }) => method)

const multifactor = '00000000-0000-0000-0000-000000000002'

interface Scene {
  readonly site: TestSite
  readonly user: User
  /** Client ids: one that keeps a secret, in a browser, and one that cannot. */
  readonly confidential: string
  readonly open: string
}

async function openScene(site: TestSite): Promise<Scene> {
  const given = { redirectUris: [redirectUri], permissions: [], delegatedPermissions: ['User.Read'] }
  const { application } = await createApplication(site.kernel, systemActor(), { displayName: 'HR', ...given })
  const open = await createPublicApplication(site.kernel, systemActor(), { displayName: 'Phone book', ...given })
  return { site, user: await aUser(site.kernel), confidential: application.appId, open: open.appId }
}

/** What really happens: a pass is issued, and somebody signs in with it where they are sent from. */
async function really({ site, user }: Scene, clientId: string | null): Promise<Opening> {
  const browser = new SignInClient(site.origin)
  const scene: AppScene = { site, browser, clientId: clientId ?? '', displayName: '' }
  const asked = clientId === null ? '/signin' : await addressAsked(scene)
  const code = await site.passFor(user)
  const begun = (await (await browser.request('GET', asked)).json()) as Step
  const named = await browser.identify(user.userPrincipalName, begun.version)
  const done = await browser.prove({ version: named.version, method: 'temporaryAccessPass', code })
  if (done.step === 'blocked') return 'no'
  if (done.step !== 'done') return 'afterMore'
  return clientId === null ? 'yes' : reached(await follow(scene, done.redirectTo))
}

async function addressAsked(scene: AppScene): Promise<string> {
  const { to } = await follow(scene, authorizePath(scene))
  expect(to.pathname).toBe('/signin')
  return `${to.pathname}${to.search}`
}

function reached({ to }: { readonly to: URL }): Opening {
  if (!to.href.startsWith(redirectUri)) return 'afterMore'
  if (to.searchParams.get('code')) return 'yes'
  return to.searchParams.get('error') === 'access_denied' ? 'no' : 'afterMore'
}

/** What is foreseen of our own pages and the two applications, from where the browsers of these tests are. */
async function foreseen(
  { site, user, confidential, open }: Scene,
  input: Partial<PreviewInput> = {},
): Promise<readonly (Opening | undefined)[]> {
  const supposed = { ipAddress: '127.0.0.1', platform: null }
  const { preview } = await previewedPass(site.kernel, systemActor(), methods, { user: user.id, supposed, ...input })
  const find = (id: string) => preview.doors.find(({ door }) => door.appId === id)?.opening
  return [preview.doors[0]?.opening, find(confidential), find(open)]
}

const loopback = (site: TestSite) =>
  createLocation(site.kernel, systemActor(), {
    kind: 'ip',
    displayName: 'This machine',
    isTrusted: true,
    ipRanges: [
      { cidrAddress: '127.0.0.0/8', version: 4 },
      { cidrAddress: '::1/128', version: 6 },
    ],
  })

const strength = (combinations: readonly string[]) => (site: TestSite) =>
  createStrength(site.kernel, systemActor(), {
    displayName: 'Ours',
    description: null,
    allowedCombinations: combinations,
    combinationConfigurations: [],
  })

const conditionsOf = (applications: object) => ({
  applications: {
    includeApplications: [],
    excludeApplications: [],
    includeUserActions: [],
    includeAuthenticationContextClassReferences: [],
    ...applications,
  },
})

/** Each makes a tenant; then what is foreseen has to happen. */
const tenants: readonly (readonly [string, (scene: Scene) => Promise<unknown>, readonly Opening[]])[] = [
  ['no policy', async () => {}, ['yes', 'yes', 'yes']],
  [
    'a policy on multifactor',
    ({ site }) => aPolicy(site.kernel, { grant: { builtInControls: ['mfa'] } }),
    ['yes', 'yes', 'yes'],
  ],
  [
    'the strength Multifactor authentication',
    ({ site }) => aPolicy(site.kernel, { grant: { authenticationStrength: multifactor } }),
    ['yes', 'yes', 'yes'],
  ],
  [
    'a strength that allows passes for one sign-in',
    async ({ site }) => {
      const { id } = await strength(['temporaryAccessPassOneTime', 'fido2'])(site)
      return aPolicy(site.kernel, { grant: { authenticationStrength: id } })
    },
    ['yes', 'yes', 'yes'],
  ],
  [
    'an application that demands phishing-resistant methods',
    ({ site, confidential }) =>
      aPolicy(site.kernel, { applications: [confidential], grant: { authenticationStrength: phishingResistant } }),
    ['yes', 'afterMore', 'yes'],
  ],
  [
    'a strength that allows passes for several sign-ins alone, at one application',
    async ({ site, open }) => {
      const { id } = await strength(['temporaryAccessPassMultiUse'])(site)
      return aPolicy(site.kernel, { applications: [open], grant: { authenticationStrength: id } })
    },
    ['yes', 'yes', 'no'],
  ],
  [
    'a demand for phishing-resistant methods everywhere',
    ({ site }) => aPolicy(site.kernel, { grant: { authenticationStrength: phishingResistant } }),
    ['afterMore', 'afterMore', 'afterMore'],
  ],
  [
    'such a demand, and no passkeys to meet it with',
    async ({ site, confidential }) => {
      await setPolicy(site.kernel, 'Fido2', { state: 'disabled' })
      await aPolicy(site.kernel, { applications: [confidential], grant: { authenticationStrength: phishingResistant } })
    },
    ['yes', 'no', 'yes'],
  ],
  [
    'such a demand, and a block of registering',
    async ({ site, confidential }) => {
      await aPolicy(site.kernel, { applications: [confidential], grant: { authenticationStrength: phishingResistant } })
      const onRegistering = conditionsOf({ includeUserActions: ['urn:user:registersecurityinfo'] })
      await aPolicy(site.kernel, { conditions: onRegistering })
    },
    ['yes', 'no', 'yes'],
  ],
  [
    'a block of one application',
    ({ site, confidential }) => aPolicy(site.kernel, { applications: [confidential] }),
    ['yes', 'no', 'yes'],
  ],
  [
    'a block of everything but one application',
    ({ site, open }) =>
      aPolicy(site.kernel, {
        conditions: conditionsOf({ includeApplications: ['All'], excludeApplications: [open] }),
      }),
    ['no', 'no', 'yes'],
  ],
  [
    'a block of programs that keep no secret',
    ({ site }) => aPolicy(site.kernel, { conditions: { clientAppTypes: ['mobileAppsAndDesktopClients'] } }),
    ['yes', 'yes', 'no'],
  ],
  [
    'a demand for managed devices at one application',
    ({ site, confidential }) =>
      aPolicy(site.kernel, { applications: [confidential], grant: { builtInControls: ['compliantDevice'] } }),
    ['yes', 'no', 'yes'],
  ],
  [
    'a demand for managed devices or multifactor',
    ({ site }) => aPolicy(site.kernel, { grant: { builtInControls: ['compliantDevice', 'mfa'] } }),
    ['yes', 'yes', 'yes'],
  ],
  [
    'a block everywhere but where the person is',
    async ({ site }) => {
      const { id } = await loopback(site)
      return aPolicy(site.kernel, { conditions: { locations: { includeLocations: ['All'], excludeLocations: [id] } } })
    },
    ['yes', 'yes', 'yes'],
  ],
  [
    'a block where the person is, at one application',
    async ({ site, open }) => {
      const { id } = await loopback(site)
      const locations = { includeLocations: [id], excludeLocations: [] }
      return aPolicy(site.kernel, {
        applications: [open],
        conditions: { locations, ...conditionsOf({ includeApplications: [open] }) },
      })
    },
    ['yes', 'yes', 'no'],
  ],
  [
    'a block on iPhones',
    ({ site }) =>
      aPolicy(site.kernel, { conditions: { platforms: { includePlatforms: ['iOS'], excludePlatforms: [] } } }),
    ['yes', 'yes', 'yes'],
  ],
  [
    'a block of everybody but a group of theirs',
    async ({ site, user }) => {
      const inner = await aGroup(site.kernel, { members: [user] })
      const { id } = await aGroup(site.kernel, { members: [inner] })
      return aPolicy(site.kernel, { users: { includeUsers: ['All'], excludeGroups: [id] } })
    },
    ['yes', 'yes', 'yes'],
  ],
  [
    'a block of holders of a role at one application',
    async ({ site, user, confidential }) => {
      await holding(site.kernel, user, roleIds.reportsReader)
      const users = { ...noUsers, includeUsers: [], includeRoles: [roleIds.reportsReader] }
      return aPolicy(site.kernel, { users, applications: [confidential] })
    },
    ['yes', 'no', 'yes'],
  ],
  [
    'a block for a risk that nobody finds out',
    ({ site }) => aPolicy(site.kernel, { conditions: { signInRiskLevels: ['high'] } }),
    ['yes', 'yes', 'yes'],
  ],
  [
    'a block in report-only',
    ({ site }) => aPolicy(site.kernel, { state: 'enabledForReportingButNotEnforced' }),
    ['yes', 'yes', 'yes'],
  ],
]

describe('in a tenant with', () => {
  test.each(tenants.map((tenant) => [tenant[0], tenant] as const))(
    '%s, what is foreseen happens',
    async (_, [, prepare, expected]) => {
      await using site = await openSite()
      const scene = await openScene(site)
      await prepare(scene)
      expect(await foreseen(scene, { isUsableOnce: true })).toEqual(expected)
      expect([
        await really(scene, null),
        await really(scene, scene.confidential),
        await really(scene, scene.open),
      ]).toEqual(expected)
    },
  )

  test('a block by place it is told that it depends on the place', async () => {
    await using site = await openSite()
    const scene = await openScene(site)
    const { id } = await loopback(site)
    await aPolicy(site.kernel, { conditions: { locations: { includeLocations: [id], excludeLocations: [] } } })
    expect(await foreseen(scene, { supposed: {} })).toEqual(['depends', 'depends', 'depends'])
  })

  test('an account that is switched off nothing opens, although the pass is issued', async () => {
    await using site = await openSite()
    const scene = await openScene(site)
    const off = { user: scene.user.id, change: { accountEnabled: false } }
    await updateUser(site.kernel, systemActor(), off)
    const { preview, hindrances } = await previewedPass(site.kernel, systemActor(), methods, {
      user: scene.user.id,
      supposed: {},
    })
    expect([preview.verdict, hindrances]).toEqual(['fails', ['accountDisabled']])
    expect(await really(scene, null)).not.toBe('yes')
  })

  test('passes that count after a password, it is told whether there is one', async () => {
    await using site = await openSite()
    const scene = await openScene(site)
    const everybody = { state: 'enabled', includeTarget: { targetType: 'group', id: 'all_users' } }
    await setPolicy(site.kernel, 'TemporaryAccessPass', { secondFactorOnly: everybody })
    const ask = () => previewedPass(site.kernel, systemActor(), methods, { user: scene.user.id, supposed: {} })
    expect(await ask()).toMatchObject({ hindrances: ['passwordMissing'], preview: { verdict: 'fails' } })
    await aPassword(site.kernel, scene.user)
    expect(await ask()).toMatchObject({ hindrances: [], preview: { verdict: 'works' } })
  })
})

describe('whether a pass is issued', () => {
  const requests = [
    ['as the policy has it', {}, {}],
    ['too short', {}, { lifetimeMinutes: 10 }],
    ['too long', {}, { lifetimeMinutes: 40_000 }],
    ['for several sign-ins where one is demanded', { isUsableOnce: true }, { isUsableOnce: false }],
    ['while it is switched off', { state: 'disabled' }, {}],
    ['to nobody included', { includeTargets: [] }, {}],
  ] as const

  test.each(requests)('%s is foreseen with the same code and words', async (_, policy, request) => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    await setPolicy(kernel, 'TemporaryAccessPass', { state: 'enabled', ...policy })
    const { foreseen: found, preview } = await previewedPass(kernel, systemActor(), methods, {
      user: user.id,
      supposed: {},
      ...request,
    })
    const issued = await issuePass(kernel, systemActor(), { user: user.id, ...request }).then(
      ({ pass }) => pass,
      ({ code, message, field }: Refusal) => ({ code, message, field }),
    )
    const [first] = found.refusals
    if ('id' in issued) {
      expect(found).toMatchObject({ refusals: [] })
      expect(issued).toMatchObject(found.terms)
    } else {
      expect(preview.verdict).toBe('refused')
      expect({ code: first?.code, message: first?.message, field: first?.field }).toEqual(issued)
    }
  })

  test('everything that speaks against it is told at once', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const { user: administrator } = { user: await aUser(kernel) }
    await holding(kernel, administrator, roleIds.helpdeskAdministrator)
    const group = await aGroup(kernel, { members: [user] })
    const excludeTargets = [{ targetType: 'group', id: group.id }]
    const given = { state: 'enabled', isUsableOnce: true, administratorsExcluded: true, excludeTargets }
    await setPolicy(kernel, 'TemporaryAccessPass', given)
    const codesFor = async (one: User) => {
      const asked = { user: one.id, supposed: {}, isUsableOnce: false, lifetimeMinutes: 40_000 }
      const { foreseen: found } = await previewedPass(kernel, systemActor(), methods, asked)
      return found.refusals.map(({ code }) => code)
    }
    expect(await codesFor(user)).toEqual(['userExcluded', 'passMustBeOneTime', 'passLifetimeOutOfRange'])
    expect(await codesFor(administrator)).toEqual(['userExcluded', 'passMustBeOneTime', 'passLifetimeOutOfRange'])
  })
})

test('the methods that could be registered are those whose registration begins', async () => {
  await using kernel = await openTestKernel()
  const user = await aUser(kernel)
  const group = await aGroup(kernel, { members: [user] })
  const changes = [
    {},
    { state: 'disabled' },
    { excludeTargets: [{ targetType: 'group', id: group.id }] },
    { includeTargets: [{ targetType: 'group', id: (await aGroup(kernel)).id }] },
  ]
  for (const change of changes) {
    for (const method of methods.filter(({ register }) => register)) {
      await setPolicy(kernel, method.configurationId, { state: 'enabled', excludeTargets: [], ...change })
      const { preview } = await previewedPass(kernel, systemActor(), methods, { user: user.id, supposed: {} })
      const told = preview.registration.methods.find(({ kind }) => kind === method.kind)
      const begun = await beginRegistration(kernel, method, user).then(
        () => null,
        ({ code }: Refusal) => code,
      )
      expect(told?.why, `${method.kind} ${JSON.stringify(change)}`).toBe(begun)
    }
  }
})
