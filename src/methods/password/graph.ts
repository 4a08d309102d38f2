import {
  type LongRunningOperationResource,
  type PasswordResource,
  passwordType,
  resetPasswordBody,
} from '../../../contract/graph/authentication-methods.ts'
import { Refusal } from '../../base/refusal.ts'
import { Secret } from '../../base/secret.ts'
import { toIso } from '../../base/time.ts'
import { parseBody } from '../../faces/graph/body.ts'
import { answerEntity, answerList, contextUrl } from '../../faces/graph/collection.ts'
import { methodsContext, methodTimes } from '../../faces/graph/method-parts.ts'
import {
  type GraphRequest,
  type GraphResponse,
  type GraphRoute,
  type GraphRoutes,
  type GraphVersion,
  param,
} from '../../faces/graph/router.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { readPasswordReset, startPasswordReset } from './reset.ts'
import { type PasswordReset, type PasswordState, passwordMethodId } from './rules.ts'
import { readPasswordState } from './service.ts'

/** On the wire a password is only there; what it is is never shown. */
export const passwordToGraph = (state: PasswordState, version: GraphVersion): PasswordResource => ({
  '@odata.type': passwordType,
  id: passwordMethodId,
  ...methodTimes({ createdAt: state.changedAt, lastUsedAt: state.lastUsedAt }, version),
  password: null,
})

const type = 'microsoft.graph.passwordAuthenticationMethod'

const authentication = '/users/{id}/authentication'
const collection = `${authentication}/passwordMethods`

const address = (kernel: Kernel, request: GraphRequest, owner: string, rest: string): string =>
  `${kernel.settings.publicUrl}/${request.version}/users/${owner}/authentication/${rest}`

async function resetPassword(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const { newPassword } = parseBody(resetPasswordBody, request)
  const { reset, generated } = await startPasswordReset(kernel, request.actor, {
    user: param(request, 'id'),
    methodId: param(request, 'methodId'),
    ...(typeof newPassword === 'string' ? { newPassword: new Secret(newPassword) } : {}),
  })
  return {
    status: 202,
    headers: { location: address(kernel, request, reset.owner, `operations/${reset.id}`) },
    body: {
      '@odata.context': contextUrl(kernel, request, 'microsoft.graph.passwordResetResponse'),
      newPassword: generated?.reveal() ?? null,
    },
  }
}

const resetToGraph = (kernel: Kernel, request: GraphRequest, reset: PasswordReset): LongRunningOperationResource => ({
  id: reset.id,
  createdDateTime: toIso(reset.createdAt),
  lastActionDateTime: toIso(reset.createdAt),
  status: 'succeeded',
  statusDetail: null,
  resourceLocation: address(kernel, request, reset.owner, `passwordMethods/${passwordMethodId}`),
})

const resetRoute = (path: string): GraphRoute => ({
  method: 'POST',
  path: `${path}/{methodId}/resetPassword`,
  operation: 'passwords.reset',
  summary: 'Reset a password; the only answer that shows one made by the server',
  reads: resetPasswordBody,
  answers: { type: 'microsoft.graph.passwordResetResponse' },
  handle: resetPassword,
})

/**
 * The addresses of the password.
 *
 * Source: facts/entra.md §9, §12, §13.
 */
export const passwordRoutes: GraphRoutes = [
  {
    method: 'GET',
    path: collection,
    operation: 'passwords.read',
    summary: "List a user's password: one or none, never what it is",
    answers: { type, collection: true },
    handle: async (kernel, request) => {
      const state = await readPasswordState(kernel, request.actor, param(request, 'id'))
      const items = state ? [passwordToGraph(state, request.version)] : []
      return answerList(kernel, request, methodsContext(request, 'passwordMethods'), items)
    },
  },
  {
    method: 'GET',
    path: `${collection}/{passwordId}`,
    operation: 'passwords.read',
    summary: 'Read that a user has a password',
    answers: { type },
    handle: async (kernel, request) => {
      const state = await readPasswordState(kernel, request.actor, param(request, 'id'))
      if (!state || param(request, 'passwordId').toLowerCase() !== passwordMethodId) {
        throw new Refusal('methodNotFound', `The user has no password with this id; its id is '${passwordMethodId}'.`)
      }
      const context = methodsContext(request, 'passwordMethods')
      return answerEntity(kernel, request, { context, body: passwordToGraph(state, request.version) })
    },
  },
  resetRoute(`${authentication}/methods`),
  resetRoute(collection),
  {
    method: 'GET',
    path: `${authentication}/operations/{operationId}`,
    operation: 'methodOperations.read',
    summary: 'Read how a reset of a password ended',
    answers: { type: 'microsoft.graph.longRunningOperation' },
    handle: async (kernel, request) => {
      const reset = await readPasswordReset(kernel, request.actor, param(request, 'id'), param(request, 'operationId'))
      const context = methodsContext(request, 'operations')
      return answerEntity(kernel, request, { context, body: resetToGraph(kernel, request, reset) })
    },
  },
]
