import type { Instant } from '../../base/time.ts'
import type { DirectoryAudit } from '../rules.ts'

/** By whose hand something was done, as its record tells. */
export interface Hand {
  /** `server` is Latchkey itself or its command line. */
  readonly kind: 'user' | 'application' | 'server'
  /** Of a user the object id, of an application the client id; null for the server, and for nobody in particular. */
  readonly id: string | null
  readonly displayName: string | null
  readonly userPrincipalName: string | null
}

/** When something was done, by whose hand, and the record that tells it. */
export interface Deed {
  readonly at: Instant
  readonly by: Hand
  readonly auditId: string
}

export function handOf({ initiatedBy: { user, app } }: Pick<DirectoryAudit, 'initiatedBy'>): Hand {
  const told = (from: typeof user, name: string): string | null => from?.[name] ?? null
  if (user) {
    return {
      kind: 'user',
      id: told(user, 'id'),
      displayName: told(user, 'displayName'),
      userPrincipalName: told(user, 'userPrincipalName'),
    }
  }
  const id = told(app, 'appId')
  return {
    kind: id === null ? 'server' : 'application',
    id,
    displayName: told(app, 'displayName'),
    userPrincipalName: null,
  }
}
