import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import type { PolicyBody } from '../../api/access-policy.ts'
import { applicationsByClientId, authenticationContexts, namedLocations, namesOf } from '../../api/policy-parts.ts'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'
import type { NameOf } from './policy-words.ts'

type Conditions = Pick<PolicyBody, 'conditions'>

const isId = (id: string): boolean => /^[0-9a-f]{8}-/i.test(id)

/** Users and groups that the policies name. */
const peopleIn = (policies: readonly Conditions[]): readonly string[] => {
  const ids = policies.flatMap(({ conditions: { users } }) =>
    users ? [...users.includeUsers, ...users.excludeUsers, ...users.includeGroups, ...users.excludeGroups] : [],
  )
  return [...new Set(ids.filter(isId))].sort()
}

/** The names of everything the policies refer to; what is gone, or may not be seen, stands with the start of its id. */
export function usePolicyNames(policies: readonly Conditions[]): NameOf {
  const { access } = useTexts()
  const may = useMay()
  const ids = useMemo(() => peopleIn(policies), [policies])
  const people = useQuery({ ...namesOf(ids), enabled: ids.length > 0, placeholderData: (before) => before })
  const locations = useQuery({
    ...namedLocations,
    enabled: policies.some(({ conditions }) => conditions.locations !== null) && may('namedLocations.read'),
  })
  const contexts = useQuery({
    ...authenticationContexts,
    enabled: policies.some(
      ({ conditions }) => conditions.applications.includeAuthenticationContextClassReferences.length > 0,
    ),
  })
  const applications = useQuery({ ...applicationsByClientId, enabled: may('applications.read') })
  return useCallback<NameOf>(
    (kind, id) => {
      const short = id.slice(0, 8)
      const among = (found: readonly { readonly id: string; readonly displayName: string }[] | undefined) =>
        found?.find((one) => one.id === id)?.displayName
      if (kind === 'role')
        return Object.hasOwn(access.roles, id) ? access.roles[id as keyof typeof access.roles] : short
      if (kind === 'location') return among(locations.data) ?? short
      if (kind === 'context') return among(contexts.data) ?? id
      if (kind === 'application') return among(applications.data) ?? short
      return among(people.data) ?? (people.isSuccess && ids.includes(id) ? access.words.gone(short) : short)
    },
    [access, people.data, people.isSuccess, ids, locations.data, contexts.data, applications.data],
  )
}
