import { type CoverageArea, core, inFile, second } from './row.ts'

const roles = inFile('src/roles/graph.http.test.ts')
const definitions = inFile('src/roles/graph.definitions.http.test.ts')
const units = inFile('src/administrative-units/graph.http.test.ts')

const custom = definitions('are defined, listed among the others, read, changed and deleted')
const assignments = roles('are made, listed, read and deleted')
const older = roles('stand in the older form too')
const wholeUnit = units('units are made, listed, counted, read, changed and deleted at %s')
const members = units('members are added and taken out by reference, listed, cast and counted')
const scoped = units('are made, listed, read and taken away in their older form, and stand among the assignments')

export const roleAreas: readonly CoverageArea[] = [
  {
    title: 'Roles and administrative units',
    rows: [
      core(
        'GET /roleManagement/directory/roleDefinitions',
        'Which roles there are',
        roles('are listed by name, filtered and paged'),
      ),
      second('POST /roleManagement/directory/roleDefinitions', 'Define a role of the tenant’s own', custom),
      core('GET /roleManagement/directory/roleDefinitions/{id}', 'What a role allows', roles('are read by id')),
      second('PATCH /roleManagement/directory/roleDefinitions/{id}', 'Change an own role', custom),
      second('DELETE /roleManagement/directory/roleDefinitions/{id}', 'Give an own role up', custom),
      core('GET /roleManagement/directory/roleAssignments', 'Who holds which role', assignments),
      core('POST /roleManagement/directory/roleAssignments', 'Give a role, for all or for one unit', assignments),
      second('GET /roleManagement/directory/roleAssignments/{id}', 'Look one assignment up', assignments),
      core('DELETE /roleManagement/directory/roleAssignments/{id}', 'Take a role away', assignments),
      core('GET /directoryRoles', 'The roles, in their older form', older),
      second('GET /directoryRoles/{id}/members', 'Who holds one', roles('name the members of the older form')),
      second('GET /directoryRoleTemplates', 'The templates of the older form', older),
      second('GET /directory/administrativeUnits', 'Which units there are', wholeUnit),
      second('POST /directory/administrativeUnits', 'Make a unit', wholeUnit),
      second('GET /directory/administrativeUnits/{id}', 'Look one up', wholeUnit),
      second('PATCH /directory/administrativeUnits/{id}', 'Change one', wholeUnit),
      second('DELETE /directory/administrativeUnits/{id}', 'Dissolve one', wholeUnit),
      second('GET /directory/administrativeUnits/{id}/members', 'Who is in it', members),
      second('POST /directory/administrativeUnits/{id}/members/$ref', 'Put somebody in', members),
      second('DELETE /directory/administrativeUnits/{id}/members/{id}/$ref', 'Take somebody out', members),
      second('GET /directory/administrativeUnits/{id}/scopedRoleMembers', 'Who holds a role for the unit', scoped),
      second('POST /directory/administrativeUnits/{id}/scopedRoleMembers', 'Give a role for the unit', scoped),
    ],
  },
]
