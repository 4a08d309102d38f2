import { apiRoutes } from '../../src/faces/api/routes.ts'
import type { Root, Route } from '../../src/faces/graph/router.ts'
import { graphRoutes } from '../../src/faces/graph/routes.ts'

/** A route, and where it is found. */
export interface RootedRoute {
  readonly root: Root
  readonly route: Route
  /** `POST /users`, `POST /api/v1/users`. */
  readonly name: string
}

const named = (root: Root, shown: string) => (route: Route) => ({
  root,
  route,
  name: `${route.method} ${shown}${route.path}`,
})

/** Every route of Graph, found below its stable version, and every route of our own. */
export const everyRoute: readonly RootedRoute[] = [
  ...graphRoutes.map(named('/v1.0', '')),
  ...apiRoutes.map(named('/api/v1', '/api/v1')),
]

/** The same without what describes the service to everybody, and the batch, which asks for each of its requests by itself. */
export const everyGuardedRoute = everyRoute.filter(({ route }) => !route.path.startsWith('/$'))
