import { queryOptions } from '@tanstack/react-query'
import type { AdministrativeUnitResource } from '../../../contract/graph/administrative-unit.ts'
import { readAll } from './collection.ts'
import { graph } from './graph-client.ts'

const root = '/v1.0/directory/administrativeUnits'

/** What an administrator says of a unit. */
export interface UnitBody {
  readonly displayName: string
  readonly description: string | null
  /** `HiddenMembership` shows its members only to whoever manages units. */
  readonly visibility: 'HiddenMembership' | null
  /** Fixed when the unit is created. */
  readonly isMemberManagementRestricted?: boolean
}

export const unitList = queryOptions({
  queryKey: ['units', 'list'],
  queryFn: ({ signal }) => readAll<AdministrativeUnitResource>(`${root}?$top=999`, signal),
})

export const unitById = (unitId: string) =>
  queryOptions({
    queryKey: ['units', unitId],
    queryFn: ({ signal }) => graph<AdministrativeUnitResource>(`${root}/${unitId}`, { signal }),
  })

export const unitMembersPath = (unitId: string): string => `/directory/administrativeUnits/${unitId}/members`

export const createUnit = (body: UnitBody): Promise<AdministrativeUnitResource> => graph(root, { method: 'POST', body })

export const updateUnit = (unitId: string, body: UnitBody): Promise<void> =>
  graph(`${root}/${unitId}`, { method: 'PATCH', body })

export const deleteUnit = (unitId: string): Promise<void> => graph(`${root}/${unitId}`, { method: 'DELETE' })
