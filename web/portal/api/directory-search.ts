import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { readPage, withOptions } from './collection.ts'

/** What a picker can find. */
export type PickKind = 'users' | 'groups' | 'roleAssignableGroups' | 'roles' | 'applications' | 'units' | 'locations'

/** Something picked: enough to show it and to send it. */
export interface Picked {
  readonly id: string
  readonly displayName: string
  /** What tells two of the same name apart: the user name, say. */
  readonly detail?: string
}

interface Found {
  readonly id: string
  readonly displayName: string
  readonly userPrincipalName?: string
  readonly appId?: string
  readonly description?: string | null
}

const mostFound = 12

/** The addresses searched; roles and locations are few and are filtered here. */
const searches: Readonly<Record<PickKind, (text: string) => string>> = {
  users: (text) =>
    withOptions('/v1.0/users', {
      $select: 'id,displayName,userPrincipalName',
      $top: mostFound,
      ...(text
        ? { $search: searched(text, ['displayName', 'userPrincipalName', 'mail']) }
        : { $orderby: 'displayName' }),
    }),
  groups: (text) =>
    withOptions('/v1.0/groups', {
      $select: 'id,displayName,description',
      $top: mostFound,
      ...(text ? { $search: searched(text, ['displayName']) } : { $orderby: 'displayName' }),
    }),
  roleAssignableGroups: (text) =>
    withOptions('/v1.0/groups', {
      $select: 'id,displayName,description',
      $top: mostFound,
      $filter: 'isAssignableToRole eq true',
      $count: true,
      ...(text ? { $search: searched(text, ['displayName']) } : {}),
    }),
  roles: () =>
    withOptions('/v1.0/roleManagement/directory/roleDefinitions', {
      $select: 'id,displayName,description',
      $top: 999,
    }),
  applications: () => withOptions('/v1.0/servicePrincipals', { $select: 'id,displayName,appId', $top: 100 }),
  units: () => withOptions('/v1.0/directory/administrativeUnits', { $select: 'id,displayName,description', $top: 999 }),
  locations: () => withOptions('/v1.0/identity/conditionalAccess/namedLocations', {}),
}

const isSearchedHere = (kind: PickKind): boolean =>
  kind !== 'users' && kind !== 'groups' && kind !== 'roleAssignableGroups'

/** `$search` over several properties; quotes in it would end the phrase. */
export const searched = (text: string, properties: readonly string[]): string =>
  properties.map((property) => `"${property}:${text.replaceAll(/["\\]/g, ' ').trim()}"`).join(' OR ')

/** What a picker offers for the letters typed so far. */
export const searchDirectory = (kind: PickKind, text: string) =>
  queryOptions({
    queryKey: ['pick', kind, isSearchedHere(kind) ? '' : text.trim()],
    queryFn: async ({ signal }): Promise<readonly Picked[]> => {
      const page = await readPage<Found>(searches[kind](text.trim()), signal)
      return page.value.map(pickedOf)
    },
    select: (found) => (isSearchedHere(kind) ? found.filter(hasText(text)) : found),
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  })

const pickedOf = ({ id, displayName, userPrincipalName, appId, description }: Found): Picked => {
  const detail = userPrincipalName ?? appId ?? description
  return { id, displayName, ...(detail ? { detail } : {}) }
}

const hasText = (text: string) => {
  const wanted = text.trim().toLowerCase()
  return ({ displayName }: Picked): boolean => displayName.toLowerCase().includes(wanted)
}
