import { queryOptions } from '@tanstack/react-query'
import type { NamedLocationResource } from '../../../contract/graph/named-location.ts'
import { type CollectionPage, readAll } from './collection.ts'
import type { Picked } from './directory-search.ts'
import { graph } from './graph-client.ts'

interface Named {
  readonly id: string
  readonly displayName: string | null
  readonly userPrincipalName?: string
}

const idsPerRequest = 1000

/** Users and groups by their ids; what is gone is not among them. */
export const namesOf = (ids: readonly string[]) =>
  queryOptions({
    queryKey: ['names', ...ids],
    queryFn: async ({ signal }): Promise<readonly Picked[]> => {
      const found: Picked[] = []
      for (let from = 0; from < ids.length; from += idsPerRequest) {
        const body = { ids: ids.slice(from, from + idsPerRequest) }
        const page = await graph<CollectionPage<Named>>('/v1.0/directoryObjects/getByIds', {
          method: 'POST',
          body,
          signal,
        })
        found.push(...page.value.map(pickedOf))
      }
      return found
    },
    staleTime: 60_000,
  })

const pickedOf = ({ id, displayName, userPrincipalName }: Named): Picked => ({
  id,
  displayName: displayName ?? id,
  ...(userPrincipalName && { detail: userPrincipalName }),
})

export const namedLocations = queryOptions({
  queryKey: ['namedLocations', 'all'],
  queryFn: ({ signal }) => readAll<NamedLocationResource>('/v1.0/identity/conditionalAccess/namedLocations', signal),
})

export const strengths = queryOptions({
  queryKey: ['strengths', 'all'],
  queryFn: ({ signal }) => readAll<Picked>('/v1.0/policies/authenticationStrengthPolicies', signal),
})

export const authenticationContexts = queryOptions({
  queryKey: ['authenticationContexts', 'all'],
  queryFn: async ({ signal }) => {
    const path = '/v1.0/identity/conditionalAccess/authenticationContextClassReferences'
    return (await readAll<Named>(path, signal)).map(pickedOf)
  },
})

/** Applications by the id that policies name them by. */
export const applicationsByClientId = queryOptions({
  queryKey: ['servicePrincipals', 'byClientId'],
  queryFn: async ({ signal }) => {
    const all = await readAll<{ readonly appId: string; readonly displayName: string }>(
      '/v1.0/servicePrincipals?$select=id,appId,displayName&$top=999',
      signal,
    )
    return all.map(({ appId, displayName }): Picked => ({ id: appId, displayName, detail: appId }))
  },
})

/** The groups whoever is signed in is in, also through groups. */
export const myGroups = queryOptions({
  queryKey: ['me', 'memberGroups'],
  queryFn: async ({ signal }) => {
    const answer = await graph<CollectionPage<string>>('/v1.0/me/getMemberGroups', { method: 'POST', body: {}, signal })
    return answer.value
  },
})
