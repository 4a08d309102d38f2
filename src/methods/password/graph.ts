import { type PasswordResource, passwordType } from '../../../contract/graph/authentication-methods.ts'
import { Refusal } from '../../base/refusal.ts'
import { answerEntity, answerList } from '../../faces/graph/collection.ts'
import { methodsContext, methodTimes } from '../../faces/graph/method-parts.ts'
import { type GraphRoutes, type GraphVersion, param } from '../../faces/graph/router.ts'
import { type PasswordState, passwordMethodId } from './rules.ts'
import { readPasswordState } from './service.ts'

/** On the wire a password is only there; what it is is never shown. */
export const passwordToGraph = (state: PasswordState, version: GraphVersion): PasswordResource => ({
  '@odata.type': passwordType,
  id: passwordMethodId,
  ...methodTimes({ createdAt: state.changedAt, lastUsedAt: state.lastUsedAt }, version),
  password: null,
})

const collection = '/users/{id}/authentication/passwordMethods'

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
    handle: async (kernel, request) => {
      const state = await readPasswordState(kernel, request.actor, param(request, 'id'))
      if (!state || param(request, 'passwordId').toLowerCase() !== passwordMethodId) {
        throw new Refusal('methodNotFound', `The user has no password with this id; its id is '${passwordMethodId}'.`)
      }
      const context = methodsContext(request, 'passwordMethods')
      return answerEntity(kernel, request, { context, body: passwordToGraph(state, request.version) })
    },
  },
]
