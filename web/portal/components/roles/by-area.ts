import type { ResourceActionResource } from '../../../../contract/api/permissions.ts'

export type Area = ResourceActionResource['area']

/** In the order they are shown. */
const areas: readonly Area[] = [
  'users',
  'authenticationMethods',
  'groups',
  'roles',
  'administrativeUnits',
  'conditionalAccess',
  'policies',
  'applications',
  'lifecycleWorkflows',
  'logs',
  'organization',
]

/** What belongs to the same area together; areas of nothing are left out. */
export const byArea = <Item extends { readonly area: Area }>(
  items: readonly Item[],
): readonly (readonly [area: Area, items: readonly Item[]])[] =>
  areas.flatMap((area) => {
    const among = items.filter((item) => item.area === area)
    return among.length === 0 ? [] : [[area, among] as const]
  })
