const restorableDays = 30
const day = 86_400_000

/** How many days are left to restore somebody, the day that runs counted; 0 once it is too late. */
export const daysLeft = (deletedAt: string, now: number): number =>
  Math.max(0, Math.ceil((Date.parse(deletedAt) + restorableDays * day - now) / day))

/** The name a deleted user had: the server puts the id without hyphens before it, so that the name is free. */
export function formerName(id: string, userPrincipalName: string): string {
  const mark = id.replaceAll('-', '')
  return userPrincipalName.startsWith(mark) ? userPrincipalName.slice(mark.length) : userPrincipalName
}
