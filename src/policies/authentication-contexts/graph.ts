import {
  authenticationContextCreate,
  authenticationContextPatch,
} from '../../../contract/graph/authentication-context.ts'
import { pageOf } from '../../base/odata/evaluate.ts'
import { Refusal } from '../../base/refusal.ts'
import { parseBody } from '../../faces/graph/body.ts'
import { answerCreated, answerEntity, answerPage, listQuery, noContent } from '../../faces/graph/collection.ts'
import { type GraphRequest, type GraphResponse, type GraphRoutes, param } from '../../faces/graph/router.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { type AuthenticationContext, contextShape } from './rules.ts'
import { defineContext, deleteContext, listContexts, readContext } from './service.ts'

const root = '/identity/conditionalAccess/authenticationContextClassReferences'
const item = `${root}/{contextId}`
const shape = contextShape
const toGraph = (context: AuthenticationContext) => ({ ...context })

async function getContexts(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const query = listQuery(kernel, request, shape)
  const page = pageOf((await listContexts(kernel, request.actor)).map(toGraph), query, shape)
  return answerPage(kernel, request, { shape, query, page, toGraph })
}

async function getContext(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const body = toGraph(await readContext(kernel, request.actor, param(request, 'contextId')))
  return answerEntity(kernel, request, { context: shape.name, body, shape })
}

async function postContext(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const { id, '@odata.type': _type, ...change } = parseBody(authenticationContextCreate, request)
  const made = await defineContext(kernel, request.actor, { id, change })
  return answerCreated(kernel, request, { context: shape.name, path: `${root}/${id}`, body: toGraph(made) })
}

async function patchContext(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const id = param(request, 'contextId')
  const { id: named = id, '@odata.type': _type, ...change } = parseBody(authenticationContextPatch, request)
  if (named !== id) throw new Refusal('malformedRequest', 'id is read-only; it stands in the address.', { field: 'id' })
  await defineContext(kernel, request.actor, { id, change })
  return noContent()
}

async function removeContext(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  await deleteContext(kernel, request.actor, { id: param(request, 'contextId') })
  return noContent()
}

const answers = { type: 'microsoft.graph.authenticationContextClassReference' } as const

/**
 * Authentication contexts c1 to c99.
 *
 * Source: facts/entra.md §7.1, §13.
 */
export const authenticationContextRoutes: GraphRoutes = [
  {
    method: 'GET',
    path: root,
    operation: 'authenticationContexts.read',
    summary: 'List the authentication contexts',
    options: ['$top', '$filter', '$orderby', '$select', '$count', '$skiptoken'],
    answers: { ...answers, collection: true },
    handle: getContexts,
  },
  {
    method: 'POST',
    path: root,
    operation: 'authenticationContexts.update',
    summary: 'Define an authentication context',
    reads: authenticationContextCreate,
    answers,
    handle: postContext,
  },
  {
    method: 'GET',
    path: item,
    operation: 'authenticationContexts.read',
    summary: 'Read one authentication context',
    options: ['$select'],
    answers,
    handle: getContext,
  },
  {
    method: 'PATCH',
    path: item,
    operation: 'authenticationContexts.update',
    summary: 'Define or change an authentication context',
    reads: authenticationContextPatch,
    handle: patchContext,
  },
  {
    method: 'DELETE',
    path: item,
    operation: 'authenticationContexts.update',
    summary: 'Remove an authentication context that no policy refers to',
    handle: removeContext,
  },
]
