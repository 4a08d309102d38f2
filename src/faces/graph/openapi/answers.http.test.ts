import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { beforeAll, describe, expect, test } from 'vitest'
import { aGroup, anAdministrator, applicationActor, aUnit, aUser, systemActor } from '../../../../tests/kit/builders.ts'
import { type Change, changesInGraph } from '../../../../tests/kit/changes-in-graph.ts'
import { type GraphAnswer, type GraphCaller, openTestGraph, type TestGraph } from '../../../../tests/kit/graph.ts'
import { anAuthenticatorApp, aPasskey, aPassword } from '../../../../tests/kit/methods.ts'
import { setPolicy } from '../../../../tests/kit/proving.ts'
import { createApplication } from '../../../applications/service.ts'
import type { SignInEntry } from '../../../audit/rules/sign-in-record.ts'
import type { User } from '../../../directory/rules.ts'
import { updateSecurityDefaults } from '../../../policies/tenant/service.ts'
import { operations, roleIds } from '../../../roles/rules.ts'
import { derivedFrom, lineOf, models, navigationOf, propertiesOf } from '../model/model.ts'
import { type Model, readType, shortName } from '../model/types.ts'
import type { GraphRoute, GraphVersion } from '../router.ts'
import { graphRoutes } from '../routes.ts'
import { openApiDocument } from './document.ts'
import { statusOf } from './operations.ts'

let graph: TestGraph
let call: GraphCaller
let user: User
/** What each change was answered, before anything is read. */
const changed: (readonly [Change, GraphAnswer])[] = []

const everyPermission = [...new Set(Object.values(operations).flatMap(({ application }) => application))]

beforeAll(async () => {
  graph = await openTestGraph()
  const { kernel } = graph
  call = graph.as(applicationActor(everyPermission))
  const manager = await aUser(kernel, { displayName: 'Max Manager' })
  user = await aUser(kernel, { manager: manager.id })
  const inner = await aGroup(kernel, { members: [user] })
  const outer = await aGroup(kernel, { members: [inner, manager] })
  const unit = await aUnit(kernel, { members: [user, inner] })
  await anAdministrator(kernel, roleIds.globalReader)
  await aPassword(kernel, user)
  await setPolicy(kernel, 'TemporaryAccessPass', { state: 'enabled' })
  await aPasskey(kernel, user)
  await anAuthenticatorApp(kernel, user)
  await updateSecurityDefaults(kernel, systemActor(), { isEnabled: false })
  await kernel.store.write(systemActor(), async (w) => w.signIn(signIn))
  await createApplication(kernel, systemActor(), { displayName: 'Onboarding', permissions: ['User.Read.All'] })
  const { actor } = await anAdministrator(kernel, roleIds.globalAdministrator)
  const administrator = graph.as(actor)
  let made = ''
  for (const change of changesInGraph(user, unit.id, outer.id)) {
    const answer = await ask(administrator, change, made)
    changed.push([change, answer])
    made = String(answer.body['id'] ?? made)
  }
  return () => graph[Symbol.asyncDispose]()
})

const ask = (by: GraphCaller, { method, path, keys, body }: Change, made: string): Promise<GraphAnswer> => {
  const rest = [...keys]
  return by(method, `/v1.0${path.replaceAll(/\{\w+\}/g, () => rest.shift()?.replace('{made}', made) ?? '')}`, body)
}

const signIn: SignInEntry = {
  subject: { kind: 'user', userId: null, userPrincipalName: 'ada@example.com', displayName: 'Ada' },
  app: { appId: '00000000-0000-4000-8000-0000000000a1', displayName: 'Example' },
  errorCode: 0,
  details: [],
  requirement: 'singleFactorAuthentication',
}

/** Checks answers against the document of one version. */
function checker(version: GraphVersion) {
  const ajv = new Ajv2020.default({ strict: false, allErrors: true })
  formats.default(ajv)
  ajv.addSchema({ ...openApiDocument(graphRoutes, version, 'https://id.example.com') }, 'document')
  const known = new Map<string, ValidateFunction>()
  const pointer = (part: string) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))
  return (route: GraphRoute, { status, headers, body }: GraphAnswer): readonly string[] => {
    const place = `paths/${pointer(route.path)}/${route.method.toLowerCase()}/responses/`
    const documented = ajv.getSchema(`document#/${place}${status}`) ? String(status) : `${String(status)[0]}XX`
    if (status === 204 || !headers['content-type']?.startsWith('application/json')) return []
    const ref =
      status >= 400
        ? 'document#/components/schemas/error'
        : `document#/${place}${documented}/content/application~1json/schema`
    const validate = known.get(ref) ?? ajv.compile({ $ref: ref })
    known.set(ref, validate)
    return validate(body) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`)
  }
}

/** The properties in an answer that the model does not have. */
function unknownIn(model: Model, value: unknown, type: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => unknownIn(model, item, type))
  if (typeof value !== 'object' || value === null || !type.startsWith('microsoft.graph.')) return []
  const named = Reflect.get(value, '@odata.type')
  const short = shortName(typeof named === 'string' ? named.slice(1) : type)
  if (lineOf(model, short).some(([, { open }]) => open)) return []
  const types = [short, ...derivedFrom(model, short)]
  return Object.entries(value).flatMap(([name, inner]) => {
    if (name.includes('@')) return []
    const found = types.map((each) => propertiesOf(model, each)[name] ?? navigationOf(model, each)[name]).find(Boolean)
    return found === undefined ? [`${short} ${name}`] : unknownIn(model, inner, readType(found).name)
  })
}

const strengths = '/policies/authenticationStrengthPolicies'
const strengthsElsewhere = '/identity/conditionalAccess/authenticationStrength/policies'

/** The address that a change at a path was answered with. */
function addressAnswered(end: string): string | undefined {
  const [, answer] = changed.find(([{ path }]) => path.endsWith(end)) ?? []
  return answer?.headers['location']?.replace(/^.*\/v1\.0/, '')
}

/** Finds for each route the address of something that is there, by following the lists. */
function pathFinder(version: GraphVersion) {
  const found = new Map<string, Promise<string | undefined>>([
    ['/users/{id}', Promise.resolve(`/users/${user.id}`)],
    ['/directoryObjects/{id}', Promise.resolve(`/directoryObjects/${user.id}`)],
    [
      '/directory/deletedItems/{id}',
      firstOf('/directory/deletedItems/microsoft.graph.user', '/directory/deletedItems'),
    ],
    ['/users/{id}/authentication/operations/{operationId}', Promise.resolve(addressAnswered('/resetPassword'))],
    [`${strengths}/{strengthId}`, Promise.resolve(addressAnswered(strengths))],
    [`${strengthsElsewhere}/{strengthId}`, Promise.resolve(addressAnswered(strengths))],
  ])
  async function firstOf(list: string, above: string): Promise<string | undefined> {
    const id = (await call('GET', `/${version}${list}`)).value[0]?.['id']
    return typeof id === 'string' ? `${above}/${id}` : undefined
  }
  async function look(template: string): Promise<string | undefined> {
    const cut = template.lastIndexOf('/')
    const [above, last] = [template.slice(0, cut), template.slice(cut + 1)]
    const start = above === '' ? '' : await pathOf(above)
    if (start === undefined || !last.startsWith('{')) return start === undefined ? undefined : `${start}/${last}`
    return firstOf(start, start)
  }
  function pathOf(template: string): Promise<string | undefined> {
    const known = found.get(template) ?? look(template)
    found.set(template, known)
    return known
  }
  return pathOf
}

/** What nobody here can have one of. */
const neverThere: readonly string[] = ['microsoftAuthenticatorMethods', 'windowsHelloForBusinessMethods'].map(
  (kind) => `/users/{id}/authentication/${kind}/{methodId}`,
)

test('every change is answered as the OpenAPI document says, and with nothing the model does not know', () => {
  const check = checker('v1.0')
  const wrong = changed.flatMap(([{ method, path }, answer]) => {
    const shown = `${method} ${path} → ${answer.status}`
    const route = graphRoutes.find((each) => each.method === method && each.path === path)
    if (!route) return [`${shown}: there is no such route`]
    if (answer.status >= 400) return [`${shown}: ${answer.text}`]
    const unknown = unknownIn(
      models['v1.0'],
      route.answers?.collection ? answer.value : answer.body,
      route.answers?.type ?? '',
    )
    const status = statusOf(models['v1.0'], route)
    return [
      ...(status === answer.status ? [] : [`${shown}: documented is ${status}`]),
      ...(status === 201 && !answer.headers['location'] ? [`${shown}: no Location`] : []),
      ...check(route, answer).map((error) => `${shown}: ${error}`),
      ...unknown.map((name) => `${shown}: unknown ${name}`),
    ]
  })
  expect(wrong).toEqual([])
})

describe.each(['v1.0', 'beta'] as const)('every answer of %s', (version) => {
  test('to a read is as the OpenAPI document says, and holds nothing the model does not know', async () => {
    const [check, pathOf] = [checker(version), pathFinder(version)]
    const wrong: string[] = []
    const unseen: string[] = []
    for (const route of graphRoutes.filter(({ method }) => method === 'GET')) {
      const path = await pathOf(route.path)
      if (path === undefined) {
        unseen.push(route.path)
        continue
      }
      const answer = await call('GET', `/${version}${path}`)
      const shown = `${route.path} → ${answer.status}`
      wrong.push(...check(route, answer).map((error) => `${shown}: ${error}`))
      const type = route.answers?.type ?? ''
      const content = route.answers?.collection ? answer.value : answer.body
      if (answer.status === 200) {
        wrong.push(...unknownIn(models[version], content, type).map((name) => `${shown}: unknown ${name}`))
      }
    }
    expect([...new Set(wrong)]).toEqual([])
    expect(unseen).toEqual(neverThere)
  })
})
