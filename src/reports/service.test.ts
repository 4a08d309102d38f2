import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aGroup, aUser, systemActor } from '../../tests/kit/builders.ts'
import { openTestKernel, type TestKernel } from '../../tests/kit/kernel.ts'
import { setPolicy } from '../../tests/kit/proving.ts'
import { pageOf } from '../base/odata/evaluate.ts'
import { type ListQuery, parseListQuery } from '../base/odata/query.ts'
import type { Page } from '../base/odata/shape.ts'
import { type UserId, userId } from '../base/text.ts'
import type { User } from '../directory/rules.ts'
import { addMember } from '../directory/service.ts'
import { registeredMeanings } from '../methods/rules/registered.ts'
import { registeredMethods } from '../methods/service.ts'
import { policyFor } from '../policies/authentication-methods/service.ts'
import { roleIds } from '../roles/rules.ts'
import { assignRole, roleGrantsOf } from '../roles/service.ts'
import { registrationShape } from './rules/shapes.ts'
import {
  countByFeature,
  countByMethod,
  listRegistrations,
  type RegistrationDetails,
  readRegistration,
} from './service.ts'

const count = 48
const hour = 3_600_000

let kernel: TestKernel
const users: User[] = []
let groups: readonly string[]
beforeAll(async () => {
  kernel = await openTestKernel()
  for (let number = 0; number < count; number++) users.push(await somebody(number))
  groups = await someGroups()
  await someRoles()
})
afterAll(() => kernel[Symbol.asyncDispose]())

/** A user whose methods are the bits of their number, more or less. */
async function somebody(number: number): Promise<User> {
  const { writer } = kernel.test.database
  const given = {
    displayName: `${number % 2 ? 'Ärger' : 'bea'} ${number % 7}`,
    userPrincipalName: `u${number}@example.com`,
  }
  const user = await aUser(kernel, { ...given, ...(number % 5 === 4 ? { userType: 'Guest' as const } : {}) })
  const now = kernel.clock.now()
  const owned = { user_id: user.id, created_at: now }
  if (number & 1) await writer.insertInto('passkeys').values(passkeyRow(user.id, number)).execute()
  if (number & 2) {
    const row = {
      ...owned,
      id: `t${number}`,
      display_name: '',
      secret: new Uint8Array(1),
      last_step: 0,
      last_used_at: null,
    }
    await writer.insertInto('oath_tokens').values(row).execute()
  }
  if (number & 4)
    await writer
      .insertInto('emails')
      .values({ ...owned, email_address: 'a@b.example' })
      .execute()
  if (number & 8) {
    const phone_type = (['mobile', 'alternateMobile', 'office'] as const)[number % 3] ?? 'mobile'
    await writer
      .insertInto('phones')
      .values({ ...owned, phone_type, phone_number: '+44 2071234567' })
      .execute()
  }
  if (number & 16) await writer.insertInto('temporary_access_passes').values(passRow(user.id, number)).execute()
  return user
}

const passkeyRow = (owner: string, number: number) => ({
  id: `p${number}`,
  user_id: owner,
  display_name: '',
  public_key: new Uint8Array(1),
  sign_count: 0,
  aaguid: '',
  attestation_level: 'notAttested' as const,
  attestation_certificates: '[]',
  transports: '[]',
  backup_eligible: number % 3 === 0 ? 1 : 0,
  backup_state: 0,
  discoverable: 1,
  created_at: 0,
  last_used_at: null,
})

/** Among them passes that are over, not valid yet, used up and made on the server. */
function passRow(owner: string, number: number) {
  const start = kernel.clock.now() + (number % 6 === 5 ? hour : -2 * hour)
  return {
    id: `a${number}`,
    user_id: owner,
    created_at: 0,
    start_at: start,
    end_at: start + (number % 6 === 4 ? 1 : 4) * hour,
    lifetime_minutes: 240,
    is_usable_once: number % 2,
    alphabet: 'full' as const,
    is_bootstrap: number % 8 === 3 ? 1 : 0,
    code_hash: 'x',
    key_id: 'k',
    used_at: number % 7 === 0 ? 1 : null,
    last_used_at: null,
  }
}

const member = (number: number): User => {
  const user = users[number]
  if (!user) throw new Error('There are not so many users')
  return user
}

/** The second is inside the first. */
async function someGroups(): Promise<readonly string[]> {
  const inner = await aGroup(kernel, { members: users.filter((_, number) => number % 4 === 1) })
  const outer = await aGroup(kernel, { members: [inner, member(2), member(6)] })
  return [outer.id, inner.id]
}

async function someRoles(): Promise<void> {
  const carrying = await aGroup(kernel, { isAssignableToRole: true, members: [member(11), member(16)] })
  await addMember(kernel, systemActor(), { group: groups[0] ?? '', member: member(11).id })
  const give = (principalId: string, roleDefinitionId: string) =>
    assignRole(kernel, systemActor(), { principalId, roleDefinitionId })
  await give(carrying.id, roleIds.reportsReader)
  await give(member(3).id, roleIds.globalAdministrator)
  await give(member(17).id, roleIds.directoryReaders)
}

const configurations = { Fido2: 'Fido2', SoftwareOath: 'SoftwareOath' } as const

/** What the rules of methods, policy and roles say of one user, each asked for itself. */
async function expected(id: UserId) {
  return kernel.store.read(async (read) => {
    const kinds = (await registeredMethods(read, [id])).get(id) ?? []
    const allowed = new Map<string, boolean>()
    for (const name of Object.values(configurations)) {
      allowed.set(name, (await policyFor(read, name, id)).scope.allowed)
    }
    const meant = kinds.map((kind) => registeredMeanings[kind])
    const strong = meant.filter((meaning) => meaning.multifactor)
    const usable = strong.filter(({ configurationId }) => allowed.get(configurationId ?? ''))
    return {
      methodsRegistered: meant.flatMap(({ token }) => token ?? []),
      isMfaRegistered: strong.length > 0,
      isMfaCapable: usable.length > 0,
      isPasswordlessCapable: usable.some((meaning) => meaning.passwordless),
      isSsprRegistered: meant.some((meaning) => meaning.passwordReset),
      isSsprEnabled: false,
      isSsprCapable: false,
      isAdmin: (await roleGrantsOf(read, id)).length > 0,
    }
  })
}

const parse = (options: Readonly<Record<string, string>>): ListQuery =>
  parseListQuery(new Map(Object.entries(options)), registrationShape)
const list = (query: ListQuery) => listRegistrations(kernel, systemActor(), query)
const everybody = async (): Promise<readonly RegistrationDetails[]> => (await list(parse({}))).items

const toGroup = (id: string) => ({ targetType: 'group' as const, id, isRegistrationRequired: false })
const toUser = (id: string) => ({ targetType: 'user' as const, id, isRegistrationRequired: false })
const all = toGroup('all_users')

describe.each([
  ['everything is allowed', () => ({ state: 'enabled', includeTargets: [all], excludeTargets: [] })],
  ['nothing is allowed', () => ({ state: 'disabled', includeTargets: [all], excludeTargets: [] })],
  ['a group is', () => ({ state: 'enabled', includeTargets: [toGroup(groups[0] ?? '')], excludeTargets: [] })],
  [
    'a group inside is left out',
    () => ({ state: 'enabled', includeTargets: [all], excludeTargets: [{ targetType: 'group', id: groups[1] ?? '' }] }),
  ],
  [
    'single users are in and out',
    () => ({
      state: 'enabled',
      includeTargets: [toUser(member(1).id), toUser(member(3).id), toGroup(groups[1] ?? '')],
      excludeTargets: [{ targetType: 'user', id: member(1).id }],
    }),
  ],
] as const)('where %s', (_, change) => {
  test('the report says of everybody what the rules say of each', async () => {
    for (const id of ['TemporaryAccessPass', 'Fido2', 'SoftwareOath'] as const) await setPolicy(kernel, id, change())
    const found = await everybody()
    expect(found).toHaveLength(count)
    for (const details of found) expect(details).toMatchObject(await expected(userId(details.id)))
  })
})

test('passes of administrators and passes for several sign-ins count only where the policy has them', async () => {
  const open = { state: 'enabled', includeTargets: [all], excludeTargets: [] }
  for (const own of [{ isUsableOnce: true }, { isUsableOnce: false, administratorsExcluded: true }]) {
    await setPolicy(kernel, 'TemporaryAccessPass', { ...open, ...own })
    for (const details of await everybody()) expect(details).toMatchObject(await expected(userId(details.id)))
  }
  await setPolicy(kernel, 'TemporaryAccessPass', { administratorsExcluded: false })
})

describe('users filtered by', () => {
  beforeAll(async () => {
    const somebodyOnly = { state: 'enabled', includeTargets: [toGroup(groups[0] ?? '')], excludeTargets: [] }
    for (const id of ['Fido2', 'SoftwareOath'] as const) await setPolicy(kernel, id, somebodyOnly)
  })

  test.each([
    'isAdmin eq true',
    'isMfaCapable eq false',
    'isMfaRegistered eq true and isMfaCapable eq false',
    'not (isPasswordlessCapable eq true)',
    'isPasswordlessCapable ne false or isAdmin',
    'isSsprRegistered eq true',
    'isSsprEnabled eq true',
    'isSsprCapable eq false',
    'isSystemPreferredAuthenticationMethodEnabled eq true',
    "methodsRegistered/any(t: t eq 'softwareOneTimePasscode')",
    "methodsRegistered/any(t: t eq 'mobilePhone' or t eq 'email')",
    "methodsRegistered/any(t: t ne 'email')",
    "methodsRegistered/all(t: t eq 'email')",
    "not methodsRegistered/any(t: t eq 'temporaryAccessPass')",
    'methodsRegistered/any()',
    "methodsRegistered/any(t: t eq 'hardwareOneTimePasscode')",
    "systemPreferredAuthenticationMethods/any(t: t eq 'fido2')",
    "systemPreferredAuthenticationMethods/any(t: t eq 'oath')",
    "userPreferredMethodForSecondaryAuthentication eq 'oath'",
    "userPreferredMethodForSecondaryAuthentication in ('none','sms')",
    "userType eq 'guest'",
    "userDisplayName eq 'ärger 3'",
    "startswith(userDisplayName,'ÄR') and isMfaRegistered eq true",
    "userPrincipalName eq 'U7@example.com'",
    "startswith(userPrincipalName,'u1')",
  ])('%s are those that a look at everybody finds, page by page', async (filter) => {
    const whole = await everybody()
    for (const orderby of ['userDisplayName', 'userPrincipalName desc']) {
      const query = parse({ $filter: filter, $orderby: orderby, $top: '7', $count: 'true' })
      const [found, right]: [unknown[], unknown[]] = [[], []]
      let [after, afterRight]: [ListQuery['after'], ListQuery['after']] = [undefined, undefined]
      do {
        const page = await list({ ...query, after })
        const expectedPage: Page<RegistrationDetails> = pageOf(
          whole,
          { ...query, after: afterRight },
          registrationShape,
        )
        found.push(...page.items.map(({ id }) => id), page.count)
        right.push(...expectedPage.items.map(({ id }) => id), expectedPage.count)
        after = page.next
        afterRight = expectedPage.next
      } while (after)
      expect(found).toEqual(right)
    }
  })
})

test.each([
  "contains(userDisplayName,'a')",
  "isAdmin eq 'true'",
  'lastUpdatedDateTime ge 2026-01-01',
  "userType eq 'robot'",
])('the filter %s is refused', (filter) => {
  expect(() => parse({ $filter: filter })).toThrow(expect.objectContaining({ code: 'unsupportedQuery' }))
})

test('one user is read by id, and nobody else is', async () => {
  const { id } = member(3)
  expect(await readRegistration(kernel, systemActor(), id.toUpperCase())).toMatchObject({ id, isAdmin: true })
  await expect(readRegistration(kernel, systemActor(), 'nobody')).rejects.toMatchObject({ code: 'userNotFound' })
})

test('the summaries count what the list tells', async () => {
  const found = await everybody()
  const admins = new Set([member(3).id, member(11).id, member(16).id, member(17).id] as string[])
  const groupsOfPeople = {
    all: found,
    admin: found.filter(({ id }) => admins.has(id)),
    privilegedAdmin: found.filter(({ id }) => id === member(3).id),
    user: found.filter(({ id }) => !admins.has(id)),
  } as const
  for (const [userRoles, people] of Object.entries(groupsOfPeople)) {
    for (const userTypes of ['all', 'member', 'guest'] as const) {
      const asked = { userRoles: userRoles as keyof typeof groupsOfPeople, userTypes }
      const counted = people.filter((one) => userTypes === 'all' || one.userType === userTypes)
      const methods = await countByMethod(kernel, systemActor(), asked)
      expect(methods.total).toBe(counted.length)
      for (const [word, number] of methods.counts) {
        expect(number).toBe(counted.filter((one) => one.methodsRegistered.includes(word)).length)
      }
      const { counts } = await countByFeature(kernel, systemActor(), asked)
      expect(Object.fromEntries(counts)).toEqual({
        ssprRegistered: counted.filter((one) => one.isSsprRegistered).length,
        ssprEnabled: 0,
        ssprCapable: 0,
        passwordlessCapable: counted.filter((one) => one.isPasswordlessCapable).length,
        mfaCapable: counted.filter((one) => one.isMfaCapable).length,
      })
    }
  }
})
