import { afterEach, describe, expect, test, vi } from 'vitest'
import { parseAddress } from '../src/faces/graph/address.ts'
import { RouteTree } from '../src/faces/graph/route-tree.ts'
import type { Route } from '../src/faces/graph/router.ts'
import { basicsOfEveryRole } from '../src/roles/rules/definitions.ts'
import { type Operation, type OperationName, operations } from '../src/roles/rules.ts'
import { everyRoute } from '../tests/kit/every-route.ts'
import { navigation } from '../web/portal/shell/navigation.ts'
import { askedInstead, inPages, linkedOn, requests } from './portal-operations/requests.ts'
import { callersIn, loadedBy, pages, sources, writers } from './portal-operations/sources.ts'

afterEach(() => vi.unstubAllGlobals())

const trees = ['/v1.0', '/api/v1'].map(
  (root) => [root, new RouteTree(everyRoute.filter((one) => one.root === root).map(({ route }) => route))] as const,
)

/** The route that answers a request; throws where none does. */
function routeOf(method: string, address: string): Route {
  // What `/me` stands for is looked up by the router.
  const path = (address.split('?')[0] ?? '').replace(/^\/beta\//, '/v1.0/').replace(/\/me\b/, '/users/me')
  for (const [root, tree] of trees) {
    if (!path.startsWith(`${root}/`)) continue
    const route = tree.find(parseAddress(path.slice(root.length)).segments)?.routes.get(method)
    if (route) return route
  }
  throw new Error(`Nothing answers ${method} ${address}`)
}

interface Asked {
  readonly method: string
  readonly path: string
}

const isAsked = (value: unknown): value is Asked => typeof value === 'object' && value !== null && 'path' in value

/** The changing requests that a function of `web/portal/api` makes. */
async function madeBy(name: string): Promise<readonly Asked[]> {
  const made: Asked[] = []
  vi.stubGlobal('location', new URL('https://login.example/admin'))
  vi.stubGlobal('fetch', (path: string, { method }: { readonly method: string }) => {
    made.push({ method, path })
    return Promise.resolve(Response.json({ value: [] }))
  })
  for (const make of requests[name] ?? []) {
    const answer = await make()
    if (isAsked(answer)) made.push({ method: answer.method, path: `/v1.0${answer.path}` })
  }
  return made.filter(({ method }) => method !== 'GET')
}

const literals = (text: string): readonly string[] =>
  [...text.matchAll(/'([A-Za-z]+\.[A-Za-z.]+)'/g)].map(([, one = '']) => one)

/** What has to be allowed for somebody to come to a page at all. */
const forPage = (path: string): readonly string[] =>
  navigation.flatMap(({ items }) =>
    items
      .filter((item) => path === `pages${item.path === '/' ? '/home' : item.path}/page.tsx`)
      .flatMap((item) => item.operations),
  )

/** The operations a page asks for before it offers something. */
const askedBy = (page: string): readonly string[] => [
  ...forPage(page),
  ...loadedBy(page)
    .filter((path) => path !== 'shell/navigation.ts')
    .flatMap((path) => literals(sources.get(path) ?? '')),
]

/** Whether whoever may do one of what is offered may do what is asked, whichever roles they have. */
function isCovered(asked: OperationName, offered: readonly string[]): boolean {
  const { action, within = [], reach }: Operation = operations[asked]
  if (action !== null && basicsOfEveryRole.includes(action)) return true
  const names = Object.keys(operations) as OperationName[]
  return names.some((name) => {
    const one: Operation = operations[name]
    const isSame = one.action === action && one.reach === reach && `${one.within ?? []}` === `${within}`
    return isSame && offered.includes(name)
  })
}

const known = new Set(Object.keys(operations))
const areas = new Set([...known].map((name) => name.split('.')[0]))

test('every operation that the admin center asks for is one the server has', () => {
  const named = [...sources].flatMap(([path, text]) =>
    literals(text)
      .filter((one) => areas.has(one.split('.')[0]) && !one.endsWith('.csv'))
      .map((one) => `${path}: ${one}`),
  )
  expect(named.length).toBeGreaterThan(100)
  expect(named.filter((one) => !known.has(one.split(': ')[1] ?? ''))).toEqual([])
})

test('every function that changes something is among those whose requests are looked at', () => {
  const found = writers.flatMap(([path, name]) => (path.startsWith('api/') ? [`${path.slice(4, -3)}.${name}`] : []))
  expect(Object.keys(requests).toSorted()).toEqual(found.toSorted())
})

test('pages that put requests together by themselves ask for what the server will ask for', () => {
  const found = writers.filter(([path]) => !path.startsWith('api/')).map(([path, name]) => `${path} ${name}`)
  expect(Object.keys(inPages).toSorted()).toEqual(found.toSorted())
  const offered = askedBy('pages/users/page.tsx')
  for (const [method, path] of Object.values(inPages).flat()) {
    const { operation } = routeOf(method, path)
    expect(operation !== null && isCovered(operation, offered), `${method} ${path}`).toBe(true)
  }
})

describe.each(Object.keys(requests))('%s', (key) => {
  test('is offered by pages that ask for what the server will ask for', async () => {
    const made = await madeBy(key)
    expect(made.length).toBeGreaterThanOrEqual(requests[key]?.length ?? 1)
    const [file = '', name = ''] = key.split('.')
    const names = callersIn(`api/${file}.ts`, name)
    const mentions = new RegExp(`\\b(?:${names.join('|')})\\b[^']*'(?:\\.\\./)+api/${file}\\.ts'`)
    const using = pages.filter((page) => loadedBy(page).some((path) => mentions.test(sources.get(path) ?? '')))
    const missing = using.flatMap((page) => {
      const offered = askedBy(page)
      return made
        .filter(({ path }) => file !== 'links' || path.startsWith(`/v1.0${linkedOn[page]}`))
        .filter(({ path }) => !/^\/(v1\.0|api\/v1)\/me\//.test(path))
        .flatMap(({ method, path }) => {
          const route = routeOf(method, path)
          const asked = (askedInstead[key] ?? route.operation) as OperationName | null
          return asked === null || isCovered(asked, offered)
            ? []
            : [`${page}: ${route.method} ${route.path} asks for ${asked}`]
        })
    })
    expect(using.length).toBeGreaterThan(0)
    expect(missing).toEqual([])
  })
})
