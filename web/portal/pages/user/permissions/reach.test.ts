import { expect, test } from 'vitest'
import type { PermissionsResource, ResourceActionResource } from '../../../../../contract/api/permissions.ts'
import { reachOf } from './reach.ts'

const action = (given: Partial<PermissionsResource['resourceActions'][number]> = {}) => ({
  name: 'microsoft.directory/users/delete',
  description: 'Delete users',
  area: 'users' as const,
  isPrivileged: true,
  reach: 'tenant' as const,
  administrativeUnits: [],
  ...given,
})

const known: readonly ResourceActionResource[] = [
  {
    id: 'delete',
    name: 'microsoft.directory/users/delete',
    description: 'Delete users',
    area: 'users',
    actionVerb: 'DELETE',
    isPrivileged: true,
    isGrantable: true,
    isScopable: true,
    operations: ['users.delete'],
  },
]

const operations = (includesAdministrators: boolean): PermissionsResource['operations'] => [
  {
    name: 'users.delete',
    description: 'Delete users',
    actsOn: 'user',
    reach: 'tenant',
    administrativeUnits: [],
    includesAdministrators,
  },
]

const north = { id: '1', displayName: 'North' }

test('what stops before administrators is told so, and what reaches everybody too', () => {
  expect(reachOf(action(), { operations: operations(false) }, known)).toEqual({ kind: 'notAdministrators' })
  expect(reachOf(action(), { operations: operations(true) }, known)).toEqual({ kind: 'everywhere' })
  expect(reachOf(action(), { operations: [] }, [])).toEqual({ kind: 'everywhere' })
})

test('units are named where a role counts in them, beside the tenant too', () => {
  const inUnits = action({ reach: 'administrativeUnits', administrativeUnits: [north] })
  expect(reachOf(inUnits, { operations: operations(false) }, known)).toEqual({ kind: 'inUnits', units: ['North'] })
  const both = action({ administrativeUnits: [{ id: '2', displayName: null }] })
  expect(reachOf(both, { operations: operations(true) }, known)).toEqual({ kind: 'alsoUnits', units: ['2'] })
})
