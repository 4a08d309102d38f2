import { applicationsActivities } from './activities/applications.ts'
import { directoryActivities } from './activities/directory.ts'
import { logsActivities } from './activities/logs.ts'
import { methodsActivities } from './activities/methods.ts'
import { policiesActivities } from './activities/policies.ts'
import { rolesActivities } from './activities/roles.ts'
import { sessionsActivities } from './activities/sessions.ts'
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
  ...sessionsActivities,
  ...workflowsActivities,
  ...logsActivities,
} as const

export type ActivityName = keyof typeof activities
