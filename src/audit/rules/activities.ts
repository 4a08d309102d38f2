import { applicationsActivities } from './activities/applications.ts'
import { directoryActivities } from './activities/directory.ts'
import { methodsActivities } from './activities/methods.ts'
import { policiesActivities } from './activities/policies.ts'
import { rolesActivities } from './activities/roles.ts'
import { workflowsActivities } from './activities/workflows.ts'

/**
 * Every activity Latchkey records.
 *
 * Source: facts/entra.md §10.2; those under `Latchkey` have no counterpart there.
 */
export const activities = {
  ...methodsActivities,
  ...policiesActivities,
  ...directoryActivities,
  ...rolesActivities,
  ...applicationsActivities,
  ...workflowsActivities,
} as const

export type ActivityName = keyof typeof activities
