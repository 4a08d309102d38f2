import type { Actor } from '../base/actor.ts'
import { Refusal } from '../base/refusal.ts'
import { plusMinutes } from '../base/time.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Read, Write } from '../kernel/store.ts'
import { type DirectoryObject, withEntries } from './reading.ts'
import { type DeltaRound, type DeltaState, tombstoneDays } from './rules.ts'
import {
  deleteChangesOfGone,
  hasChangeNotes,
  lastChangePosition,
  listChangesBehind,
  lockChangeCounter,
  placeChanges,
  takeChangeNotes,
} from './store/changes.ts'
import { groupsAmong, linkKey, listIdsBehind, listLinks, listRestorable, standingAmong } from './store/delta.ts'
import type { ChangeList, ChangeNoteRow } from './tables.ts'

/** A member of a group or the manager of a user, that came or went. */
export interface DeltaLink {
  readonly id: string
  readonly kind: 'user' | 'group'
  readonly isRemoved: boolean
}

/** What is told of one object: what it is like now, or that it is gone, and its links that changed. */
export interface DeltaItem {
  readonly id: string
  readonly object: DirectoryObject | undefined
  /** Where it is gone: whether it can be restored. */
  readonly isRestorable: boolean
  readonly links: readonly DeltaLink[] | undefined
}

/** A page of a round, and how far it has come; `isLast` where nothing is left to tell for now. */
export interface DeltaPage {
  readonly items: readonly DeltaItem[]
  readonly next: DeltaState
  readonly isLast: boolean
}

const operations = { users: 'users.readAll', groups: 'groups.read' } as const
const linksAtOnce = 1000

/** The state of a round that begins now: `everything`, or `latest` for the changes from now on. */
export async function beginDelta(
  kernel: Kernel,
  actor: Actor,
  list: ChangeList,
  from: 'everything' | 'latest',
): Promise<DeltaState> {
  await kernel.store.read((read) => kernel.authorize(read, actor, operations[list]))
  await settleChanges(kernel, actor)
  const since = await kernel.store.read((read) => lastChangePosition(read.db))
  return from === 'latest' ? { since } : { since, objects: { after: '' } }
}

/**
 * The next page of a round.
 *
 * Whatever is committed before it is asked for is told in it or in a later one, some things more than once.
 * Refuses with `syncStateNotFound` a position that this database has not reached.
 *
 * Source: docs/adr/0019-delta.md.
 */
export async function readDelta(kernel: Kernel, actor: Actor, list: ChangeList, round: DeltaRound): Promise<DeltaPage> {
  await kernel.store.read((read) => kernel.authorize(read, actor, operations[list]))
  await settleChanges(kernel, actor)
  return kernel.store.read(async (read) => {
    if (round.state.since > (await lastChangePosition(read.db))) throw startOver()
    return round.state.objects ? objectsPage(read, list, round, round.state.objects) : changesPage(read, list, round)
  })
}

export const startOver = (): Refusal =>
  new Refusal(
    'syncStateNotFound',
    'This token is too old, or from before the directory was restored. Begin again: ask for delta without a token, and replace what you know.',
  )

async function objectsPage(
  read: Read,
  list: ChangeList,
  { scope, state, top }: DeltaRound,
  { after, link }: NonNullable<DeltaState['objects']>,
): Promise<DeltaPage> {
  const behind = await listIdsBehind(read.db, list, after, top + 1, scope.ids)
  const begun = link === undefined ? [] : [after]
  const ids = [...begun, ...behind.slice(0, top)]
  const from = link === undefined ? undefined : { from: after, to: link }
  const found = scope.links ? await listLinks(read.db, list, ids, linksAtOnce + 1, from) : []
  const links = found.slice(0, linksAtOnce)
  const cut = found.length > linksAtOnce ? links.at(-1) : undefined
  const told = cut ? ids.filter((id) => id <= cut.from) : ids
  const items = await itemsOf(read, list, told, scope.links ? links : undefined)
  const next = cut ? { after: cut.from, link: cut.to } : { after: ids.at(-1) ?? after }
  const isLast = !cut && behind.length <= top
  return { items, next: isLast ? { since: state.since } : { since: state.since, objects: next }, isLast }
}

async function changesPage(read: Read, list: ChangeList, { scope, state, top }: DeltaRound): Promise<DeltaPage> {
  const asked = { ids: scope.ids, links: scope.links }
  const found = await listChangesBehind(read.db, list, state.since, top + 1, asked)
  const changes = found.slice(0, top)
  const ids = [...new Set(changes.map((change) => change.object_id))]
  const links = changes
    .filter((change) => change.link_id !== '')
    .map((change) => ({ from: change.object_id, to: change.link_id }))
  const items = await itemsOf(read, list, ids, scope.links ? links : undefined)
  return { items, next: { since: changes.at(-1)?.position ?? state.since }, isLast: found.length <= top }
}

async function itemsOf(
  read: Read,
  list: ChangeList,
  ids: readonly string[],
  links: readonly { readonly from: string; readonly to: string }[] | undefined,
): Promise<readonly DeltaItem[]> {
  const kind = list === 'users' ? 'user' : 'group'
  const objects = await withEntries(
    read,
    ids.map((id) => ({ kind, id })),
  )
  const known = new Map(objects.map((object) => [object.id, object]))
  const restorable = await listRestorable(
    read.db,
    list,
    ids.filter((id) => !known.has(id)),
  )
  const told = links && (await toldLinks(read, list, links))
  return ids.map((id) => ({
    id,
    object: known.get(id),
    isRestorable: restorable.has(id),
    links: told && (told.get(id) ?? []),
  }))
}

async function toldLinks(
  read: Read,
  list: ChangeList,
  links: readonly { readonly from: string; readonly to: string }[],
): Promise<ReadonlyMap<string, readonly DeltaLink[]>> {
  const standing = await standingAmong(read.db, list, links)
  const groups = await groupsAmong(
    read.db,
    links.map((link) => link.to),
  )
  const byObject = Map.groupBy(links, (link) => link.from)
  const told = [...byObject].map(([id, own]) => {
    const items = own.map((link) => ({
      id: link.to,
      kind: groups.has(link.to) ? ('group' as const) : ('user' as const),
      isRemoved: !standing.has(linkKey(link)),
    }))
    return [id, items] as const
  })
  return new Map(told)
}

/** Gives every committed change its position, where some has none yet. */
async function settleChanges(kernel: Kernel, actor: Actor): Promise<void> {
  if (await kernel.store.read((read) => hasChangeNotes(read.db))) await kernel.store.write(actor, orderChanges)
}

/**
 * Gives every committed change its position; returns how many got one.
 *
 * One write at a time does so, and a change whose write is not committed yet is left for the next.
 */
export async function orderChanges(w: Write): Promise<number> {
  w.unrecorded('the changes themselves are recorded; this puts them in order')
  const last = await lockChangeCounter(w.db)
  const notes = distinct(await takeChangeNotes(w.db))
  if (notes.length > 0) await placeChanges(w.db, notes, last, w.now)
  return notes.length
}

/** Each once, an object before its links. */
function distinct(notes: readonly ChangeNoteRow[]): readonly ChangeNoteRow[] {
  const byKey = new Map(notes.map((note) => [`${note.list} ${note.object_id} ${note.link_id}`, note]))
  return [...byKey].toSorted(([left], [right]) => (left < right ? -1 : 1)).map(([, note]) => note)
}

/** Forgets the changes of objects that are gone for longer than any token is good for; returns how many. */
export function forgetOldChanges(w: Write): Promise<number> {
  w.unrecorded('nobody can ask for them any more')
  return deleteChangesOfGone(w.db, plusMinutes(w.now, -tombstoneDays * 24 * 60))
}
