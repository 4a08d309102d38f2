import type { QueryClient } from '@tanstack/react-query'
import type { NamedLocationResource } from '../../../contract/graph/named-location.ts'
import { changed } from './changed.ts'
import { graph } from './graph-client.ts'

const root = '/v1.0/identity/conditionalAccess/namedLocations'

export type NamedLocation = NamedLocationResource

type Kind<Type> = Extract<NamedLocation, { readonly '@odata.type': `#microsoft.graph.${Type & string}NamedLocation` }>
type Own = 'id' | 'createdDateTime' | 'modifiedDateTime' | 'deletedDateTime'

/** What an administrator says of a location, as it is sent. */
export type LocationBody = Omit<Kind<'ip'>, Own> | Omit<Kind<'country'>, Own>

/** The header by which the server takes a change that locks administrators out. */
const accepting = (isLockOutAccepted: boolean) =>
  isLockOutAccepted ? { headers: { prefer: 'allow-administrator-lockout' } } : {}

export const createLocation = (body: LocationBody, isAccepted: boolean) =>
  graph<NamedLocation>(root, { method: 'POST', body, ...accepting(isAccepted) })

export const updateLocation = (id: string, body: LocationBody, isAccepted: boolean) =>
  graph<void>(`${root}/${id}`, { method: 'PATCH', body, ...accepting(isAccepted) })

export const deleteLocation = (id: string, isAccepted: boolean) =>
  graph<void>(`${root}/${id}`, { method: 'DELETE', ...accepting(isAccepted) })

/** A location as it would be sent: without what the server says of it. */
export function bodyOf(location: NamedLocation): LocationBody {
  const {
    id: _id,
    createdDateTime: _created,
    modifiedDateTime: _modified,
    deletedDateTime: _deleted,
    ...body
  } = location
  return body
}

export const locationsChanged = (client: QueryClient): Promise<unknown> =>
  changed(client, [['namedLocations'], ['accessPolicies'], ['whatIf'], ['pick']])
