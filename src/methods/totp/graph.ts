import { type SoftwareOathResource, softwareOathType } from '../../../contract/graph/authentication-methods.ts'
import { answerEntity, answerList, noContent } from '../../faces/graph/collection.ts'
import { freshOwner, methodsContext, methodTimes } from '../../faces/graph/method-parts.ts'
import { type GraphRoutes, type GraphVersion, param } from '../../faces/graph/router.ts'
import type { OathToken } from './rules.ts'
import { deleteOathToken, findVisibleOathToken, listOathTokens, removeOwnOathToken } from './service.ts'

/** An authenticator app on the wire, without its key. */
export const oathTokenToGraph = (token: OathToken, version: GraphVersion): SoftwareOathResource => ({
  '@odata.type': softwareOathType,
  id: token.id,
  ...methodTimes(token, version),
  secretKey: null,
  '@latchkey.displayName': token.displayName,
})

const type = 'microsoft.graph.softwareOathAuthenticationMethod'
const collection = '/users/{id}/authentication/softwareOathMethods'

/**
 * The addresses of authenticator apps.
 *
 * Source: facts/entra.md §9, §13.
 */
export const oathTokenRoutes: GraphRoutes = [
  {
    method: 'GET',
    path: collection,
    operation: 'softwareOath.read',
    summary: 'List the authenticator apps of a user, never their keys',
    answers: { type, collection: true },
    handle: async (kernel, request) => {
      const tokens = await listOathTokens(kernel, request.actor, param(request, 'id'))
      const items = tokens.map((token) => oathTokenToGraph(token, request.version))
      return answerList(kernel, request, methodsContext(request, 'softwareOathMethods'), items)
    },
  },
  {
    method: 'GET',
    path: `${collection}/{tokenId}`,
    operation: 'softwareOath.read',
    summary: 'Read an authenticator app, never its key',
    answers: { type },
    handle: async (kernel, request) => {
      const tokenId = param(request, 'tokenId').toLowerCase()
      const token = await findVisibleOathToken(kernel, request.actor, param(request, 'id'), tokenId)
      const context = methodsContext(request, 'softwareOathMethods')
      return answerEntity(kernel, request, { context, body: oathTokenToGraph(token, request.version) })
    },
  },
  {
    method: 'DELETE',
    path: `${collection}/{tokenId}`,
    operation: 'softwareOath.delete',
    summary: 'Delete an authenticator app; an own one after a fresh proof',
    handle: async (kernel, request) => {
      const [user, tokenId] = [param(request, 'id'), param(request, 'tokenId').toLowerCase()]
      const owner = await freshOwner(kernel, request, 'softwareOath.delete')
      if (owner) await removeOwnOathToken(kernel, owner, tokenId)
      else await deleteOathToken(kernel, request.actor, { user, tokenId })
      return noContent()
    },
  },
]
