import { Refusal } from '../../base/refusal.ts'
import { isGuid } from '../../base/text.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { visibleOwner } from '../../methods/service.ts'
import type { ContactModule, MethodResource } from '../method-module.ts'
import { answerEntity, answerList } from './collection.ts'
import { type GraphRequest, type GraphRoutes, param } from './router.ts'

const collection = '/users/{id}/authentication/methods'

const contextFor = (request: GraphRequest): string =>
  `users('${encodeURIComponent(param(request, 'id'))}')/authentication/methods`

/**
 * The list of a user's methods of every kind, each with its `@odata.type`.
 *
 * Everybody sees the own ones.
 *
 * Source: facts/entra.md §2.1, §13.
 */
export const authenticationMethodRoutes = (modules: readonly ContactModule[]): GraphRoutes => [
  {
    method: 'GET',
    path: collection,
    operation: 'methods.read',
    summary: 'List a user’s authentication methods of every kind',
    answers: { type: 'microsoft.graph.authenticationMethod', collection: true },
    handle: async (kernel, request) =>
      answerList(kernel, request, contextFor(request), await methodsOf(kernel, request, modules)),
  },
  {
    method: 'GET',
    path: `${collection}/{methodId}`,
    operation: 'methods.read',
    summary: 'Read one authentication method of whatever kind',
    answers: { type: 'microsoft.graph.authenticationMethod' },
    handle: async (kernel, request) => {
      const methodId = param(request, 'methodId')
      const wanted = isGuid(methodId) ? methodId.toLowerCase() : methodId
      const found = (await methodsOf(kernel, request, modules)).find(({ id }) => id === wanted)
      if (found) return answerEntity(kernel, request, { context: contextFor(request), body: found })
      throw new Refusal('methodNotFound', `The user has no method with the id '${methodId.slice(0, 200)}'.`)
    },
  },
]

function methodsOf(
  kernel: Kernel,
  request: GraphRequest,
  modules: readonly ContactModule[],
): Promise<readonly MethodResource[]> {
  return kernel.store.read(async (r) => {
    const owner = await visibleOwner(kernel, r, request.actor, 'methods.read', param(request, 'id'))
    const lists = modules.map((module) => module.graph.list(kernel, r, owner, request))
    return (await Promise.all(lists)).flat()
  })
}
