import { accessPolicyCreate, accessPolicyPatch } from '../../../contract/graph/conditional-access.ts'
import { whatIfBody } from '../../../contract/graph/what-if.ts'
import { parseBody } from '../../faces/graph/body.ts'
import { contextUrl } from '../../faces/graph/collection.ts'
import { acceptingPreference } from '../../faces/graph/lock-out.ts'
import { type GraphRequest, type GraphResponse, type GraphRoutes, param } from '../../faces/graph/router.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { strengthRoots } from '../authentication-strengths/graph.ts'
import {
  getDeletedPolicies,
  getDeletedPolicy,
  getPolicies,
  getPolicy,
  getTemplate,
  getTemplates,
  patchPolicy,
  policiesRoot,
  postPolicy,
  postRestore,
  removeDeletedPolicy,
  removePolicy,
} from './graph/policies.ts'
import { suppositionFrom } from './graph/supposition.ts'
import { policyToGraph, usageToGraph, whatIfToGraph } from './graph/to-graph.ts'
import { policiesAskingFor, whatIf } from './service.ts'

async function postEvaluate(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const body = parseBody(whatIfBody, request)
  const { results, strengths } = await whatIf(kernel, request.actor, suppositionFrom(body))
  const told = results.filter(({ applies }) => applies || body.appliedPoliciesOnly !== true)
  const value = told.map(whatIfToGraph(strengths))
  const context = contextUrl(kernel, request, 'Collection(microsoft.graph.whatIfAnalysisResult)')
  return { status: 200, body: { '@odata.context': context, value } }
}

/** The policies that ask for a strength, under what it satisfies. */
async function getUsage(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const id = param(request, 'strengthId')
  const { policies, strengths } = await policiesAskingFor(kernel, request.actor, id)
  const allowedCombinations = strengths.get(id.toLowerCase())?.allowedCombinations ?? []
  const using = policies.map(policyToGraph(strengths))
  const context = contextUrl(kernel, request, 'microsoft.graph.authenticationStrengthUsage')
  return { status: 200, body: { '@odata.context': context, ...usageToGraph({ allowedCombinations }, using) } }
}

const listOptions = ['$top', '$filter', '$orderby', '$select', '$count', '$skiptoken'] as const
const answers = { type: 'microsoft.graph.conditionalAccessPolicy' } as const
const item = `${policiesRoot}/{policyId}`
const deleted = '/identity/conditionalAccess/deletedItems/policies'
const templates = '/identity/conditionalAccess/templates'

/**
 * Conditional Access: policies, those deleted, templates, What If, and which policies ask for a strength.
 *
 * Source: facts/entra.md §7, §13.
 */
export const conditionalAccessRoutes: GraphRoutes = [
  {
    method: 'GET',
    path: policiesRoot,
    operation: 'conditionalAccess.read',
    summary: 'List the Conditional Access policies',
    options: listOptions,
    answers: { ...answers, collection: true },
    handle: getPolicies,
  },
  {
    method: 'POST',
    path: policiesRoot,
    operation: 'conditionalAccess.create',
    summary: 'Create a Conditional Access policy',
    reads: accessPolicyCreate,
    answers,
    handle: acceptingPreference(postPolicy),
  },
  {
    method: 'GET',
    path: item,
    operation: 'conditionalAccess.read',
    summary: 'Read one Conditional Access policy',
    options: ['$select'],
    answers,
    handle: getPolicy,
  },
  {
    method: 'PATCH',
    path: item,
    operation: 'conditionalAccess.update',
    summary: 'Change a Conditional Access policy',
    reads: accessPolicyPatch,
    handle: acceptingPreference(patchPolicy),
  },
  {
    method: 'DELETE',
    path: item,
    operation: 'conditionalAccess.delete',
    summary: 'Delete a Conditional Access policy, which can be restored for thirty days',
    handle: removePolicy,
  },
  {
    method: 'GET',
    path: deleted,
    operation: 'conditionalAccess.read',
    summary: 'List the deleted Conditional Access policies',
    options: listOptions,
    answers: { ...answers, collection: true },
    handle: getDeletedPolicies,
  },
  {
    method: 'GET',
    path: `${deleted}/{policyId}`,
    operation: 'conditionalAccess.read',
    summary: 'Read one deleted Conditional Access policy',
    options: ['$select'],
    answers,
    handle: getDeletedPolicy,
  },
  {
    method: 'POST',
    path: `${deleted}/{policyId}/restore`,
    operation: 'conditionalAccess.update',
    summary: 'Restore a deleted Conditional Access policy',
    answers,
    handle: acceptingPreference(postRestore),
  },
  {
    method: 'DELETE',
    path: `${deleted}/{policyId}`,
    operation: 'conditionalAccess.delete',
    summary: 'Remove a deleted Conditional Access policy for good',
    handle: removeDeletedPolicy,
  },
  {
    method: 'POST',
    path: '/identity/conditionalAccess/evaluate',
    operation: 'conditionalAccess.evaluate',
    summary: 'Ask which policies would apply to a sign-in, and why',
    reads: whatIfBody,
    answers: { type: 'microsoft.graph.whatIfAnalysisResult', collection: true },
    handle: postEvaluate,
  },
  {
    method: 'GET',
    path: templates,
    operation: 'conditionalAccess.read',
    summary: 'List the templates of Conditional Access policies',
    options: listOptions,
    answers: { type: 'microsoft.graph.conditionalAccessTemplate', collection: true },
    handle: getTemplates,
  },
  {
    method: 'GET',
    path: `${templates}/{templateId}`,
    operation: 'conditionalAccess.read',
    summary: 'Read one template of a Conditional Access policy',
    options: ['$select'],
    answers: { type: 'microsoft.graph.conditionalAccessTemplate' },
    handle: getTemplate,
  },
  ...strengthRoots.map(
    (root) =>
      ({
        method: 'GET',
        path: `${root}/{strengthId}/usage`,
        operation: 'strengths.read',
        summary: 'Read which policies ask for an authentication strength',
        answers: { type: 'microsoft.graph.authenticationStrengthUsage' },
        handle: getUsage,
      }) as const,
  ),
]
