import { isDeepStrictEqual } from 'node:util'
import {
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
import { configurationToGraph, ownPrefix } from './graph/resource.ts'
import { type Configuration, type ConfigurationId, configurationId, configurationIds } from './rules.ts'
import {
  type ConfigurationUpdate,
  type MethodsPolicy,
  readConfiguration,
  readMethodsPolicy,
  resetConfiguration,
  updateConfigurations,
} from './service.ts'

const policyContext = 'policies/authenticationMethodsPolicy'
const listContext = `${policyContext}/authenticationMethodConfigurations`

async function getPolicy(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const policy = await readMethodsPolicy(kernel, request.actor)
  const body = policyToGraph(kernel, request, policy)
  return answerEntity(kernel, request, { context: policyContext, singleton: true, body })
}

async function patchPolicy(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const { authenticationMethodConfigurations = [], ...rest } = parseBody(methodsPolicyPatch, request)
  for (const [name, value] of Object.entries(rest)) {
    if (name in fixedProperties && !isDeepStrictEqual(value, fixedProperties[name])) throw notOffered(name)
  }
  const updates = authenticationMethodConfigurations.map((body) => updateFrom({ ...request, body }, idOfType(body)))
  await updateConfigurations(kernel, request.actor, updates)
  return getPolicy(kernel, request)
}

async function getConfigurations(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const { configurations } = await readMethodsPolicy(kernel, request.actor)
  const items = configurations.map((item) => toGraph(kernel, request, item))
  return answerList(kernel, request, listContext, items)
}

async function getConfiguration(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const found = await readConfiguration(kernel, request.actor, idOf(request))
  return answerEntity(kernel, request, { context: listContext, body: toGraph(kernel, request, found) })
}

async function patchConfiguration(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  await updateConfigurations(kernel, request.actor, [updateFrom(request, idOf(request))])
  return noContent()
}

async function deleteConfiguration(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  await resetConfiguration(kernel, request.actor, idOf(request))
  return noContent()
}

/** What Graph has here and Latchkey has only one answer to. */
const fixedProperties: Readonly<Record<string, unknown>> = {
  policyMigrationState: 'migrationComplete',
  reconfirmationInDays: null,
  registrationEnforcement: {
    authenticationMethodsRegistrationCampaign: {
      snoozeDurationInDays: 0,
      state: 'disabled',
      excludeTargets: [],
      includeTargets: [],
    },
  },
}

const notOffered = (name: string): Refusal =>
  new Refusal('notOffered', `Latchkey cannot change '${name}'. Leave it out, or send it as it was read.`, {
    field: name,
  })

function idOf(request: GraphRequest): ConfigurationId {
  const key = param(request, 'configurationId')
  const id = configurationId(key)
  if (id) return id
  const known = configurationIds.join(', ')
  throw new Refusal('configurationNotFound', `There is no configuration '${key.slice(0, 100)}'. There are: ${known}.`)
}

function idOfType(body: { readonly '@odata.type': string }): ConfigurationId {
  const id = configurationIds.find((known) => configurationTypeNames[known] === body['@odata.type'])
  if (id) return id
  const message = `'${body['@odata.type'].slice(0, 100)}' is not the type of a configuration that Latchkey has.`
  throw new Refusal('malformedRequest', message, { field: '@odata.type' })
}

function updateFrom(request: GraphRequest, id: ConfigurationId): ConfigurationUpdate {
  const { '@odata.type': _type, id: _id, ...settings } = parseBody(configurationPatches[id], request)
  const entries = Object.entries(settings).map(([name, value]) => [name.replace(ownPrefix, ''), value])
  return { id, change: Object.fromEntries(entries) } as ConfigurationUpdate
}

function toGraph(kernel: Kernel, request: GraphRequest, configuration: Configuration) {
  const { id } = configuration
  const targets = `${listContext}('${id}')/${configurationTypeNames[id].slice(1)}/includeTargets`
  const context = contextUrl(kernel, request, targets)
  return { ...configurationToGraph(configuration), 'includeTargets@odata.context': context }
}

const policyToGraph = (kernel: Kernel, request: GraphRequest, policy: MethodsPolicy) => ({
  id: 'authenticationMethodsPolicy',
  displayName: 'Authentication Methods Policy',
  description: 'The tenant-wide policy that says which authentication methods may be used, by whom and how.',
  lastModifiedDateTime: policy.lastModifiedAt === null ? null : toIso(policy.lastModifiedAt),
  policyVersion: '1.5',
  ...fixedProperties,
  authenticationMethodConfigurations: policy.configurations.map((item) => toGraph(kernel, request, item)),
})

function routesUnder(root: string): readonly GraphRoute[] {
  const list = `${root}/authenticationMethodConfigurations`
  const item = `${list}/{configurationId}`
  const read = 'methodsPolicy.read'
  const update = 'methodsPolicy.update'
  return [
    { method: 'GET', path: root, operation: read, summary: 'The methods policy', handle: getPolicy },
    { method: 'PATCH', path: root, operation: update, summary: 'Change configurations together', handle: patchPolicy },
    { method: 'GET', path: list, operation: read, summary: 'All configurations', handle: getConfigurations },
    { method: 'GET', path: item, operation: read, summary: 'One configuration', handle: getConfiguration },
    { method: 'PATCH', path: item, operation: update, summary: 'Change a configuration', handle: patchConfiguration },
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
