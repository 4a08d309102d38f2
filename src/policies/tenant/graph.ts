import { isDeepStrictEqual } from 'node:util'
import { authorizationPolicyPatch, securityDefaultsPatch } from '../../../contract/graph/tenant-policies.ts'
import { Refusal } from '../../base/refusal.ts'
import { parseBody } from '../../faces/graph/body.ts'
import { answerEntity, noContent } from '../../faces/graph/collection.ts'
import { acceptingPreference } from '../../faces/graph/lock-out.ts'
import type { GraphRequest, GraphResponse, GraphRoutes } from '../../faces/graph/router.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { securityDefaultsToGraph } from './graph/resources.ts'
import { authorizationPolicyShape, securityDefaultsShape } from './graph/shapes.ts'
import { fixedAuthorization } from './rules.ts'
import {
  readAuthorizationPolicy,
  readSecurityDefaults,
  updateAuthorizationPolicy,
  updateSecurityDefaults,
} from './service.ts'

async function getDefaults(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const body = securityDefaultsToGraph(await readSecurityDefaults(kernel, request.actor))
  const shape = securityDefaultsShape
  return answerEntity(kernel, request, { context: shape.name, singleton: true, body, shape })
}

async function patchDefaults(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const { isEnabled } = parseBody(securityDefaultsPatch, request)
  await updateSecurityDefaults(kernel, request.actor, isEnabled === undefined ? {} : { isEnabled })
  return noContent()
}

async function getAuthorization(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const policy = await readAuthorizationPolicy(kernel, request.actor)
  const body = { id: 'authorizationPolicy', deletedDateTime: null, ...policy, ...fixedAuthorization }
  const shape = authorizationPolicyShape
  return answerEntity(kernel, request, { context: shape.name, singleton: true, body, shape })
}

async function patchAuthorization(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const {
    '@odata.type': _type,
    id: _id,
    deletedDateTime: _deleted,
    ...asked
  } = parseBody(authorizationPolicyPatch, request)
  const { displayName, description, ...rest } = asked
  refuseOther(rest, fixedAuthorization)
  const change = {
    ...(displayName !== undefined && { displayName }),
    ...(description !== undefined && { description }),
  }
  await updateAuthorizationPolicy(kernel, request.actor, change)
  return noContent()
}

/** What nobody can change here may be sent as it is and not otherwise. */
function refuseOther(asked: object, fixed: object, path = ''): void {
  for (const [name, value] of Object.entries(asked)) {
    if (name === '@odata.type') continue
    const kept: unknown = Reflect.get(fixed, name)
    const field = `${path}${name}`
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      refuseOther(value, Object(kept), `${field}/`)
    else if (!isDeepStrictEqual(value, kept)) {
      const message = `Latchkey cannot change '${field}': it is ${JSON.stringify(kept)}. Leave it out, or send it as it was read.`
      throw new Refusal('notOffered', message, { field })
    }
  }
}

const defaults = '/policies/identitySecurityDefaultsEnforcementPolicy'
const authorization = '/policies/authorizationPolicy'

/**
 * The policies of the whole tenant: security defaults, and what people without a role may do.
 *
 * Source: facts/entra.md §13.
 */
export const tenantPolicyRoutes: GraphRoutes = [
  {
    method: 'GET',
    path: defaults,
    operation: 'securityDefaults.read',
    summary: 'Read whether security defaults are on',
    options: ['$select'],
    answers: { type: 'microsoft.graph.identitySecurityDefaultsEnforcementPolicy' },
    handle: getDefaults,
  },
  {
    method: 'PATCH',
    path: defaults,
    operation: 'securityDefaults.update',
    summary: 'Switch security defaults on or off',
    reads: securityDefaultsPatch,
    handle: acceptingPreference(patchDefaults),
  },
  {
    method: 'GET',
    path: authorization,
    operation: 'authorizationPolicy.read',
    summary: 'Read what people without a role may do',
    options: ['$select'],
    answers: { type: 'microsoft.graph.authorizationPolicy' },
    handle: getAuthorization,
  },
  {
    method: 'PATCH',
    path: authorization,
    operation: 'authorizationPolicy.update',
    summary: 'Rename or redescribe the authorization policy',
    reads: authorizationPolicyPatch,
    handle: patchAuthorization,
  },
]
