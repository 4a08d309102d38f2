import { auditRoutes } from '../../audit/graph.ts'
import { passRoutes } from '../../methods/temporary-access-pass/graph.ts'
import { methodsPolicyRoutes } from '../../policies/authentication-methods/graph.ts'
import type { GraphRoutes } from './router.ts'

/** Every route of the Graph face, slice by slice. */
export const graphRoutes: GraphRoutes = [...passRoutes, ...methodsPolicyRoutes, ...auditRoutes]
