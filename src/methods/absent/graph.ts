import { answerList } from '../../faces/graph/collection.ts'
import { methodsContext } from '../../faces/graph/method-parts.ts'
import { type GraphRoutes, param } from '../../faces/graph/router.ts'
import { type AbsentKind, refuseAbsent, requireListable } from './service.ts'

interface AbsentCollection extends AbsentKind {
  /** The last part of the address. */
  readonly name: string
  readonly type: string
}

const collections: readonly AbsentCollection[] = [
  {
    name: 'microsoftAuthenticatorMethods',
    type: 'microsoft.graph.microsoftAuthenticatorAuthenticationMethod',
    called: 'Microsoft Authenticator',
    read: 'microsoftAuthenticator.read',
    delete: 'microsoftAuthenticator.delete',
  },
  {
    name: 'windowsHelloForBusinessMethods',
    type: 'microsoft.graph.windowsHelloForBusinessAuthenticationMethod',
    called: 'Windows Hello for Business',
    read: 'windowsHello.read',
    delete: 'windowsHello.delete',
  },
]

const routesOf = (kind: AbsentCollection): GraphRoutes => {
  const collection = `/users/{id}/authentication/${kind.name}`
  const { type, called } = kind
  return [
    {
      method: 'GET',
      path: collection,
      operation: kind.read,
      summary: `List the registrations of ${called}: there are none, as passkeys take their place`,
      answers: { type, collection: true },
      handle: async (kernel, request) => {
        await requireListable(kernel, request.actor, kind, param(request, 'id'))
        return answerList(kernel, request, methodsContext(request, kind.name), [])
      },
    },
    {
      method: 'GET',
      path: `${collection}/{methodId}`,
      operation: kind.read,
      summary: `Read a registration of ${called}: there are none`,
      answers: { type },
      handle: (kernel, request) =>
        refuseAbsent(kernel, request.actor, kind.read, {
          user: param(request, 'id'),
          id: param(request, 'methodId'),
          called,
        }),
    },
    {
      method: 'DELETE',
      path: `${collection}/{methodId}`,
      operation: kind.delete,
      summary: `Delete a registration of ${called}: there are none`,
      handle: (kernel, request) =>
        refuseAbsent(kernel, request.actor, kind.delete, {
          user: param(request, 'id'),
          id: param(request, 'methodId'),
          called,
        }),
    },
  ]
}

/**
 * The addresses of the kinds of method that nobody here has.
 *
 * Source: facts/entra.md §9, §13.
 */
export const absentRoutes: GraphRoutes = collections.flatMap(routesOf)
