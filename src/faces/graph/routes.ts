import { administrativeUnitRoutes } from '../../administrative-units/graph.ts'
import { applicationRoutes } from '../../applications/graph.ts'
import { auditRoutes } from '../../audit/graph.ts'
import { brandingRoutes } from '../../branding/graph.ts'
import { directoryRoutes } from '../../directory/graph.ts'
import { workflowRoutes } from '../../lifecycle-workflows/graph.ts'
import { contactModules, methodModules } from '../../methods/index.ts'
import { authenticationContextRoutes } from '../../policies/authentication-contexts/graph.ts'
import { methodsPolicyRoutes } from '../../policies/authentication-methods/graph.ts'
import { strengthRoutes } from '../../policies/authentication-strengths/graph.ts'
import { conditionalAccessRoutes } from '../../policies/conditional-access/graph.ts'
import { namedLocationRoutes } from '../../policies/named-locations/graph.ts'
import { tenantPolicyRoutes } from '../../policies/tenant/graph.ts'
import { reportRoutes } from '../../reports/graph.ts'
import { roleRoutes } from '../../roles/graph.ts'
import { authenticationMethodRoutes } from './authentication-methods.ts'
import { batchRoutes } from './batch.ts'
import { metadataRoutes } from './metadata.ts'
import type { GraphRoutes } from './router.ts'

const methods = [...methodModules, ...contactModules]

/** Every route of the Graph face, slice by slice. */
export const graphRoutes: GraphRoutes = [
  ...metadataRoutes,
  ...batchRoutes,
  ...directoryRoutes,
  ...brandingRoutes,
  ...authenticationMethodRoutes(methods),
  ...methods.flatMap((module) => module.graph.routes),
  ...methodsPolicyRoutes,
  ...strengthRoutes,
  ...namedLocationRoutes,
  ...authenticationContextRoutes,
  ...conditionalAccessRoutes,
  ...tenantPolicyRoutes,
  ...administrativeUnitRoutes,
  ...roleRoutes,
  ...applicationRoutes,
  ...auditRoutes,
  ...reportRoutes,
  ...workflowRoutes,
]
