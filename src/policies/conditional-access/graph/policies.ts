import { accessPolicyCreate, accessPolicyPatch } from '../../../../contract/graph/conditional-access.ts'
import { pageOf } from '../../../base/odata/evaluate.ts'
import { Refusal } from '../../../base/refusal.ts'
import { parseBody } from '../../../faces/graph/body.ts'
import { answerCreated, answerEntity, answerPage, listQuery, noContent } from '../../../faces/graph/collection.ts'
import { type GraphRequest, type GraphResponse, param } from '../../../faces/graph/router.ts'
import type { Kernel } from '../../../kernel/kernel.ts'
import { deletedPolicyShape, policyShape, templateShape } from '../rules/shapes.ts'
import { type AccessPolicy, findTemplate } from '../rules.ts'
import {
  createPolicy,
  deletePolicy,
  type Found,
  listDeletedPolicies,
  listPolicies,
  listTemplates,
  purgePolicy,
  readDeletedPolicy,
  readPolicy,
  restorePolicy,
  updatePolicy,
} from '../service.ts'
import { changeFrom } from './from-body.ts'
import { deletedToGraph, policyToGraph, templateToGraph } from './to-graph.ts'

export const policiesRoot = '/identity/conditionalAccess/policies'

const idOf = (request: GraphRequest): string => param(request, 'policyId')

const toGraph = <Policy extends AccessPolicy>({ policies, strengths }: Found<Policy>) =>
  policies.map(policyToGraph(strengths))

/** The one that was asked for. */
function only<Item>([item]: readonly Item[]): Item {
  if (item === undefined) throw new Error('Something was found, and is not there')
  return item
}

export async function getPolicies(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const query = listQuery(kernel, request, policyShape)
  const page = pageOf(toGraph(await listPolicies(kernel, request.actor)), query, policyShape)
  return answerPage(kernel, request, { shape: policyShape, query, page, toGraph: (policy) => policy })
}

export async function getPolicy(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const body = only(toGraph(await readPolicy(kernel, request.actor, idOf(request))))
  return answerEntity(kernel, request, { context: policyShape.name, body, shape: policyShape })
}

export async function postPolicy(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const change = changeFrom(parseBody(accessPolicyCreate, request))
  const made = await createPolicy(kernel, request.actor, change)
  const path = `${policiesRoot}/${made.policies[0]?.id}`
  return answerCreated(kernel, request, { context: policyShape.name, path, body: only(toGraph(made)) })
}

export async function patchPolicy(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const change = changeFrom(parseBody(accessPolicyPatch, request))
  await updatePolicy(kernel, request.actor, { id: idOf(request), change })
  return noContent()
}

export async function removePolicy(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  await deletePolicy(kernel, request.actor, { id: idOf(request) })
  return noContent()
}

export async function getDeletedPolicies(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const shape = deletedPolicyShape
  const query = listQuery(kernel, request, shape)
  const page = pageOf(deletedToGraph(await listDeletedPolicies(kernel, request.actor)), query, shape)
  return answerPage(kernel, request, { shape, query, page, toGraph: (policy) => policy })
}

export async function getDeletedPolicy(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const shape = deletedPolicyShape
  const body = only(deletedToGraph(await readDeletedPolicy(kernel, request.actor, idOf(request))))
  return answerEntity(kernel, request, { context: shape.name, body, shape })
}

export async function postRestore(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const restored = await restorePolicy(kernel, request.actor, { id: idOf(request) })
  return answerEntity(kernel, request, { context: policyShape.name, body: only(toGraph(restored)) })
}

export async function removeDeletedPolicy(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  await purgePolicy(kernel, request.actor, { id: idOf(request) })
  return noContent()
}

export async function getTemplates(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const shape = templateShape
  const query = listQuery(kernel, request, shape)
  const page = pageOf((await listTemplates(kernel, request.actor)).map(templateToGraph), query, shape)
  return answerPage(kernel, request, { shape, query, page, toGraph: (template) => template })
}

export async function getTemplate(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const shape = templateShape
  await listTemplates(kernel, request.actor)
  const id = param(request, 'templateId')
  const found = findTemplate(id)
  if (!found) throw new Refusal('accessTemplateNotFound', `There is no template '${id.slice(0, 100)}'.`)
  return answerEntity(kernel, request, { context: shape.name, body: templateToGraph(found), shape })
}
