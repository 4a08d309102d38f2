import { auditRoutes } from '../../audit/graph.ts'
import { directoryRoutes } from '../../directory/graph.ts'
import { methodModules } from '../../methods/index.ts'
import { methodsPolicyRoutes } from '../../policies/authentication-methods/graph.ts'
import { roleRoutes } from '../../roles/graph.ts'
import { authenticationMethodRoutes } from './authentication-methods.ts'
import { batchRoutes } from './batch.ts'
import type { GraphRoutes } from './router.ts'

/** Every route of the Graph face, slice by slice. */
export const graphRoutes: GraphRoutes = [
  ...batchRoutes,
  ...directoryRoutes,
  ...authenticationMethodRoutes(methodModules),
  ...methodModules.flatMap((module) => module.graph.routes),
  ...methodsPolicyRoutes,
  ...roleRoutes,
  ...auditRoutes,
]
