import {
  activateWorkflowBody,
  createWorkflowBody,
  updateWorkflowBody,
} from '../../contract/graph/lifecycle-workflows.ts'
import { pageOf } from '../base/odata/evaluate.ts'
import { parseBody } from '../faces/graph/body.ts'
import { answerCreated, answerEntity, answerPage, listQuery, noContent } from '../faces/graph/collection.ts'
import {
  type GraphRequest,
  type GraphResponse,
  type GraphRoutes,
  param,
  type SystemOption,
} from '../faces/graph/router.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { definitionToGraph, runToGraph, workflowToGraph } from './graph/resources.ts'
import { definitionShape, resultShape, workflowShape } from './rules.ts'
import {
  activateWorkflow,
  createWorkflow,
  deleteWorkflow,
  listRuns,
  listTaskDefinitions,
  listWorkflows,
  readTaskDefinition,
  readWorkflow,
  updateWorkflow,
} from './service.ts'

const root = '/identityGovernance/lifecycleWorkflows'
const context = 'identityGovernance/lifecycleWorkflows/workflows'
const listOptions: readonly SystemOption[] = ['$top', '$select', '$filter', '$orderby', '$count', '$skiptoken']

async function getWorkflows(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const query = listQuery(kernel, request, workflowShape)
  const page = await listWorkflows(kernel, request.actor, query)
  return answerPage(kernel, request, { shape: workflowShape, query, page, toGraph: workflowToGraph })
}

async function getWorkflow(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const workflow = await readWorkflow(kernel, request.actor, param(request, 'workflowId'))
  return answerEntity(kernel, request, { context, body: workflowToGraph(workflow), shape: workflowShape })
}

async function postWorkflow(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const { '@odata.type': _type, ...draft } = parseBody(createWorkflowBody, request)
  const workflow = await createWorkflow(kernel, request.actor, draft)
  const path = `${root}/workflows/${workflow.id}`
  return answerCreated(kernel, request, { context, path, body: workflowToGraph(workflow), shape: workflowShape })
}

async function patchWorkflow(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const { '@odata.type': _type, category: _category, ...change } = parseBody(updateWorkflowBody, request)
  await updateWorkflow(kernel, request.actor, { id: param(request, 'workflowId'), change })
  return noContent()
}

async function removeWorkflow(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  await deleteWorkflow(kernel, request.actor, { id: param(request, 'workflowId') })
  return noContent()
}

async function postActivate(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const { subjects } = parseBody(activateWorkflowBody, request)
  const id = param(request, 'workflowId')
  await activateWorkflow(kernel, request.actor, { id, subjects: subjects.map((subject) => subject.id) })
  return noContent()
}

async function getResults(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const query = listQuery(kernel, request, resultShape)
  const page = await listRuns(kernel, request.actor, param(request, 'workflowId'), query)
  return answerPage(kernel, request, { shape: resultShape, query, page, toGraph: runToGraph })
}

async function getDefinitions(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const query = listQuery(kernel, request, definitionShape)
  const definitions = await listTaskDefinitions(kernel, request.actor)
  const page = pageOf(definitions.map(definitionToGraph), query, definitionShape)
  return answerPage(kernel, request, { shape: definitionShape, query, page, toGraph: (definition) => definition })
}

async function getDefinition(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const definition = await readTaskDefinition(kernel, request.actor, param(request, 'definitionId'))
  const body = definitionToGraph(definition)
  return answerEntity(kernel, request, { context: definitionShape.name, body, shape: definitionShape })
}

const workflowType = 'microsoft.graph.identityGovernance.workflow'
const definitionType = 'microsoft.graph.identityGovernance.taskDefinition'

/** Source: facts/entra.md §11, §13. */
export const workflowRoutes: GraphRoutes = [
  {
    method: 'GET',
    path: `${root}/workflows`,
    operation: 'workflows.read',
    summary: 'List the lifecycle workflows',
    options: listOptions,
    answers: { type: workflowType, collection: true },
    handle: getWorkflows,
  },
  {
    method: 'POST',
    path: `${root}/workflows`,
    operation: 'workflows.write',
    summary: 'Create a lifecycle workflow',
    reads: createWorkflowBody,
    answers: { type: workflowType },
    handle: postWorkflow,
  },
  {
    method: 'GET',
    path: `${root}/workflows/{workflowId}`,
    operation: 'workflows.read',
    summary: 'Read a lifecycle workflow with its tasks',
    options: ['$select'],
    answers: { type: workflowType },
    handle: getWorkflow,
  },
  {
    method: 'PATCH',
    path: `${root}/workflows/{workflowId}`,
    operation: 'workflows.write',
    summary: 'Change a lifecycle workflow',
    reads: updateWorkflowBody,
    handle: patchWorkflow,
  },
  {
    method: 'DELETE',
    path: `${root}/workflows/{workflowId}`,
    operation: 'workflows.write',
    summary: 'Delete a lifecycle workflow; what waits to be run is canceled',
    handle: removeWorkflow,
  },
  {
    method: 'POST',
    path: `${root}/workflows/{workflowId}/activate`,
    operation: 'workflows.activate',
    summary: 'Have a lifecycle workflow carried out for users now',
    reads: activateWorkflowBody,
    handle: postActivate,
  },
  {
    method: 'GET',
    path: `${root}/workflows/{workflowId}/userProcessingResults`,
    operation: 'workflows.readResults',
    summary: 'List what became of a lifecycle workflow, user by user',
    options: listOptions,
    answers: { type: 'microsoft.graph.identityGovernance.userProcessingResult', collection: true },
    handle: getResults,
  },
  {
    method: 'GET',
    path: `${root}/taskDefinitions`,
    operation: 'taskDefinitions.read',
    summary: 'List what lifecycle workflows can do',
    options: listOptions,
    answers: { type: definitionType, collection: true },
    handle: getDefinitions,
  },
  {
    method: 'GET',
    path: `${root}/taskDefinitions/{definitionId}`,
    operation: 'taskDefinitions.read',
    summary: 'Read one task that lifecycle workflows can do',
    options: ['$select'],
    answers: { type: definitionType },
    handle: getDefinition,
  },
]
