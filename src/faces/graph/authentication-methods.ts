import { Refusal } from '../../base/refusal.ts'
import type { User } from '../../directory/rules.ts'
import { requireUser } from '../../directory/service.ts'
import { hiding } from '../../kernel/command.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { MethodModule, MethodResource } from '../method-module.ts'
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
export const authenticationMethodRoutes = (modules: readonly MethodModule[]): GraphRoutes => [
  {
    method: 'GET',
    path: collection,
    operation: 'methods.read',
    summary: 'List a user’s authentication methods of every kind',
    handle: async (kernel, request) =>
      answerList(kernel, request, contextFor(request), await methodsOf(kernel, request, modules)),
  },
  {
    method: 'GET',
    path: `${collection}/{methodId}`,
    operation: 'methods.read',
    summary: 'Read one authentication method of whatever kind',
    handle: async (kernel, request) => {
      const methodId = param(request, 'methodId')
      const found = (await methodsOf(kernel, request, modules)).find(({ id }) => id === methodId)
      if (found) return answerEntity(kernel, request, { context: contextFor(request), body: found })
      throw new Refusal('methodNotFound', `The user has no method with the id '${methodId.slice(0, 200)}'.`)
    },
  },
]

function methodsOf(
  kernel: Kernel,
  request: GraphRequest,
  modules: readonly MethodModule[],
): Promise<readonly MethodResource[]> {
  return kernel.store.read(async (r) => {
    const { actor } = request
    const owner = await hiding(kernel, r, actor, 'methods.read', () => requireUser(r, param(request, 'id')))
    if (!isSelf(request, owner)) await kernel.authorize(r, actor, 'methods.read', owner.id)
    const lists = modules.map((module) => module.graph.list(kernel, r, owner.id, request.version))
    return (await Promise.all(lists)).flat()
  })
}

const isSelf = ({ actor }: GraphRequest, user: User): boolean => actor.kind === 'user' && actor.userId === user.id
