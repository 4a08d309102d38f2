import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { applicationActor, systemActor } from '../../tests/kit/builders.ts'
import { openTestGraph, type TestGraph } from '../../tests/kit/graph.ts'
import type { TestKernel } from '../../tests/kit/kernel.ts'
import type { ApplicationActor } from '../base/actor.ts'
import type { GraphVersion } from '../faces/graph/router.ts'
import { auditRoutes } from './graph.ts'

const reader = applicationActor(['AuditLog.Read.All'])

interface Asked {
  readonly query?: string
  readonly version?: GraphVersion
  readonly actor?: ApplicationActor
}

interface Body {
  readonly value: readonly Record<string, unknown>[]
  readonly '@odata.nextLink'?: string
  readonly '@odata.count'?: number
  readonly error?: { readonly code: string; readonly message: string }
}

let graph: TestGraph
let kernel: TestKernel
beforeAll(async () => {
  graph = await openTestGraph({ routes: auditRoutes })
  kernel = graph.kernel
  await aDay()
})
afterAll(() => graph[Symbol.asyncDispose]())

async function get(path: string, asked: Asked = {}) {
  const query = asked.query ? `?${asked.query}` : ''
  const answer = await graph.as(asked.actor ?? reader)('GET', `/${asked.version ?? 'v1.0'}${path}${query}`)
  return { status: answer.status, body: answer.body as unknown as Body & Record<string, unknown> }
}

const filtered = (text: string): string => `$filter=${encodeURIComponent(text)}`

/** Three minutes: a user updated, a group added, a refusal; and two sign-ins by people, one by an application. */
async function aDay(): Promise<void> {
  const write = (work: Parameters<typeof kernel.store.write>[1]) => {
    kernel.clock.advanceSeconds(60)
    return kernel.store.write(systemActor(), work)
  }
  await write(async (w) => w.audit({ activity: 'updateUser', targets: [{ type: 'User', id: 'u1' }] }))
  await write(async (w) => w.audit({ activity: 'addGroup', targets: [{ type: 'Group', id: 'g1' }] }))
  await write(async (w) =>
    w.audit({ activity: 'updateUser', result: 'failure', reason: 'No.', targets: [{ type: 'User', id: 'u1' }] }),
  )
  const app = { appId: '00000000-0000-4000-8000-0000000000a1', displayName: 'Example' }
  for (const [name, errorCode] of [
    ['Adele@example.com', 0],
    ['alex@example.com', 130503],
  ] as const) {
    await write(async (w) =>
      w.signIn({
        subject: {
          kind: 'user',
          userId: `00000000-0000-4000-8000-00000000${errorCode || 1}`.padEnd(36, '0'),
          userPrincipalName: name,
          displayName: name,
        },
        app,
        errorCode,
        details: [
          {
            at: w.now,
            authenticationMethod: 'Temporary Access Pass',
            succeeded: errorCode === 0,
            resultDetail: 'x',
          },
        ],
        requirement: 'multiFactorAuthentication',
        sessionId: 's1',
      }),
    )
  }
  await write(async (w) =>
    w.signIn({
      subject: { kind: 'servicePrincipal', id: 'sp1', appId: app.appId, displayName: 'Example' },
      app,
      errorCode: 0,
      details: [],
      requirement: 'singleFactorAuthentication',
    }),
  )
}

const names = (body: Body) => body.value.map((item) => item['activityDisplayName'])
const upns = (body: Body) => body.value.map((item) => item['userPrincipalName'])
const audits = '/auditLogs/directoryAudits'
const signIns = '/auditLogs/signIns'

describe('the directory audit', () => {
  test('is listed newest first, with the address of its description', async () => {
    const { status, body } = await get(audits)
    expect(status).toBe(200)
    expect(body['@odata.context']).toBe('http://localhost:8080/v1.0/$metadata#auditLogs/directoryAudits')
    expect(names(body).slice(0, 3)).toEqual(['Update user', 'Add group', 'Update user'])
    expect(body.value[0]).toMatchObject({ result: 'failure', resultReason: 'No.', loggedByService: 'Core Directory' })
    expect(body.value[0]).not.toHaveProperty('userAgent')
  })

  test.each([
    ["activityDisplayName eq 'Add group'", ['Add group']],
    ["startswith(activityDisplayName,'Update')", ['Update user', 'Update user']],
    ["result eq 'failure'", ['Update user']],
    ["category eq 'GroupManagement' and loggedByService eq 'Core Directory'", ['Add group']],
    ['activityDateTime ge 2026-03-02T08:02:00Z', ['Update user', 'Add group']],
    ['activityDateTime ge 2026-03-02T08:01:30Z and activityDateTime le 2026-03-02T08:02:00Z', ['Add group']],
    ["correlationId eq 'none'", []],
    ["initiatedBy/user/id eq '00000000-0000-0000-0000-000000000009'", []],
    ["initiatedBy/app/appId eq '00000000-0000-0000-0000-000000000009'", []],
    ["initiatedBy/user/userPrincipalName eq 'adele@example.com'", []],
  ])('is filtered by %s', async (filter, expected) => {
    const { status, body } = await get(audits, { query: filtered(filter) })
    expect([status, names(body)]).toEqual([200, expected])
  })

  test('pages by signed tokens, each record once', async () => {
    const seen: unknown[] = []
    let query = '$top=2&$orderby=activityDateTime%20asc&$count=true'
    for (;;) {
      const { body } = await get(audits, { query })
      seen.push(...body.value.map((item) => item['id']))
      const next = body['@odata.nextLink']
      if (!next) break
      query = next.split('?')[1] ?? ''
    }
    expect(seen).toHaveLength(4)
    expect(new Set(seen).size).toBe(4)
    expect((await get(audits, { query: '$skiptoken=forged' })).status).toBe(400)
  })

  test('one record is read by its id, and an unknown id is not found', async () => {
    const { body } = await get(audits, { query: '$top=1' })
    const id = String(body.value[0]?.['id'])
    const one = await get(`${audits}/${encodeURIComponent(id)}`, { version: 'beta' })
    expect(one.body).toMatchObject({ id, activityDisplayName: 'Update user', userAgent: 'test' })
    expect((await get(`${audits}/nothing`)).status).toBe(404)
  })

  test.each([
    '$top=1001',
    '$top=0',
    '$filter=resultReason eq 1',
    "$filter=nothing eq 'x'",
    '$orderby=category',
    '$search=x',
  ])('refuses %s and says why', async (query) => {
    const { status, body } = await get(audits, { query: query.replaceAll(' ', '%20') })
    expect(status).toBe(400)
    expect(body.error?.message).not.toBe('')
  })
})

describe('the sign-in log', () => {
  test('shows only people, newest first, unless isInteractive is asked for', async () => {
    expect(upns((await get(signIns)).body)).toEqual(['alex@example.com', 'Adele@example.com'])
    const others = await get(signIns, { query: filtered('isInteractive eq false') })
    expect(others.body.value).toMatchObject([{ servicePrincipalName: 'Example' }])
  })

  test.each([
    ["userPrincipalName eq 'ADELE@example.com'", ['Adele@example.com']],
    ["startswith(userPrincipalName,'a')", ['alex@example.com', 'Adele@example.com']],
    ['status/errorCode eq 130503', ['alex@example.com']],
    ["status/errorCode eq 0 and ipAddress eq '192.0.2.1'", ['Adele@example.com']],
    ["appId eq '00000000-0000-4000-8000-0000000000A1'", ['alex@example.com', 'Adele@example.com']],
    ["userId eq '00000000-0000-4000-8000-000000001000'", ['Adele@example.com']],
    ['createdDateTime lt 2026-03-02T08:05:00Z', ['Adele@example.com']],
    ["correlationId eq '00000000-0000-4000-8000-000000000001'", ['alex@example.com', 'Adele@example.com']],
  ])('is filtered by %s', async (filter, expected) => {
    const { status, body } = await get(signIns, { query: filtered(filter) })
    expect([status, upns(body)]).toEqual([200, expected])
  })

  test('beta shows how somebody proved who they are, and version 1.0 does not', async () => {
    const [stable] = (await get(signIns)).body.value
    expect(stable).not.toHaveProperty('authenticationDetails')
    expect(stable).not.toHaveProperty('sessionId')
    const [beta] = (await get(signIns, { version: 'beta' })).body.value
    expect(beta).toMatchObject({
      authenticationDetails: [{ authenticationMethod: 'Temporary Access Pass' }],
      signInEventTypes: ['interactiveUser'],
      sessionId: 's1',
    })
    expect((await get(signIns, { query: '$select=authenticationDetails' })).status).toBe(400)
    const selected = await get(`${signIns}/${stable?.['id']}`, { query: '$select=id,userPrincipalName' })
    expect(selected.body['userPrincipalName']).toBe('alex@example.com')
    expect(selected.body).not.toHaveProperty('ipAddress')
  })

  test('beta finds them by the method they were tried with, and by the method that proved something; version 1.0 has neither', async () => {
    const tried = filtered("authenticationDetails/any(d:d/authenticationMethod eq 'Temporary Access Pass')")
    const used = filtered("authenticationMethodsUsed/any(m:m eq 'Temporary Access Pass')")
    const codesOf = async (query: string) => {
      const { body } = await get(signIns, { version: 'beta', query })
      return body.value.map(({ status }) => Reflect.get(status as object, 'errorCode'))
    }
    const all = await codesOf('')
    expect(all.some((code) => code !== 0)).toBe(true)
    expect(await codesOf(tried)).toEqual(all)
    expect(await codesOf(used)).toEqual(all.filter((code) => code === 0))
    expect(await codesOf(filtered("authenticationMethodsUsed/any(m:m eq 'Password')"))).toEqual([])
    for (const query of [tried, used]) expect((await get(signIns, { query })).status).toBe(400)
  })
})

test.each([audits, signIns, `${audits}/x`, `${signIns}/x`])('without the permission %s is forbidden', async (path) => {
  const { status, body } = await get(path, { actor: applicationActor(['User.Read.All']) })
  expect([status, body.error?.code]).toEqual([403, 'Authorization_RequestDenied'])
})

test.each([audits, signIns])('without a token %s asks for one', async (path) => {
  const { status, error } = await graph.asNobody('GET', `/v1.0${path}`)
  expect([status, error.code]).toEqual([401, 'InvalidAuthenticationToken'])
})
