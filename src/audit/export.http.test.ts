import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anAdministrator, applicationActor, systemActor } from '../../tests/kit/builders.ts'
import { type GraphCaller, openTestGraph, type TestGraph } from '../../tests/kit/graph.ts'
import { recordsOf } from '../../tests/kit/records.ts'
import { roleIds } from '../roles/rules.ts'

const count = 1300
const root = '/api/v1/auditLogs'

let graph: TestGraph
let person: GraphCaller
const app = { appId: '00000000-0000-4000-8000-0000000000a1', displayName: '=cmd|calc' }

beforeAll(async () => {
  graph = await openTestGraph()
  const { actor } = await anAdministrator(graph.kernel, roleIds.reportsReader, { displayName: 'Rita Reader' })
  person = graph.as(actor)
  await graph.kernel.store.write(systemActor(), async (w) => {
    for (let number = 0; number < count; number++) {
      w.signIn({
        subject: { kind: 'user', userId: null, userPrincipalName: `ada${number}@example.com`, displayName: 'A, "da"' },
        app,
        errorCode: number % 100 === 0 ? 130503 : 0,
        details: [{ at: w.now, authenticationMethod: 'Password', succeeded: true, resultDetail: 'Completed' }],
        requirement: 'multiFactorAuthentication',
      })
    }
  })
})
afterAll(() => graph[Symbol.asyncDispose]())

const everything = async (address: string) => {
  const items: unknown[] = []
  let next: string | undefined = address
  while (next !== undefined) {
    const page = await person('GET', next)
    expect(page.status, page.text).toBe(200)
    items.push(...page.value)
    next = page.body['@odata.nextLink'] as string | undefined
  }
  return items
}

describe('an export', () => {
  test.each([
    ['signIns', ''],
    ['signIns', 'status/errorCode eq 130503'],
    ['signIns', 'isInteractive eq true or isInteractive eq false'],
    ['directoryAudits', "loggedByService eq 'Core Directory'"],
  ])('of %s where %j is, as JSON lines, what Graph lists', async (log, filter) => {
    const asked = filter ? `&$filter=${encodeURIComponent(filter)}` : ''
    const listed = await everything(`/beta/auditLogs/${log}?$top=1000${asked}`)
    const answer = await person('GET', `${root}/${log}/export?format=jsonl${asked}`)
    expect(answer.status, answer.text.slice(0, 300)).toBe(200)
    expect(answer.headers).toMatchObject({
      'content-type': 'application/jsonl; charset=utf-8',
      'content-disposition': `attachment; filename="${log}_2026-03-02T08-00-00Z.jsonl"`,
      'cache-control': 'no-store',
    })
    const lines = answer.text.split('\n')
    expect(lines.pop()).toBe('')
    expect(lines.map((line) => JSON.parse(line))).toEqual(listed)
    expect(listed.length).toBeGreaterThan(0)
  })

  test('as CSV has a heading, a line for each record, no formula, and the mark by which spreadsheets know its letters', async () => {
    const answer = await person('GET', `${root}/signIns/export?$filter=status/errorCode eq 130503`)
    expect(answer.headers['content-type']).toContain('text/csv')
    const lines = answer.text.split('\r\n')
    expect(lines).toHaveLength(count / 100 + 2)
    expect(lines[0]).toMatch(/^\uFEFFDate \(UTC\),Request ID,.*Session ID$/)
    expect(lines[1]).toContain('"\'=cmd|calc"')
    expect(lines[1]).toContain('"A, ""da"""')
    expect(lines[1]).toContain('Failure,130503,')
  })

  test('of audits as CSV tells who did what to whom', async () => {
    const answer = await person('GET', `${root}/directoryAudits/export?format=csv&$filter=category eq 'RoleManagement'`)
    const [heading = '', line = ''] = answer.text.split('\r\n')
    expect(heading).toContain('Target1ModifiedProperties')
    expect(line).toContain('Add member to role')
    expect(line).toContain('Latchkey')
  })

  test('is recorded once, with the filter', async () => {
    const filter = "startswith(userPrincipalName,'ada1')"
    const records = await recordsOf(graph.kernel, () =>
      person('GET', `${root}/signIns/export?format=jsonl&$filter=${encodeURIComponent(filter)}`),
    )
    expect(records).toMatchObject([
      {
        activityDisplayName: 'Export sign-in logs',
        result: 'success',
        initiatedBy: { user: { displayName: 'Rita Reader' } },
        targetResources: [{ id: 'signIns', displayName: 'Sign-in logs' }],
        additionalDetails: [
          { key: 'Format', value: 'jsonl' },
          { key: 'Filter', value: filter },
        ],
      },
    ])
  })

  test('is refused whoever may not read the log, and that is recorded', async () => {
    const desk = await anAdministrator(graph.kernel, roleIds.helpdeskAdministrator)
    const records = await recordsOf(graph.kernel, async () => {
      expect(await graph.as(desk.actor)('GET', `${root}/signIns/export`)).toMatchObject({ status: 403 })
      const half = graph.as(applicationActor(['Directory.Read.All']))
      expect(await half('GET', `${root}/signIns/export`)).toMatchObject({ status: 403 })
      expect(await half('GET', `${root}/directoryAudits/export?$filter=result eq 'timeout'`)).toMatchObject({
        status: 200,
      })
    })
    expect(records.map(({ activityDisplayName, result }) => [activityDisplayName, result])).toEqual([
      ['Export audit logs', 'success'],
      ['Export sign-in logs', 'failure'],
      ['Export sign-in logs', 'failure'],
    ])
    expect(await graph.asNobody('GET', `${root}/signIns/export`)).toMatchObject({ status: 401 })
  })

  test.each([
    ['?format=xlsx', 'malformedRequest', 'format'],
    ['?kind=csv', 'malformedRequest', 'kind'],
    ['?$filter=nonsense eq 1', 'unsupportedQuery', 'nonsense'],
    ['?$top=5', 'unsupportedQuery', '$top'],
  ])('asked for with %s is refused, and nothing is recorded', async (query, innerCode, named) => {
    const records = await recordsOf(graph.kernel, async () => {
      const answer = await person('GET', `${root}/signIns/export${query}`)
      expect(answer).toMatchObject({ status: 400, error: { innerCode } })
      expect(answer.error.message).toContain(named)
    })
    expect(records).toEqual([])
  })

  test('asked for by HEAD tells its type and gives nothing', async () => {
    const answer = await person('HEAD', `${root}/signIns/export`)
    expect(answer).toMatchObject({ status: 200, text: '' })
    expect(answer.headers['content-type']).toContain('text/csv')
  })
})
