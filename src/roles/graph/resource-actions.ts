import { pageOf } from '../../base/odata/evaluate.ts'
import { Refusal } from '../../base/refusal.ts'
import { answerEntity, answerPage, listQuery } from '../../faces/graph/collection.ts'
import {
  type GraphRequest,
  type GraphResponse,
  type GraphRoutes,
  param,
  type SystemOption,
} from '../../faces/graph/router.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { resourceActions } from '../rules/resource-actions.ts'
import { resourceActionShape, resourceNamespaceShape } from '../rules/shapes.ts'
import { requireRoleReader } from '../service.ts'
import { toResourceAction } from './resources.ts'

const namespaces = '/roleManagement/directory/resourceNamespaces'
const namespaceType = 'microsoft.graph.unifiedRbacResourceNamespace'
const actionType = 'microsoft.graph.unifiedRbacResourceAction'
const listOptions: readonly SystemOption[] = ['$top', '$filter', '$orderby', '$select', '$count', '$skiptoken']

/** All that roles here grant is of the directory. */
const directory = { id: 'microsoft.directory', name: 'microsoft.directory' }

async function getNamespaces(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const shape = resourceNamespaceShape
  const query = listQuery(kernel, request, shape)
  await requireRoleReader(kernel, request.actor)
  return answerPage(kernel, request, { shape, query, page: pageOf([directory], query, shape), toGraph: (one) => one })
}

async function getNamespace(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  await requireNamespace(kernel, request)
  const shape = resourceNamespaceShape
  return answerEntity(kernel, request, { context: shape.name, body: directory, shape })
}

async function getActions(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const shape = resourceActionShape
  const query = listQuery(kernel, request, shape)
  await requireNamespace(kernel, request)
  const page = pageOf(resourceActions.map(toResourceAction), query, shape)
  return answerPage(kernel, request, { shape, query, page, toGraph: (one) => one })
}

async function getAction(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  await requireNamespace(kernel, request)
  const id = param(request, 'actionId')
  const found = resourceActions.find((action) => action.id.toLowerCase() === id.toLowerCase())
  if (!found) {
    const message = `There is no resource action with the id '${id.slice(0, 200)}'. GET ${namespaces}/${directory.id}/resourceActions lists them.`
    throw new Refusal('resourceActionNotFound', message)
  }
  const shape = resourceActionShape
  return answerEntity(kernel, request, { context: shape.name, body: toResourceAction(found), shape })
}

async function requireNamespace(kernel: Kernel, request: GraphRequest): Promise<void> {
  await requireRoleReader(kernel, request.actor)
  const id = param(request, 'namespaceId')
  if (id.toLowerCase() === directory.id) return
  throw new Refusal(
    'resourceNamespaceNotFound',
    `There is no namespace '${id.slice(0, 200)}'; there is ${directory.id}.`,
  )
}

/**
 * What roles may grant, in Graph's words.
 *
 * Source: Microsoft Graph, unifiedRbacResourceNamespace and unifiedRbacResourceAction.
 */
export const resourceActionRoutes: GraphRoutes = [
  {
    method: 'GET',
    path: namespaces,
    operation: 'roles.read',
    summary: 'List the namespaces of resource actions: one',
    options: listOptions,
    answers: { type: namespaceType, collection: true },
    handle: getNamespaces,
  },
  {
    method: 'GET',
    path: `${namespaces}/{namespaceId}`,
    operation: 'roles.read',
    summary: 'Read a namespace of resource actions',
    options: ['$select'],
    answers: { type: namespaceType },
    handle: getNamespace,
  },
  {
    method: 'GET',
    path: `${namespaces}/{namespaceId}/resourceActions`,
    operation: 'roles.read',
    summary: 'List what roles may grant',
    options: listOptions,
    answers: { type: actionType, collection: true },
    handle: getActions,
  },
  {
    method: 'GET',
    path: `${namespaces}/{namespaceId}/resourceActions/{actionId}`,
    operation: 'roles.read',
    summary: 'Read one resource action',
    options: ['$select'],
    answers: { type: actionType },
    handle: getAction,
  },
]
