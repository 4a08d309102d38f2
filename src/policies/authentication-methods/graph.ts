import {
  absentPatch,
  absentTypeNames,
  anyConfigurationPatch,
  betaMethodsPolicyPatch,
  configurationPatches,
  configurationTypeNames,
  methodsPolicyPatch,
} from '../../../contract/graph/authentication-methods-policy.ts'
import { Refusal } from '../../base/refusal.ts'
import { toIso } from '../../base/time.ts'
import { parseBody } from '../../faces/graph/body.ts'
import { answerEntity, answerList, contextUrl, noContent } from '../../faces/graph/collection.ts'
import {
  type GraphRequest,
  type GraphResponse,
  type GraphRoute,
  type GraphRoutes,
  param,
} from '../../faces/graph/router.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { changeFrom, configurationToGraph } from './graph/resource.ts'
import { settingsChange, settingsToGraph } from './graph/settings.ts'
import {
  type AbsentId,
  absentConfigurations,
  absentId,
  absentIdsIn,
  type Configuration,
  type ConfigurationId,
  configurationId,
  configurationIds,
} from './rules.ts'
import {
  type AbsentUpdate,
  type ConfigurationUpdate,
  type MethodsPolicy,
  readConfiguration,
  readMethodsPolicy,
  resetConfiguration,
  updateConfigurations,
  updateMethodsPolicy,
} from './service.ts'

const policyContext = 'policies/authenticationMethodsPolicy'
const listContext = `${policyContext}/authenticationMethodConfigurations`

async function getPolicy(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const policy = await readMethodsPolicy(kernel, request.actor)
  const body = policyToGraph(kernel, request, policy)
  return answerEntity(kernel, request, { context: policyContext, singleton: true, body })
}

async function patchPolicy(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const body = parseBody(request.version === 'beta' ? betaMethodsPolicyPatch : methodsPolicyPatch, request)
  const { authenticationMethodConfigurations = [] } = body
  const configurations = authenticationMethodConfigurations.map((item) =>
    updateFrom({ ...request, body: item }, idOfType(item)),
  )
  await updateMethodsPolicy(kernel, request.actor, { settings: settingsChange(body), configurations })
  return getPolicy(kernel, request)
}

async function getConfigurations(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const { configurations } = await readMethodsPolicy(kernel, request.actor)
  const items = configurationsToGraph(kernel, request, configurations)
  return answerList(kernel, request, listContext, items)
}

async function getConfiguration(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const id = idOf(request)
  const body = isAbsent(id)
    ? await readMethodsPolicy(kernel, request.actor).then(() => absentToGraph(kernel, request, id))
    : toGraph(kernel, request, await readConfiguration(kernel, request.actor, id))
  return answerEntity(kernel, request, { context: listContext, body })
}

async function patchConfiguration(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  await updateConfigurations(kernel, request.actor, [updateFrom(request, idOf(request))])
  return noContent()
}

async function deleteConfiguration(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  await resetConfiguration(kernel, request.actor, idOf(request))
  return noContent()
}

type AnyId = ConfigurationId | AbsentId

const isAbsent = (id: AnyId): id is AbsentId => absentId(id) !== undefined

function idOf(request: GraphRequest): AnyId {
  const key = param(request, 'configurationId')
  const absent = absentIdsIn(request.version)
  const id = configurationId(key) ?? absent.find((known) => known === absentId(key))
  if (id) return id
  const known = [...configurationIds, ...absent].join(', ')
  throw new Refusal('configurationNotFound', `There is no configuration '${key.slice(0, 100)}'. There are: ${known}.`)
}

function idOfType(body: { readonly '@odata.type': string }): AnyId {
  const names = Object.entries({ ...configurationTypeNames, ...absentTypeNames })
  const [id] = names.find(([, name]) => name === body['@odata.type']) ?? []
  if (id) return id as AnyId
  const message = `'${body['@odata.type'].slice(0, 100)}' is not the type of a configuration of this policy.`
  throw new Refusal('malformedRequest', message, { field: '@odata.type' })
}

function updateFrom(request: GraphRequest, id: AnyId): ConfigurationUpdate | AbsentUpdate {
  if (isAbsent(id)) {
    const schema = absentPatch(id, Object.keys(absentConfigurations[id].properties))
    const { '@odata.type': _type, id: _id, ...change } = parseBody(schema, request)
    return { id, change }
  }
  const { '@odata.type': _type, id: _id, ...settings } = parseBody(configurationPatches[id], request)
  return { id, change: changeFrom(settings) } as ConfigurationUpdate
}

const toGraph = (kernel: Kernel, request: GraphRequest, configuration: Configuration) => ({
  ...configurationToGraph(configuration),
  'includeTargets@odata.context': targetsContext(
    kernel,
    request,
    configuration.id,
    configurationTypeNames[configuration.id],
  ),
})

const absentToGraph = (kernel: Kernel, request: GraphRequest, id: AbsentId) => ({
  '@odata.type': absentTypeNames[id],
  id,
  ...absentConfigurations[id].properties,
  'includeTargets@odata.context': targetsContext(kernel, request, id, absentTypeNames[id]),
})

const targetsContext = (kernel: Kernel, request: GraphRequest, id: string, typeName: string): string =>
  contextUrl(kernel, request, `${listContext}('${id}')/${typeName.slice(1)}/includeTargets`)

const configurationsToGraph = (kernel: Kernel, request: GraphRequest, configurations: readonly Configuration[]) => [
  ...configurations.map((item) => toGraph(kernel, request, item)),
  ...absentIdsIn(request.version).map((id) => absentToGraph(kernel, request, id)),
]

const policyToGraph = (kernel: Kernel, request: GraphRequest, policy: MethodsPolicy) => ({
  id: 'authenticationMethodsPolicy',
  displayName: 'Authentication Methods Policy',
  description: 'The tenant-wide policy that says which authentication methods may be used, by whom and how.',
  lastModifiedDateTime: policy.lastModifiedAt === null ? null : toIso(policy.lastModifiedAt),
  policyVersion: '1.5',
  ...settingsToGraph(policy.settings, request.version),
  authenticationMethodConfigurations: configurationsToGraph(kernel, request, policy.configurations),
})

function routesUnder(root: string): readonly GraphRoute[] {
  const list = `${root}/authenticationMethodConfigurations`
  const item = `${list}/{configurationId}`
  const read = 'methodsPolicy.read'
  const update = 'methodsPolicy.update'
  const type = 'microsoft.graph.authenticationMethodConfiguration'
  const whole = { type: 'microsoft.graph.authenticationMethodsPolicy' }
  const reads = anyConfigurationPatch
  return [
    { method: 'GET', path: root, operation: read, summary: 'The methods policy', answers: whole, handle: getPolicy },
    {
      method: 'PATCH',
      path: root,
      operation: update,
      summary: 'Change what the policy says of all methods, and configurations together',
      reads: betaMethodsPolicyPatch,
      answers: whole,
      handle: patchPolicy,
    },
    {
      method: 'GET',
      path: list,
      operation: read,
      summary: 'All configurations',
      answers: { type, collection: true },
      handle: getConfigurations,
    },
    {
      method: 'GET',
      path: item,
      operation: read,
      summary: 'One configuration',
      answers: { type },
      handle: getConfiguration,
    },
    {
      method: 'PATCH',
      path: item,
      operation: update,
      summary: 'Change a configuration',
      reads,
      handle: patchConfiguration,
    },
    {
      method: 'DELETE',
      path: item,
      operation: update,
      summary: 'Put a configuration back',
      handle: deleteConfiguration,
    },
  ]
}

/** The policy under both of its addresses (facts/entra.md §1.1). */
export const methodsPolicyRoutes: GraphRoutes = [
  ...routesUnder('/policies/authenticationMethodsPolicy'),
  ...routesUnder('/authenticationMethodsPolicy'),
]
