import type { Deed } from '../audit/rules/hand.ts'
import type { Actor } from '../base/actor.ts'
import { isExternalGuest } from '../directory/rules.ts'
import { withEntries } from '../directory/service.ts'
import type { Read } from '../kernel/store.ts'
import { may } from '../roles/rules.ts'
import { rolesById } from '../roles/service.ts'
import type { StandingExclusion } from './excluded.ts'

/** What a user, group or role is called. */
export interface Named {
  readonly displayName: string
  /** Of a user. */
  readonly userPrincipalName: string | null
}

/** Whether more than ids may be told of users and groups. */
export const mayReadNames = (actor: Actor): boolean => may(actor, 'users.read').ok && may(actor, 'groups.read').ok

interface Names {
  readonly mayName: boolean
  /** Undefined for what is gone or may not be told. */
  readonly nameOf: (exclusion: StandingExclusion) => Named | undefined
  /** A deed as it may be told. */
  readonly deedOf: (deed: Deed | null | undefined) => Deed | null
  readonly isExternalGuest: (userId: string) => boolean
}

/** Looks up what exclusions name, and tells of people and groups only whoever may read the directory. */
export async function namesFor(read: Read, actor: Actor, exclusions: readonly StandingExclusion[]): Promise<Names> {
  const mayName = mayReadNames(actor)
  const members = exclusions.flatMap(({ kind, targetId }) =>
    kind === 'user' || kind === 'group' ? [{ kind, id: targetId }] : [],
  )
  const roleIds = exclusions.filter(({ kind }) => kind === 'role').map(({ targetId }) => targetId)
  const entries = new Map((await withEntries(read, members)).map((entry) => [entry.id, entry]))
  const roles = await rolesById(read, [...new Set(roleIds)])
  return {
    mayName,
    nameOf: ({ kind, targetId }) => {
      const role = kind === 'role' ? roles.get(targetId) : undefined
      if (role) return { displayName: role.displayName, userPrincipalName: null }
      const entry = mayName ? entries.get(targetId) : undefined
      if (entry?.kind === 'user') return entry.user
      return entry && { displayName: entry.group.displayName, userPrincipalName: null }
    },
    deedOf: (deed) => {
      if (!deed) return null
      const isTold = mayName || deed.by.kind !== 'user'
      return isTold ? deed : { ...deed, by: { ...deed.by, displayName: null, userPrincipalName: null } }
    },
    isExternalGuest: (userId) => {
      const entry = entries.get(userId)
      return entry?.kind === 'user' && isExternalGuest(entry.user)
    },
  }
}
