import { directoryRead, type Operation } from './operation.ts'

const reading = ['AdministrativeUnit.Read.All', 'AdministrativeUnit.ReadWrite.All', ...directoryRead]
const writing = ['AdministrativeUnit.ReadWrite.All']

const actions = 'microsoft.directory/administrativeUnits'

/**
 * What is done with administrative units; whoever changes one decides whom the roles in it reach.
 *
 * Source: facts/entra.md §8.6, §9.
 */
export const administrativeUnitsOperations = {
  'administrativeUnits.read': {
    description: 'Read administrative units and their members',
    application: reading,
    delegated: reading,
    action: `${actions}/standard/read`,
    reach: 'tenant',
  },
  /** The members of a unit whose visibility is `HiddenMembership`. */
  'administrativeUnits.readHidden': {
    description: 'Read the members of administrative units that hide them',
    application: ['Member.Read.Hidden', 'AdministrativeUnit.ReadWrite.All'],
    delegated: ['Member.Read.Hidden', 'AdministrativeUnit.ReadWrite.All'],
    action: `${actions}/allProperties/read`,
    reach: 'tenant',
  },
  'administrativeUnits.update': {
    description: 'Create, change and delete administrative units, and choose their members',
    application: writing,
    delegated: writing,
    action: `${actions}/allProperties/allTasks`,
    reach: 'tenant',
  },
} as const satisfies Record<string, Operation>
