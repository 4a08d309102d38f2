import { directoryAreas } from './directory.ts'
import { methodAreas } from './methods.ts'
import { policyAreas } from './policies.ts'
import { otherAreas } from './rest.ts'
import { roleAreas } from './roles.ts'
import type { CoverageArea } from './row.ts'

/**
 * The operations of Microsoft Graph that concern a server whose heart is the Temporary Access Pass.
 *
 * Source: facts/entra.md §13.
 */
export const coverageAreas: readonly CoverageArea[] = [
  ...directoryAreas,
  ...roleAreas,
  ...methodAreas,
  ...policyAreas,
  ...otherAreas,
]
