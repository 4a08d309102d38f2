import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PolicyImpact, policyImpact } from '../../contract/api/policy-impact.ts'
import { openAccessGraph, smallPolicy } from '../../tests/kit/access-policies.ts'
import { anAdministrator, applicationActor, systemActor } from '../../tests/kit/builders.ts'
import type { TestGraph } from '../../tests/kit/graph.ts'
import type { AppliedAccessPolicy, SignInErrorCode } from '../audit/rules/sign-in-record.ts'
import { roleIds } from '../roles/rules.ts'

const reader = applicationActor(['AuditLog.Read.All', 'Policy.Read.All', 'Policy.ReadWrite.ConditionalAccess'])

let graph: TestGraph
beforeAll(async () => {
  graph = await openAccessGraph()
})
afterAll(() => graph[Symbol.asyncDispose]())

async function aPolicy(): Promise<string> {
  const body = { ...smallPolicy, state: 'enabledForReportingButNotEnforced' }
  const answer = await graph.as(reader)('POST', '/v1.0/identity/conditionalAccess/policies', body)
  expect(answer.status, answer.text).toBe(201)
  return String(answer.body['id'])
}

type Result = AppliedAccessPolicy['result']

interface Given {
  readonly user?: string
  readonly results?: readonly (readonly [string, Result])[]
  readonly controls?: readonly string[]
  readonly errorCode?: SignInErrorCode
  readonly times?: number
}

const signIn = ({ user = 'ada', results = [], controls = ['Mfa'], errorCode = 0, times = 1 }: Given) =>
  graph.kernel.store.write(systemActor(), async (w) => {
    for (let time = 0; time < times; time++) {
      w.signIn({
        subject: { kind: 'user', userId: user, userPrincipalName: `${user}@example.com`, displayName: user },
        app: { appId: 'app', displayName: 'App' },
        errorCode,
        details: [],
        requirement: 'multiFactorAuthentication',
        policies: results.map(([id, result]) => ({
          id,
          displayName: 'P',
          enforcedGrantControls: controls,
          enforcedSessionControls: [],
          result,
        })),
      })
    }
  })

async function impactOf(id: string, query = ''): Promise<PolicyImpact> {
  const answer = await graph.as(reader)('GET', `/api/v1/conditionalAccessPolicies/${id}/impact${query}`)
  expect(answer.status, answer.text).toBe(200)
  return policyImpact.parse(answer.body)
}

const day = 24 * 60 * 60

test('what a policy in report-only would have come to is counted, by day, control and person', async () => {
  const [id, other] = [await aPolicy(), await aPolicy()]
  await signIn({ results: [[id, 'reportOnlySuccess']] })
  graph.kernel.clock.advanceSeconds(2 * day)
  await signIn({
    results: [
      [id, 'reportOnlyInterrupted'],
      [other, 'reportOnlyFailure'],
    ],
    controls: ['Mfa', 'PasswordChange'],
  })
  await signIn({ user: 'bob', results: [[id, 'reportOnlyFailure']], controls: ['Block'], times: 3 })
  await signIn({ user: 'cy', results: [[other, 'reportOnlySuccess']] })
  await signIn({ user: 'cy' })
  await signIn({ user: 'cy', errorCode: 130503 })
  await signIn({ user: 'dee', errorCode: 53003, results: [[other, 'failure']] })
  const impact = await impactOf(id)
  expect(impact).toMatchObject({
    policyId: id,
    policyState: 'enabledForReportingButNotEnforced',
    policyModifiedDateTime: null,
    days: 7,
    isComplete: true,
    total: { letThrough: 1, askedForMore: 1, blocked: 3, notApplied: 3, notEvaluated: 1, enforced: 0 },
    affectedUserCount: 2,
    users: [
      { id: 'bob', userPrincipalName: 'bob@example.com', blocked: 3, askedForMore: 0, letThrough: 0 },
      { id: 'ada', displayName: 'ada', blocked: 0, askedForMore: 1, letThrough: 1 },
    ],
  })
  expect(impact.controls).toEqual([
    { control: 'Block', askedForMore: 0, blocked: 3 },
    { control: 'Mfa', askedForMore: 1, blocked: 0 },
    { control: 'PasswordChange', askedForMore: 1, blocked: 0 },
  ])
  expect(impact.byDay).toHaveLength(8)
  expect(impact.byDay.at(-1)).toEqual({
    date: '2026-03-04',
    letThrough: 0,
    askedForMore: 1,
    blocked: 3,
    notApplied: 3,
    isComplete: true,
  })
  expect(impact.byDay.at(-3)).toMatchObject({ date: '2026-03-02', letThrough: 1 })
  expect(impact.byDay[0]).toMatchObject({ date: '2026-02-25', isComplete: false })
  const today = await impactOf(id, '?days=1')
  expect(today.total).toMatchObject({ letThrough: 0, askedForMore: 1, blocked: 3 })
})

test('what an enabled policy came to is counted too', async () => {
  const id = await aPolicy()
  await signIn({ results: [[id, 'success']] })
  await signIn({ results: [[id, 'failure']], errorCode: 50076 })
  await signIn({ results: [[id, 'failure']], controls: ['Block'], errorCode: 53003 })
  expect((await impactOf(id)).total).toMatchObject({ letThrough: 1, askedForMore: 1, blocked: 1, enforced: 3 })
})

test('no more than the twenty most affected are named, and all are counted', async () => {
  const id = await aPolicy()
  for (let number = 0; number < 25; number++) {
    await signIn({ user: `user${number}`, results: [[id, 'reportOnlyFailure']], times: number === 7 ? 3 : 1 })
  }
  const { affectedUserCount, users } = await impactOf(id)
  expect(affectedUserCount).toBe(25)
  expect(users).toHaveLength(20)
  expect(users[0]).toMatchObject({ id: 'user7', blocked: 3 })
})

test('where there are more than are read, that is said', async () => {
  const id = await aPolicy()
  graph.kernel.clock.advanceSeconds(100 * day)
  await signIn({ results: [[id, 'reportOnlySuccess']] })
  graph.kernel.clock.advanceSeconds(2 * day)
  for (let batch = 0; batch < 20; batch++) await signIn({ results: [[id, 'reportOnlyFailure']], times: 1000 })
  const impact = await impactOf(id)
  expect(impact).toMatchObject({ isComplete: false, readCount: 20_000, mostRead: 20_000 })
  expect(impact.total).toMatchObject({ letThrough: 0, blocked: 20_000 })
  expect(impact.readFromDateTime).toBe(impact.toDateTime)
  expect(impact.byDay.every(({ isComplete }) => !isComplete)).toBe(true)
}, 60_000)

describe('it is refused', () => {
  test.each(['?days=0', '?days=91', '?days=week', '?day=7'])('with %s', async (query) => {
    const id = await aPolicy()
    const answer = await graph.as(reader)('GET', `/api/v1/conditionalAccessPolicies/${id}/impact${query}`)
    expect(answer).toMatchObject({ status: 400, error: { innerCode: 'malformedRequest' } })
    expect(answer.error.message).toContain('day')
  })

  test('of a policy that is not there', async () => {
    const answer = await graph.as(reader)('GET', '/api/v1/conditionalAccessPolicies/none/impact')
    expect(answer).toMatchObject({ status: 404, error: { innerCode: 'accessPolicyNotFound' } })
  })

  test('whoever may not read both policies and sign-ins', async () => {
    const address = `/api/v1/conditionalAccessPolicies/${await aPolicy()}/impact`
    for (const role of [roleIds.conditionalAccessAdministrator, roleIds.reportsReader]) {
      const { actor } = await anAdministrator(graph.kernel, role)
      expect(await graph.as(actor)('GET', address)).toMatchObject({ status: 403 })
    }
    const { actor } = await anAdministrator(graph.kernel, roleIds.securityReader)
    expect(await graph.as(actor)('GET', address)).toMatchObject({ status: 200 })
  })
})
