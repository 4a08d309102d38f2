import type { Actor } from '../base/actor.ts'
import type { Expansion, ListQuery } from '../base/odata/query.ts'
import { Refusal } from '../base/refusal.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Read } from '../kernel/store.ts'
import { mayOnOneself, type OperationName } from '../roles/rules.ts'
import type { DirectoryObject } from './entries.ts'
import { hiddenIn, type Sight, userShape } from './rules.ts'

/** How much an actor is shown of each user and group. */
export type SightOf = (object: Pick<DirectoryObject, 'kind' | 'id'>) => Sight

/** Whether the actor may perform an operation that concerns nobody in particular. */
export async function isAllowed(kernel: Kernel, read: Read, actor: Actor, operation: OperationName): Promise<boolean> {
  try {
    await kernel.authorize(read, actor, operation)
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

/**
 * What the actor is shown of users and groups that something they may read leads to.
 *
 * On pages of our own everybody is shown the basic profile of those they have to do with, such as their manager.
 */
export async function sightOf(kernel: Kernel, read: Read, actor: Actor): Promise<SightOf> {
  const others = await sightOfUsers(kernel, read, actor)
  const groups: Sight = (await isAllowed(kernel, read, actor, 'groups.read')) ? 'whole' : 'id'
  const seesOneself = actor.kind === 'user' && mayOnOneself(actor, 'users.read').ok
  return ({ kind, id }) => {
    if (kind === 'group') return groups
    return seesOneself && id === actor.userId ? 'whole' : others
  }
}

async function sightOfUsers(kernel: Kernel, read: Read, actor: Actor): Promise<Sight> {
  if (await isAllowed(kernel, read, actor, 'users.readAll')) return 'whole'
  const isInOurPages = actor.kind === 'user' && !actor.application
  return isInOurPages || (await isAllowed(kernel, read, actor, 'users.read')) ? 'basic' : 'id'
}

/** The objects, each with how much of it the actor is shown. */
export async function asSeen<Found extends DirectoryObject>(
  kernel: Kernel,
  read: Read,
  actor: Actor,
  objects: readonly Found[],
): Promise<readonly Found[]> {
  const sight = await sightOf(kernel, read, actor)
  return objects.map((object) => ({ ...object, sight: sight(object) }))
}

/**
 * A list of users, asked so that its filter and order tell nothing that is hidden.
 *
 * Refuses with `insufficientPrivileges`.
 */
export function withoutHidden(query: ListQuery, sight: Sight): ListQuery {
  const isUsual = query.order === userShape.order && !query.thenBy
  const asked = sight === 'id' && isUsual ? { ...query, order: { property: 'id', descending: false } } : query
  const hidden = hiddenIn(asked, sight)
  if (hidden === undefined) return asked
  throw new Refusal(
    'insufficientPrivileges',
    `Insufficient privileges to complete the operation. The property ${hidden} is not shown to you, so nothing is found or sorted by it. It needs one of the permissions User.Read.All or Directory.Read.All.`,
    { field: hidden },
  )
}

const operations: Readonly<Record<'user' | 'group', Readonly<Record<string, OperationName>>>> = {
  user: { manager: 'users.readAll', directReports: 'users.readAll', memberOf: 'users.readMemberships' },
  group: { members: 'groups.read', memberOf: 'groups.read', owners: 'groups.read' },
}

/** Refuses with `insufficientPrivileges` to bring along what the actor may not read by itself. */
export async function requireExpandable(
  kernel: Kernel,
  read: Read,
  actor: Actor,
  from: 'user' | 'group',
  expansions: readonly Expansion[] | undefined = [],
): Promise<void> {
  for (const { navigation } of expansions) {
    const operation = operations[from][navigation]
    if (operation) await kernel.authorize(read, actor, operation)
  }
}
