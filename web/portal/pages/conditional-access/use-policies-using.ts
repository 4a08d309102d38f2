import { useQuery } from '@tanstack/react-query'
import { type AccessPolicy, accessPolicies } from '../../api/access-policy.ts'
import { useMay } from '../../shell/use-may.ts'

/** Which policies refer to something; undefined while they are not known, or may not be. */
export function usePoliciesUsing(): (refers: (policy: AccessPolicy) => boolean) => readonly AccessPolicy[] | undefined {
  const { data } = useQuery({ ...accessPolicies, enabled: useMay()('conditionalAccess.read') })
  return (refers) => data?.filter(refers).toSorted((one, other) => one.displayName.localeCompare(other.displayName))
}

export const asksForStrength =
  (id: string) =>
  ({ grantControls }: AccessPolicy): boolean =>
    grantControls?.authenticationStrength?.id === id

const everyTrusted = 'AllTrusted'

/** Whether a policy names a location, or all trusted ones where it is one of them. */
export const namesLocation =
  (id: string, isTrusted: boolean) =>
  ({ conditions: { locations } }: AccessPolicy): boolean =>
    [...(locations?.includeLocations ?? []), ...(locations?.excludeLocations ?? [])].some(
      (one) => one === id || (isTrusted && one === everyTrusted),
    )
