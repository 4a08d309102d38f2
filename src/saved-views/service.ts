import type { Actor } from '../base/actor.ts'
import { uuid } from '../base/random.ts'
import { Refusal } from '../base/refusal.ts'
import { hasForbiddenCharacter, type UserId } from '../base/text.ts'
import { isUniqueViolation } from '../kernel/database-errors.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Write } from '../kernel/store.ts'
import { mostViews, type SavedView, type ViewQuery } from './rules.ts'
import { countViews, deleteView, deleteViewsOf, findView, insertView, listViews, updateView } from './store.ts'

/** A person and their views. */
export interface Own {
  /** The id of the user whose views they are, as it was asked. */
  readonly user: string
}

/** Whoever asks has to be that person, in a session of our own pages: an application has no views. */
function ownerOf(actor: Actor, { user }: Own): UserId {
  if (actor.kind === 'user' && !actor.application && actor.userId === user.toLowerCase()) return actor.userId
  const message =
    'Saved views are each person’s own: a person reads and keeps them in the admin center, and nobody else does.'
  throw new Refusal('insufficientPrivileges', message)
}

/** The person's views, by list and name; of one list where told. Refuses with `insufficientPrivileges`. */
export async function savedViews(
  kernel: Kernel,
  actor: Actor,
  wanted: Own & { readonly list?: string | undefined },
): Promise<readonly SavedView[]> {
  const owner = ownerOf(actor, wanted)
  return kernel.store.read((r) => listViews(r, owner, wanted.list))
}

/** One of them; refuses with `insufficientPrivileges` or `savedViewNotFound`. */
export async function readView(
  kernel: Kernel,
  actor: Actor,
  wanted: Own & { readonly id: string },
): Promise<SavedView> {
  const owner = ownerOf(actor, wanted)
  const found = await kernel.store.read((r) => findView(r, owner, wanted.id.toLowerCase()))
  if (!found) throw notFound(wanted.id)
  return found
}

/** Keeps a view; refuses with `nameInvalid`, `savedViewNameTaken`, `savedViewLimitReached` or `insufficientPrivileges`. */
export async function keepView(
  kernel: Kernel,
  actor: Actor,
  given: Own & { readonly list: string; readonly name: string; readonly query: ViewQuery },
): Promise<SavedView> {
  const owner = ownerOf(actor, given)
  requireName(given.name)
  const counted = kernel.store.guardedBy(async (r) => {
    if ((await countViews(r, owner)) < mostViews) return
    const message = `You keep ${mostViews} views, which is as many as there may be. Delete one that you no longer need.`
    throw new Refusal('savedViewLimitReached', message)
  })
  return counted.write(actor, async (w) => {
    unrecorded(w)
    const { list, name, query } = given
    const id = uuid(w.random)
    const view: SavedView = { id, userId: owner, list, name, query, createdAt: w.now, modifiedAt: w.now }
    if (!(await insertView(w, view))) throw nameTaken(name)
    return view
  })
}

/** Names a view anew or keeps something else in it; refuses as `keepView`, and with `savedViewNotFound`. */
export async function changeView(
  kernel: Kernel,
  actor: Actor,
  given: Own & {
    readonly id: string
    readonly name?: string | undefined
    readonly query?: ViewQuery | undefined
  },
): Promise<SavedView> {
  const owner = ownerOf(actor, given)
  if (given.name !== undefined) requireName(given.name)
  try {
    return await kernel.store.write(actor, async (w) => {
      unrecorded(w)
      const changed = await updateView(w, owner, given.id.toLowerCase(), given)
      if (!changed) throw notFound(given.id)
      return changed
    })
  } catch (error) {
    throw isUniqueViolation(error) ? nameTaken(given.name ?? '') : error
  }
}

/** Deletes a view; refuses with `savedViewNotFound` or `insufficientPrivileges`. */
export async function dropView(kernel: Kernel, actor: Actor, given: Own & { readonly id: string }): Promise<void> {
  const owner = ownerOf(actor, given)
  await kernel.store.write(actor, async (w) => {
    unrecorded(w)
    if (!(await deleteView(w, owner, given.id.toLowerCase()))) throw notFound(given.id)
  })
}

/** Takes an account's views away with the account. */
export const removeSavedViewsOf = (w: Write, owner: UserId): Promise<void> => deleteViewsOf(w, owner)

const unrecorded = (w: Write): void => w.unrecorded('what somebody likes to look at changes nothing for anybody')

function requireName(name: string): void {
  if (!hasForbiddenCharacter(name)) return
  throw new Refusal('nameInvalid', 'A name has no control characters or line breaks. Choose another one.', {
    field: 'name',
  })
}

const notFound = (id: string): Refusal =>
  new Refusal('savedViewNotFound', `You have no saved view with the id '${id.slice(0, 100)}'.`)

const nameTaken = (name: string): Refusal =>
  new Refusal(
    'savedViewNameTaken',
    `You have another view named '${name.slice(0, 100)}' of this list. Choose another name.`,
    {
      field: 'name',
    },
  )
