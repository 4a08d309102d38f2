import type { ApiRoutes } from './router.ts'

/** Every route of what Graph has no word for, slice by slice. */
export const apiRoutes: ApiRoutes = []
