import {
  allowedCombinationsBody,
  combinationConfigurationCreate,
  combinationConfigurationPatch,
  strengthCreate,
  strengthPatch,
} from '../../../contract/graph/authentication-strength.ts'
import { pageOf } from '../../base/odata/evaluate.ts'
import { parseBody } from '../../faces/graph/body.ts'
import {
  answerCreated,
  answerEntity,
  answerPage,
  contextUrl,
  listQuery,
  noContent,
} from '../../faces/graph/collection.ts'
import { acceptingPreference } from '../../faces/graph/lock-out.ts'
import {
  type GraphRequest,
  type GraphResponse,
  type GraphRoute,
  type GraphRoutes,
  param,
} from '../../faces/graph/router.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { policyIdsAskingFor } from '../conditional-access/service.ts'
import {
  configurationChange,
  configurationFrom,
  configurationToGraph,
  modesToGraph,
  readCombinations,
  strengthToGraph,
} from './graph/resources.ts'
import { configurationShape, modeShape, strengthShape } from './rules/shapes.ts'
import { everyCombination } from './rules.ts'
import {
  createCombinationConfiguration,
  createStrength,
  deleteCombinationConfiguration,
  deleteStrength,
  listStrengths,
  mayReadStrengths,
  readStrength,
  requireConfiguration,
  updateAllowedCombinations,
  updateCombinationConfiguration,
  updateStrength,
} from './service.ts'

const container = '/identity/conditionalAccess/authenticationStrength'
/** The two addresses of strengths (facts/entra.md §6.3). */
export const strengthRoots = ['/policies/authenticationStrengthPolicies', `${container}/policies`] as const

const idOf = (request: GraphRequest): string => param(request, 'strengthId')
const configurationIdOf = (request: GraphRequest): string => param(request, 'configurationId')

async function getStrengths(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const query = listQuery(kernel, request, strengthShape)
  const page = pageOf((await listStrengths(kernel, request.actor)).map(strengthToGraph), query, strengthShape)
  return answerPage(kernel, request, { shape: strengthShape, query, page, toGraph: (strength) => strength })
}

async function getStrength(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const body = strengthToGraph(await readStrength(kernel, request.actor, idOf(request)))
  return answerEntity(kernel, request, { context: strengthShape.name, body, shape: strengthShape })
}

const postStrength =
  (root: string) =>
  async (kernel: Kernel, request: GraphRequest): Promise<GraphResponse> => {
    const { displayName, description, ...lists } = parseBody(strengthCreate, request)
    const made = await createStrength(kernel, request.actor, {
      displayName,
      description,
      allowedCombinations: readCombinations(lists.allowedCombinations, 'allowedCombinations'),
      combinationConfigurations: lists.combinationConfigurations.map(configurationFrom),
    })
    const context = strengthShape.name
    return answerCreated(kernel, request, { context, path: `${root}/${made.id}`, body: strengthToGraph(made) })
  }

async function patchStrength(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const { '@odata.type': _type, displayName, description } = parseBody(strengthPatch, request)
  const change = {
    ...(displayName !== undefined && { displayName }),
    ...(description !== undefined && { description }),
  }
  await updateStrength(kernel, request.actor, { id: idOf(request), change })
  return noContent()
}

async function removeStrength(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  await deleteStrength(kernel, request.actor, { id: idOf(request) })
  return noContent()
}

async function postCombinations(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const { allowedCombinations: texts } = parseBody(allowedCombinationsBody, request)
  const allowedCombinations = readCombinations(texts, 'allowedCombinations')
  const change = await updateAllowedCombinations(kernel, request.actor, { id: idOf(request), allowedCombinations })
  return {
    status: 200,
    body: {
      '@odata.context': contextUrl(kernel, request, 'microsoft.graph.updateAllowedCombinationsResult'),
      previousCombinations: change.previous,
      currentCombinations: change.current,
      conditionalAccessReferences: await policyIdsAskingFor(kernel, idOf(request)),
      additionalInformation: change.warning,
    },
  }
}

const configurationsContext = (id: string): string => `${strengthShape.name}('${id}')/combinationConfigurations`

async function getConfigurations(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const query = listQuery(kernel, request, configurationShape)
  const { id, combinationConfigurations } = await readStrength(kernel, request.actor, idOf(request))
  const page = pageOf(combinationConfigurations.map(configurationToGraph), query, configurationShape)
  const context = configurationsContext(id)
  return answerPage(kernel, request, { shape: configurationShape, query, page, toGraph: (item) => item, context })
}

async function getConfiguration(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const strength = await readStrength(kernel, request.actor, idOf(request))
  const body = configurationToGraph(requireConfiguration(strength, configurationIdOf(request)))
  return answerEntity(kernel, request, { context: configurationsContext(strength.id), body, shape: configurationShape })
}

const postConfiguration =
  (root: string) =>
  async (kernel: Kernel, request: GraphRequest): Promise<GraphResponse> => {
    const asked = configurationFrom(parseBody(combinationConfigurationCreate, request))
    const made = await createCombinationConfiguration(kernel, request.actor, { id: idOf(request), asked })
    const path = `${root}/${idOf(request)}/combinationConfigurations/${made.id}`
    return answerCreated(kernel, request, {
      context: configurationsContext(idOf(request)),
      path,
      body: configurationToGraph(made),
    })
  }

async function patchConfiguration(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const change = configurationChange(parseBody(combinationConfigurationPatch, request))
  const configurationId = configurationIdOf(request)
  await updateCombinationConfiguration(kernel, request.actor, { id: idOf(request), configurationId, change })
  return noContent()
}

async function removeConfiguration(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const configurationId = configurationIdOf(request)
  await deleteCombinationConfiguration(kernel, request.actor, { id: idOf(request), configurationId })
  return noContent()
}

async function getModes(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const query = listQuery(kernel, request, modeShape)
  await mayReadStrengths(kernel, request.actor)
  const page = pageOf(modesToGraph, query, modeShape)
  return answerPage(kernel, request, { shape: modeShape, query, page, toGraph: (mode) => mode })
}

async function getRoot(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  await mayReadStrengths(kernel, request.actor)
  const body = { combinations: everyCombination }
  const context = container.slice(1)
  return answerEntity(kernel, request, { context, singleton: true, body })
}

async function getCombinations(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  await mayReadStrengths(kernel, request.actor)
  const context = contextUrl(kernel, request, `${container.slice(1)}/combinations`)
  return { status: 200, body: { '@odata.context': context, value: everyCombination } }
}

const listOptions = ['$top', '$filter', '$orderby', '$select', '$count', '$skiptoken'] as const
const strengthAnswer = { type: 'microsoft.graph.authenticationStrengthPolicy' } as const
const configurationAnswer = { type: 'microsoft.graph.authenticationCombinationConfiguration' } as const

function routesUnder(root: string): readonly GraphRoute[] {
  const item = `${root}/{strengthId}`
  return [
    {
      method: 'GET',
      path: root,
      operation: 'strengths.read',
      summary: 'List the authentication strengths',
      options: [...listOptions, '$expand'],
      answers: { ...strengthAnswer, collection: true },
      handle: getStrengths,
    },
    {
      method: 'POST',
      path: root,
      operation: 'strengths.update',
      summary: 'Create an authentication strength',
      reads: strengthCreate,
      answers: strengthAnswer,
      handle: postStrength(root),
    },
    {
      method: 'GET',
      path: item,
      operation: 'strengths.read',
      summary: 'Read one authentication strength',
      options: ['$select', '$expand'],
      answers: strengthAnswer,
      handle: getStrength,
    },
    {
      method: 'PATCH',
      path: item,
      operation: 'strengths.update',
      summary: 'Rename or redescribe an authentication strength',
      reads: strengthPatch,
      handle: patchStrength,
    },
    {
      method: 'DELETE',
      path: item,
      operation: 'strengths.update',
      summary: 'Delete an authentication strength that no policy refers to',
      handle: removeStrength,
    },
    {
      method: 'POST',
      path: `${item}/updateAllowedCombinations`,
      operation: 'strengths.update',
      summary: 'Replace the combinations that an authentication strength allows',
      reads: allowedCombinationsBody,
      answers: { type: 'microsoft.graph.updateAllowedCombinationsResult' },
      handle: acceptingPreference(postCombinations),
    },
    ...configurationRoutes(root, `${item}/combinationConfigurations`),
  ]
}

const configurationRoutes = (root: string, list: string): readonly GraphRoute[] => [
  {
    method: 'GET',
    path: list,
    operation: 'strengths.read',
    summary: 'List the restrictions of an authentication strength',
    options: listOptions,
    answers: { ...configurationAnswer, collection: true },
    handle: getConfigurations,
  },
  {
    method: 'POST',
    path: list,
    operation: 'strengths.update',
    summary: 'Restrict combinations of an authentication strength',
    reads: combinationConfigurationCreate,
    answers: configurationAnswer,
    handle: acceptingPreference(postConfiguration(root)),
  },
  {
    method: 'GET',
    path: `${list}/{configurationId}`,
    operation: 'strengths.read',
    summary: 'Read one restriction of an authentication strength',
    options: ['$select'],
    answers: configurationAnswer,
    handle: getConfiguration,
  },
  {
    method: 'PATCH',
    path: `${list}/{configurationId}`,
    operation: 'strengths.update',
    summary: 'Change a restriction of an authentication strength',
    reads: combinationConfigurationPatch,
    handle: acceptingPreference(patchConfiguration),
  },
  {
    method: 'DELETE',
    path: `${list}/{configurationId}`,
    operation: 'strengths.update',
    summary: 'Remove a restriction of an authentication strength',
    handle: acceptingPreference(removeConfiguration),
  },
]

/**
 * Authentication strengths under both of their addresses, and what they are made of.
 *
 * Source: facts/entra.md §6, §13.
 */
export const strengthRoutes: GraphRoutes = [
  ...strengthRoots.flatMap(routesUnder),
  {
    method: 'GET',
    path: container,
    operation: 'strengths.read',
    summary: 'Read which combinations there are, with their container',
    answers: { type: 'microsoft.graph.authenticationStrengthRoot' },
    handle: getRoot,
  },
  {
    method: 'GET',
    path: `${container}/combinations`,
    operation: 'strengths.read',
    summary: 'List the combinations that a strength may allow',
    answers: { type: 'microsoft.graph.authenticationMethodModes', collection: true },
    handle: getCombinations,
  },
  {
    method: 'GET',
    path: `${container}/authenticationMethodModes`,
    operation: 'strengths.read',
    summary: 'List the modes that combinations are made of',
    options: listOptions,
    answers: { type: 'microsoft.graph.authenticationMethodModeDetail', collection: true },
    handle: getModes,
  },
]
