import type { ApplicationResource, ServicePrincipalResource } from '../../contract/graph/application.ts'
import { pageOf } from '../base/odata/evaluate.ts'
import type { ResourceShape } from '../base/odata/shape.ts'
import { Refusal } from '../base/refusal.ts'
import { answerEntity, answerPage, countQuery, listQuery } from '../faces/graph/collection.ts'
import { type GraphRequest, type GraphRoutes, param, type SystemOption } from '../faces/graph/router.ts'
import type { Kernel, Tenant } from '../kernel/kernel.ts'
import { changeRoutes } from './graph/changes.ts'
import { applicationToGraph, servicePrincipalToGraph } from './graph/resources.ts'
import { applicationShape, servicePrincipalShape } from './rules/shapes.ts'
import { type KnownApplication, listKnownApplications } from './service.ts'

interface Half {
  readonly path: string
  readonly type: string
  readonly what: string
  readonly shape: ResourceShape
  toGraph(known: KnownApplication, tenant: Tenant): ApplicationResource | ServicePrincipalResource
}

const itemsOf = async (kernel: Kernel, request: GraphRequest, { toGraph }: Half) =>
  (await listKnownApplications(kernel, request.actor)).map((known) => toGraph(known, kernel.tenant))

/** All of them, or the one that `(appId='…')` behind the collection names. */
const getAll = (half: Half) => async (kernel: Kernel, request: GraphRequest) => {
  if (request.params['appId'] !== undefined) return getOne(half)(kernel, request)
  const { shape } = half
  const query = listQuery(kernel, request, shape)
  const page = pageOf(await itemsOf(kernel, request, half), query, shape)
  return answerPage(kernel, request, { shape, query, page, toGraph: (item) => item })
}

const count = (half: Half) => async (kernel: Kernel, request: GraphRequest) => {
  const query = countQuery(kernel, request, half.shape)
  const page = pageOf(await itemsOf(kernel, request, half), query, half.shape)
  return { status: 200, headers: { 'content-type': 'text/plain' }, body: String(page.count ?? 0) }
}

const getOne = (half: Half) => async (kernel: Kernel, request: GraphRequest) => {
  const appId = request.params['appId']?.toLowerCase()
  const id = appId === undefined ? param(request, 'id').toLowerCase() : undefined
  const body = (await itemsOf(kernel, request, half)).find((item) => item.appId === appId || item.id === id)
  if (body) return answerEntity(kernel, request, { context: half.shape.name, body, shape: half.shape })
  const named = (appId ?? id ?? '').slice(0, 256)
  throw new Refusal('applicationNotFound', `There is no ${half.what} '${named}'. Give an object id, or (appId='…').`)
}

const options: readonly SystemOption[] = ['$top', '$select', '$filter', '$search', '$orderby', '$count', '$skiptoken']

const routesFor = (half: Half): GraphRoutes => [
  {
    method: 'GET',
    path: half.path,
    operation: 'applications.read',
    summary: `List the ${half.what}s, or read the one whose client id stands behind it: (appId='…')`,
    options,
    answers: { type: half.type, collection: true },
    handle: getAll(half),
  },
  {
    method: 'GET',
    path: `${half.path}/$count`,
    operation: 'applications.read',
    summary: 'Count them',
    options: ['$filter', '$search'],
    answers: { type: 'Edm.Int32' },
    handle: count(half),
  },
  {
    method: 'GET',
    path: `${half.path}/{id}`,
    operation: 'applications.read',
    summary: `Read one ${half.what}`,
    options: ['$select'],
    answers: { type: half.type },
    handle: getOne(half),
  },
]

/** Source: facts/entra.md §13, Tenant. */
export const applicationRoutes: GraphRoutes = [
  ...routesFor({
    path: '/servicePrincipals',
    type: 'microsoft.graph.servicePrincipal',
    what: 'service principal',
    shape: servicePrincipalShape,
    toGraph: ({ application }, tenant) => servicePrincipalToGraph(application, tenant),
  }),
  ...routesFor({
    path: '/applications',
    type: 'microsoft.graph.application',
    what: 'application',
    shape: applicationShape,
    toGraph: applicationToGraph,
  }),
  ...changeRoutes,
]
