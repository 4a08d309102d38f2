import type { PermissionsResource, ResourceActionResource } from '../../../../../contract/api/permissions.ts'

type Action = PermissionsResource['resourceActions'][number]

/** How far something reaches that a role grants. */
export type Reach =
  | { readonly kind: 'everywhere' | 'notAdministrators' }
  | { readonly kind: 'inUnits' | 'alsoUnits'; readonly units: readonly string[] }

/**
 * How far what an action lets somebody do reaches.
 *
 * What is done to users may stop before administrators: that is told by the operations the action stands for.
 */
export function reachOf(
  { name, reach, administrativeUnits }: Action,
  { operations }: Pick<PermissionsResource, 'operations'>,
  known: readonly ResourceActionResource[],
): Reach {
  const units = administrativeUnits.map(({ id, displayName }) => displayName ?? id)
  if (reach === 'administrativeUnits') return { kind: 'inUnits', units }
  if (units.length > 0) return { kind: 'alsoUnits', units }
  const stands = known.find((action) => action.name === name)?.operations ?? []
  const onUsers = operations.filter((one) => one.actsOn === 'user' && stands.includes(one.name))
  const stops = onUsers.some(({ includesAdministrators }) => !includesAdministrators)
  return { kind: stops ? 'notAdministrators' : 'everywhere' }
}
