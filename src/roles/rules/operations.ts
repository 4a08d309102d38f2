import { administrativeUnitsOperations } from './operations/administrative-units.ts'
import { applicationsOperations } from './operations/applications.ts'
import { conditionalAccessOperations } from './operations/conditional-access.ts'
import { directoryOperations } from './operations/directory.ts'
import { exclusionsOperations } from './operations/exclusions.ts'
import { groupsOperations } from './operations/groups.ts'
import { logsOperations } from './operations/logs.ts'
import { methodsOperations } from './operations/methods.ts'
import { policiesOperations } from './operations/policies.ts'
import { rolesOperations } from './operations/roles.ts'
import { sessionsOperations } from './operations/sessions.ts'
import { workflowsOperations } from './operations/workflows.ts'

export type { Operation } from './operations/operation.ts'

/**
 * Every operation of the administrative face.
 *
 * Source: facts/entra.md §8.2 (actions), §9 (permissions), §8.3 (reach).
 */
export const operations = {
  ...directoryOperations,
  ...groupsOperations,
  ...rolesOperations,
  ...administrativeUnitsOperations,
  ...methodsOperations,
  ...policiesOperations,
  ...conditionalAccessOperations,
  ...exclusionsOperations,
  ...logsOperations,
  ...applicationsOperations,
  ...sessionsOperations,
  ...workflowsOperations,
} as const

export type OperationName = keyof typeof operations
