import type { BatchRequest } from './batch.ts'
import { collectionOptions, withOptions } from './collection.ts'
import { searched } from './directory-search.ts'
import { reference } from './users.ts'

/** A user or group that hangs on another object: a member or an owner. */
export interface LinkedObject {
  readonly '@odata.type'?: string
  readonly id: string
  /** Null where whoever is signed in may not see it. */
  readonly displayName?: string | null
  readonly userPrincipalName?: string | null
  readonly description?: string | null
  readonly isAssignableToRole?: boolean | null
}

/** Which of them. */
export type LinkKind = 'all' | 'users' | 'groups'

const casts: Readonly<Record<LinkKind, string>> = {
  all: '',
  users: '/microsoft.graph.user',
  groups: '/microsoft.graph.group',
}

const selected: Readonly<Record<LinkKind, string | undefined>> = {
  all: undefined,
  users: 'id,displayName,userPrincipalName',
  groups: 'id,displayName,description,isAssignableToRole',
}

/** A page of members or owners; `path` is the address of the list below the version. */
export const linkedObjects = (path: string, kind: LinkKind, search = '') =>
  collectionOptions<LinkedObject>(
    ['links', path, kind],
    withOptions(`/v1.0${path}${casts[kind]}`, {
      $top: 100,
      $count: true,
      $select: selected[kind],
      ...(search.trim() && {
        $search: searched(search, kind === 'users' ? ['displayName', 'userPrincipalName'] : ['displayName']),
      }),
    }),
  )

export const linking = (path: string, id: string): BatchRequest => ({
  method: 'POST',
  path: `${path}/$ref`,
  body: reference(id),
})

export const unlinking = (path: string, id: string): BatchRequest => ({ method: 'DELETE', path: `${path}/${id}/$ref` })
