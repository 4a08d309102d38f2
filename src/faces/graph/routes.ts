import { auditRoutes } from '../../audit/graph.ts'
import { methodModules } from '../../methods/index.ts'
import { methodsPolicyRoutes } from '../../policies/authentication-methods/graph.ts'
import { authenticationMethodRoutes } from './authentication-methods.ts'
import type { GraphRoutes } from './router.ts'

/** Every route of the Graph face, slice by slice. */
export const graphRoutes: GraphRoutes = [
  ...authenticationMethodRoutes(methodModules),
  ...methodModules.flatMap((module) => module.graph.routes),
  ...methodsPolicyRoutes,
  ...auditRoutes,
]
