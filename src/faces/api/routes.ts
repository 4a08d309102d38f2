import { exclusionRoutes } from '../../exclusion-watch/api.ts'
import { passPreviewRoutes } from '../../pass-preview/api.ts'
import type { ApiRoutes } from './router.ts'

/** Every route of what Graph has no word for, slice by slice. */
export const apiRoutes: ApiRoutes = [...passPreviewRoutes, ...exclusionRoutes]
