import { applicationApiRoutes } from '../../applications/api.ts'
import { logRoutes } from '../../audit/api.ts'
import { correlationRoutes } from '../../correlations/api.ts'
import { exclusionRoutes } from '../../exclusion-watch/api.ts'
import { overviewRoutes } from '../../overview/api.ts'
import { passPreviewRoutes } from '../../pass-preview/api.ts'
import { impactRoutes } from '../../policy-impact/api.ts'
import { permissionRoutes } from '../../roles/api.ts'
import { savedViewRoutes } from '../../saved-views/api.ts'
import { sessionRoutes } from '../../sessions/api.ts'
import { tenantPassRoutes } from '../../tenant-passes/api.ts'
import type { ApiRoutes } from './router.ts'

/** Every route of what Graph has no word for, slice by slice. */
export const apiRoutes: ApiRoutes = [
  ...passPreviewRoutes,
  ...exclusionRoutes,
  ...tenantPassRoutes,
  ...overviewRoutes,
  ...permissionRoutes,
  ...applicationApiRoutes,
  ...sessionRoutes,
  ...logRoutes,
  ...correlationRoutes,
  ...impactRoutes,
  ...savedViewRoutes,
]
