import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { ExclusionResource, ExemptPersonResource } from '../../../contract/api/exclusions.ts'
import { changed } from './changed.ts'
import { collectionOptions, literal, readAll, withOptions } from './collection.ts'
import { graph } from './graph-client.ts'

export interface ExclusionFilter {
  readonly policyId?: string | undefined
  readonly userId?: string | undefined
  /** Those of enabled policies alone. */
  readonly isEnforced?: boolean
  /** Those alone that end at this moment or earlier. */
  readonly endTo?: string
}

const conditionsOf = (conditions: readonly (string | false | undefined)[]): string | undefined =>
  conditions.filter(Boolean).join(' and ') || undefined

/** Whom policies leave out; `userId` is whom they exempt, by whichever way. */
export const exclusions = ({ policyId, userId, isEnforced, endTo }: ExclusionFilter) => {
  const $filter = conditionsOf([
    policyId && `policyId eq ${literal(policyId)}`,
    userId && `userId eq ${literal(userId)}`,
    isEnforced && 'isEnforced eq true',
    endTo && `expirationDateTime le ${endTo}`,
  ])
  return queryOptions({
    queryKey: ['exclusions', $filter ?? ''],
    queryFn: ({ signal }) =>
      readAll<ExclusionResource>(withOptions('/api/v1/exclusions', { $top: 999, $filter }), signal),
  })
}

/** The people who are exempt, with everything that exempts them. */
export const exemptPeople = ({ policyId, userId }: ExclusionFilter) => {
  const $filter = conditionsOf([policyId && `policyId eq ${literal(policyId)}`, userId && `id eq ${literal(userId)}`])
  return collectionOptions<ExemptPersonResource>(
    ['exemptPeople'],
    withOptions('/api/v1/exemptPeople', { $count: true, $filter }),
  )
}

/** Sets the moment an exclusion ends; null lets it last. */
export const endExclusion = (id: string, expirationDateTime: string | null, isLockOutAccepted: boolean) =>
  graph<void>(`/api/v1/exclusions/${id}`, {
    method: 'PATCH',
    body: { expirationDateTime },
    ...(isLockOutAccepted && { headers: { prefer: 'allow-administrator-lockout' } }),
  })

export const exclusionsChanged = (client: QueryClient): Promise<unknown> =>
  changed(client, [['exclusions'], ['exemptPeople']])
