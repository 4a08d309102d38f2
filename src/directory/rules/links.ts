/** Where a link leads: from a group to the groups that hold it, or from a user to the manager. */
export interface Link {
  readonly from: string
  readonly to: string
}

/** Whether one gets from `start` to `goal` along the links; every place leads to itself. */
function leadsTo(links: readonly Link[], start: string, goal: string): boolean {
  const next = Map.groupBy(links, (link) => link.from)
  const seen = new Set([start])
  for (const place of seen) {
    if (place === goal) return true
    for (const link of next.get(place) ?? []) seen.add(link.to)
  }
  return false
}

/**
 * Whether a group may take a member.
 *
 * `above` are the links from groups to the groups that hold them, at least all those above `group`.
 * A role-assignable group has no groups in it, so that whoever may change an ordinary group hands out no role.
 *
 * Source: facts/entra.md §8.3; Microsoft Entra ID, role-assignable groups.
 */
export function decideMembership(
  group: { readonly id: string; readonly isAssignableToRole: boolean },
  member: { readonly kind: 'user' | 'group'; readonly id: string },
  above: readonly Link[],
): { readonly ok: true } | { readonly ok: false; readonly why: 'membershipNotAllowed' | 'membershipCycle' } {
  if (member.kind === 'user') return { ok: true }
  if (group.isAssignableToRole) return { ok: false, why: 'membershipNotAllowed' }
  return leadsTo(above, group.id, member.id) ? { ok: false, why: 'membershipCycle' } : { ok: true }
}

/** Whether a user may have the manager; `above` are the links from users to managers above the manager. */
export const closesManagerCycle = (above: readonly Link[], user: string, manager: string): boolean =>
  leadsTo(above, manager, user)
