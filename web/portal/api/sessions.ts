import type { SessionResource } from '../../../contract/api/sessions.ts'
import { collectionOptions, literal, withOptions } from './collection.ts'
import { GraphFailure, graph } from './graph-client.ts'

export type Session = SessionResource

/** Where people are signed in, at an address with its query options. */
export const sessionList = (path: string) => collectionOptions<Session>(['sessions', 'list'], path)

/** Where one user is signed in. */
export const sessionsOf = (userId: string, orderBy: string) =>
  sessionList(withOptions(`/api/v1/users/${userId}/sessions`, { $count: true, $orderby: orderBy }))

/** The same in the list of everybody's, for whoever may read that. */
export const sessionsAddress = (filter: { readonly userId: string; readonly ipAddress: string }, orderBy: string) => {
  const conditions = [
    filter.userId && `userId eq ${literal(filter.userId)}`,
    filter.ipAddress && `ipAddress eq ${literal(filter.ipAddress)}`,
  ].filter(Boolean)
  return withOptions('/api/v1/sessions', { $count: true, $orderby: orderBy, $filter: conditions.join(' and ') })
}

/** Ends a session; one that is over already is no fault. */
export async function endSession({ userId, id }: Pick<Session, 'userId' | 'id'>): Promise<void> {
  try {
    await graph(`/api/v1/users/${userId}/sessions/${id}`, { method: 'DELETE' })
  } catch (error) {
    if (!(error instanceof GraphFailure && error.status === 404)) throw error
  }
}
