import { unitToGraph } from '../../administrative-units/graph/resources.ts'
import { servicePrincipalToGraph } from '../../applications/graph/resources.ts'
import type { Tenant } from '../../kernel/kernel.ts'
import { toDirectoryRole } from '../../roles/graph/resources.ts'
import type { AnyObject } from '../memberships.ts'
import { objectToGraph } from './resources.ts'

/** Any directory object with its type; `whole` where something is selected from it, else its default properties. */
export function anyObjectToGraph(object: AnyObject, tenant: Tenant, whole: boolean): Record<string, unknown> {
  switch (object.kind) {
    case 'directoryRole':
      return { '@odata.type': '#microsoft.graph.directoryRole', ...toDirectoryRole(object.role) }
    case 'administrativeUnit':
      return { '@odata.type': '#microsoft.graph.administrativeUnit', ...unitToGraph(object.unit) }
    case 'servicePrincipal':
      return {
        '@odata.type': '#microsoft.graph.servicePrincipal',
        ...servicePrincipalToGraph(object.application, tenant),
      }
    default:
      return objectToGraph(object, tenant, whole)
  }
}
