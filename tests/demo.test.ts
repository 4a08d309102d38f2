import { beforeAll, describe, expect, test } from 'vitest'
import { enterGranted, ownPages } from '../src/access/service.ts'
import type { SignInRecord } from '../src/audit/rules/sign-in-record.ts'
import { verifyChain } from '../src/audit/service.ts'
import type { Origin } from '../src/base/actor.ts'
import { seededRandom } from '../src/base/random.ts'
import { userId } from '../src/base/text.ts'
import type { Schema } from '../src/kernel/tables.ts'
import { methodModules } from '../src/methods/index.ts'
import type { usability } from '../src/methods/temporary-access-pass/rules.ts'
import { findPass } from '../src/methods/temporary-access-pass/service.ts'
import { roleIds } from '../src/roles/rules.ts'
import { beginSignIn, identify, prove } from '../src/signin/service.ts'
import { type Demo, fillDemoTenant } from '../tools/demo/fill.ts'
import type { PersonaPass } from '../tools/demo/passes.ts'
import { personas } from '../tools/demo/personas.ts'
import { requireEmptyDatabase } from '../tools/demo/tenant.ts'
import { aUser, userActor } from './kit/builders.ts'
import { databaseKind, openTestDatabase } from './kit/database.ts'
import { everyGuardedRoute } from './kit/every-route.ts'
import { everythingStored } from './kit/everything-stored.ts'
import { openTestGraph, type TestGraph } from './kit/graph.ts'
import { openTestKernel, type TestKernel } from './kit/kernel.ts'
import { storedBy } from './kit/stored-by-table.ts'

const size = { users: 60, days: 14 } as const
const origin: Origin = {
  ipAddress: '127.0.0.1',
  userAgent: 'test',
  correlationId: '00000000-0000-4000-8000-00000000000d',
}

let graph: TestGraph
let kernel: TestKernel
let demo: Demo
const told: string[] = []

const filled = (of: TestKernel, seed = 1): Promise<Demo> =>
  fillDemoTenant(of, { ...size, now: of.clock.now(), random: seededRandom(seed) })

const rowsOf = <Table extends keyof Schema>(of: TestKernel, table: Table) =>
  of.store.read((r) =>
    r.db
      .selectFrom(table as keyof Schema)
      .selectAll()
      .execute(),
  ) as unknown as Promise<readonly Schema[Table][]>

const personaOf = (key: PersonaPass['key']): PersonaPass => {
  const found = demo.personas.find((one) => one.key === key)
  if (!found) throw new Error(`There is no ${key}`)
  return found
}

beforeAll(async () => {
  graph = await openTestGraph()
  kernel = graph.kernel
  demo = await fillDemoTenant(kernel, {
    ...size,
    now: kernel.clock.now(),
    random: seededRandom(1),
    progress: (what) => void told.push(what),
  })
  return () => graph[Symbol.asyncDispose]()
})

test('tells what it is making', () => {
  expect(told).toContain('60 people')
  expect(told).toContain(`${demo.signIns} of 600 sign-ins`)
})

describe('a filled tenant', () => {
  test('has people of every kind, each with an address of their own', async () => {
    const users = await rowsOf(kernel, 'users')
    const now = kernel.clock.now()
    expect(users).toHaveLength(size.users)
    expect(new Set(users.map((user) => user.user_principal_name_key)).size).toBe(size.users)
    const count = (is: (user: (typeof users)[number]) => boolean) => users.filter(is).length
    expect(count((user) => user.deleted_at !== null)).toBe(2)
    expect(count((user) => user.account_enabled === 0)).toBe(2)
    expect(count((user) => user.user_type === 'Guest')).toBe(2)
    expect(
      count((user) => (user.employee_hire_at ?? 0) > now && new Date(user.employee_hire_at ?? 0).getUTCDay() === 1),
    ).toBe(3)
    expect(count((user) => user.manager_id !== null)).toBeGreaterThan(50)
  })

  test('has groups in groups, groups with roles, units with members, and roles for units', async () => {
    const members = await rowsOf(kernel, 'group_members')
    expect(members.some((one) => one.member_kind === 'group')).toBe(true)
    expect((await rowsOf(kernel, 'groups')).filter((one) => one.is_assignable_to_role === 1)).toHaveLength(2)
    expect((await rowsOf(kernel, 'groups')).filter((one) => one.deleted_at !== null)).toHaveLength(1)
    expect((await rowsOf(kernel, 'administrative_unit_members')).length).toBeGreaterThan(40)
    expect((await rowsOf(kernel, 'role_assignments')).some((one) => one.directory_scope_id !== '/')).toBe(true)
    expect(await rowsOf(kernel, 'role_definitions')).toMatchObject([{ display_name: 'Pass desk' }])
  })

  test('has policies of every state, with exclusions that end and others that last', async () => {
    const policies = (await rowsOf(kernel, 'access_policies')).map(
      ({ settings }) => JSON.parse(settings) as { state: string },
    )
    expect(new Set(policies.map(({ state }) => state))).toEqual(
      new Set(['enabled', 'enabledForReportingButNotEnforced', 'disabled']),
    )
    expect(await rowsOf(kernel, 'exclusion_ends')).toHaveLength(3)
  })

  test('has passes in every state there is', async () => {
    const passes = await rowsOf(kernel, 'temporary_access_passes')
    const states = await Promise.all(
      passes.map(({ user_id }) => kernel.store.read(async (r) => (await findPass(r, userId(user_id)))?.usability)),
    )
    const wanted: readonly ReturnType<typeof usability>[] = ['EnabledByPolicy', 'NotYetValid', 'Expired', 'OneTimeUsed']
    expect(new Set(states)).toEqual(new Set(wanted))
  })

  test('has as many records as it says, and none from before it begins or after now', async () => {
    const [signIns, audits] = [await rowsOf(kernel, 'sign_ins'), await rowsOf(kernel, 'directory_audits')]
    expect(signIns).toHaveLength(demo.signIns)
    expect(audits.length).toBeGreaterThanOrEqual(demo.audits)
    const now = kernel.clock.now()
    const times = [...signIns.map((one) => one.created_at), ...audits.map((one) => one.activity_at)]
    expect(Math.max(...times)).toBeLessThanOrEqual(now)
    expect(Math.min(...times)).toBeGreaterThanOrEqual(now - (size.days + 1) * 86_400_000)
  })

  test('tells with each sign-in what the policies said, those in report-only too', async () => {
    const records = (await rowsOf(kernel, 'sign_ins')).map(({ record }) => JSON.parse(record) as SignInRecord)
    const results = records.flatMap((one) =>
      (one['appliedConditionalAccessPolicies'] as readonly { result: string }[]).map(({ result }) => result),
    )
    expect(new Set(results)).toEqual(
      new Set(['success', 'failure', 'reportOnlySuccess', 'reportOnlyInterrupted', 'reportOnlyFailure']),
    )
  })

  test('has stories from the issue of a pass to a passkey, each under one number', async () => {
    const audits = await rowsOf(kernel, 'directory_audits')
    const signIns = await rowsOf(kernel, 'sign_ins')
    const passkeys = await rowsOf(kernel, 'passkeys')
    const stories = audits.flatMap((issued) => {
      if (issued.activity_display_name !== 'Admin registered security info') return []
      const isSame = (one: { readonly correlation_id: string }) => one.correlation_id === issued.correlation_id
      const redeemed = signIns.find((one) => isSame(one) && one.created_at > issued.activity_at)
      const registered = audits.find(
        (one) => isSame(one) && one.activity_display_name === 'User registered security info',
      )
      return redeemed && registered && registered.activity_at > redeemed.created_at ? [registered] : []
    })
    expect(stories.length).toBeGreaterThanOrEqual(2)
    for (const { record } of stories) expect(passkeys.some(({ id }) => record.includes(id))).toBe(true)
  })

  test('has a chain that verifies, with every record of the story in it', async () => {
    const verified = await kernel.store.read((r) => verifyChain(r, kernel.vault))
    expect(verified).toMatchObject({ isIntact: true, findings: [] })
    expect(verified.sealed).toBeGreaterThan(demo.signIns + demo.audits)
    expect(verified.unsealed).toBe(demo.personas.length)
  })

  test('keeps no code anywhere', async () => {
    const stored = await everythingStored(kernel)
    for (const { code } of demo.personas) expect(stored).not.toContain(code.reveal())
  })
})

describe('every list', () => {
  const lists = everyGuardedRoute.filter(
    ({ route }) =>
      route.method === 'GET' &&
      Reflect.get(route.answers ?? {}, 'collection') === true &&
      !route.path.includes('{') &&
      !route.path.includes(':'),
  )

  test.each(lists.map(({ root, route, name }) => [name, `${root}${route.path}`] as const))(
    '%s answers',
    async (_name, path) => {
      const { userPrincipalName } = personaOf('administrator')
      const user = (await rowsOf(kernel, 'users')).find((one) => one.user_principal_name === userPrincipalName)
      const actor = userActor({ ...demoUser, id: userId(user?.id ?? ''), userPrincipalName }, [
        roleIds.globalAdministrator,
      ])
      expect((await graph.as(actor)('GET', path)).status).toBe(200)
    },
  )
})

const demoUser = { displayName: 'Amara Okafor' } as Parameters<typeof userActor>[0]

describe('personas', () => {
  test('are all there', () => {
    expect(demo.personas.map(({ key }) => key)).toEqual(personas.map(({ key }) => key))
  })

  test.each(personas.map(({ key }) => [key]))(
    '%s signs in with what is printed, and reaches our pages',
    async (key) => {
      const { userPrincipalName, code } = personaOf(key)
      const context = { kernel, methods: methodModules.map((module) => module.method), origin }
      const begun = await beginSignIn(context, { returnTo: '/' })
      const token = begun.token.reveal()
      const { version } = await identify(context, token, { version: begun.version, userPrincipalName })
      const { opened } = await prove(context, token, { version, method: 'temporaryAccessPass', answer: code.reveal() })
      const entered = await enterGranted(kernel, { token: opened?.token.reveal() ?? '' }, origin, ownPages)
      expect(entered?.actor).toMatchObject({ userPrincipalName, multifactor: true })
      expect(entered?.actor.roles.length === 0).toBe(key === 'lostPhone' || key === 'newHire')
    },
  )
})

describe('the same seed', () => {
  test('gives the same people and the same story, with other codes', async () => {
    await using other = await openTestKernel({ seed: 7 })
    const again = await filled(other)
    const people = async (of: TestKernel) => (await rowsOf(of, 'users')).map((row) => JSON.stringify(row)).toSorted()
    const story = async (of: TestKernel) =>
      (await rowsOf(of, 'sign_ins'))
        .map((row) =>
          JSON.stringify([row.id, row.created_at, row.user_id, row.error_code, row.ip_address, row.correlation_id]),
        )
        .toSorted()
    const before = (await story(kernel)).filter((row) => !row.includes(origin.correlationId))
    expect(await people(other)).toEqual(await people(kernel))
    expect(await story(other)).toEqual(before)
    expect(again.personas.map(({ code }) => code.reveal())).not.toEqual(demo.personas.map(({ code }) => code.reveal()))
  })

  test('is not needed: another gives other people', async () => {
    await using other = await openTestKernel()
    await filled(other, 2)
    const names = async (of: TestKernel) => (await rowsOf(of, 'users')).map((row) => row.display_name).toSorted()
    expect(await names(other)).not.toEqual(await names(kernel))
  })
})

describe('what is refused', () => {
  test('a PostgreSQL database with a table in it; an empty one is taken', async () => {
    await using empty = await openTestDatabase({ schema: 'empty' })
    const isPostgres = databaseKind() === 'postgres'
    const refusal = isPostgres ? 'The database has tables in it already' : 'no such table: information_schema.tables'
    await expect(requireEmptyDatabase(kernel.test.address)).rejects.toThrow(refusal)
    if (isPostgres) await expect(requireEmptyDatabase(empty.address)).resolves.toBeUndefined()
  })

  test('a tenant that somebody is in already, which stays as it was', async () => {
    await using other = await openTestKernel()
    await aUser(other)
    const before = await storedBy(other, [])
    await expect(filled(other)).rejects.toThrow('There are users in this tenant already')
    expect(await storedBy(other, [])).toEqual(before)
  })

  test.each([
    { users: 29, days: 14 },
    { users: 60, days: 2 },
  ])('a demo of $users people and $days days', async (asked) => {
    await using other = await openTestKernel()
    const before = await storedBy(other, [])
    expect(() => fillDemoTenant(other, { ...asked, now: other.clock.now(), random: seededRandom(1) })).toThrow(
      '30 users or more',
    )
    expect(await storedBy(other, [])).toEqual(before)
  })
})
