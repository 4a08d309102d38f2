import { auditRoutes } from '../../audit/graph.ts'
import type { GraphRoutes } from './router.ts'

/** Every route of the Graph face, slice by slice. */
export const graphRoutes: GraphRoutes = [...auditRoutes]
