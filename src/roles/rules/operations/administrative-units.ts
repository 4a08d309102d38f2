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
    application: reading,
    delegated: reading,
    action: `${actions}/standard/read`,
    reach: 'tenant',
  },
  /** The members of a unit whose visibility is `HiddenMembership`. */
  'administrativeUnits.readHidden': {
    application: ['Member.Read.Hidden', 'AdministrativeUnit.ReadWrite.All'],
    delegated: ['Member.Read.Hidden', 'AdministrativeUnit.ReadWrite.All'],
    action: `${actions}/allProperties/read`,
    reach: 'tenant',
  },
  'administrativeUnits.update': {
    application: writing,
    delegated: writing,
    action: `${actions}/allProperties/allTasks`,
    reach: 'tenant',
  },
} as const satisfies Record<string, Operation>
