import type { PasswordCredentialResource } from '../../../../contract/graph/application.ts'

const soonMilliseconds = 30 * 86_400_000

/** How long an application can still prove who it is: by the secret that lasts longest. */
export function secretState(
  secrets: readonly Pick<PasswordCredentialResource, 'endDateTime'>[],
  now: number,
): 'none' | 'current' | 'soon' | 'expired' {
  if (secrets.length === 0) return 'none'
  const left = Math.max(...secrets.map(({ endDateTime }) => Date.parse(endDateTime))) - now
  if (left <= 0) return 'expired'
  return left <= soonMilliseconds ? 'soon' : 'current'
}
