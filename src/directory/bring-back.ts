import type { Write } from '../kernel/store.ts'
import { decideMembership, type Group } from './rules.ts'
import { noteChanges } from './store/changes.ts'
import { holdObjects, insertFormerLinks, type Presence, takeFormerLinks } from './store/former-links.ts'
import { findGroupsById } from './store/groups.ts'
import { insertMember } from './store/members.ts'
import { listGroupsAbove } from './store/nesting.ts'
import { insertOwner } from './store/owners.ts'
import { lockTenant } from './store/tenant.ts'
import type { FormerLinkRow } from './tables.ts'

/**
 * Links an object that was just restored as it was linked before; returns the groups it is in again.
 *
 * A restored user gets into no role-assignable group, nor does who restores one, so that nobody gains a role.
 * A link whose other end is deleted waits for that; one that would close a cycle is dropped.
 */
export async function bringLinksBack(w: Write, id: string): Promise<readonly string[]> {
  const links = await takeFormerLinks(w.db, id)
  if (links.length === 0) return []
  if (links.some((link) => link.object_kind === 'group')) await lockTenant(w.db)
  const presence = await presenceOf(w, id, links)
  const waiting = links.filter((link) => presence(otherEnd(link, id)) === 'deleted')
  await insertFormerLinks(
    w.db,
    waiting.map((link) => ({ ...link, gone_with: otherEnd(link, id) })),
  )
  const found = await findGroupsById(w.db, [...new Set(links.map((link) => link.group_id))])
  const groups = new Map(found.map((group) => [group.id as string, group]))
  const back: string[] = []
  for (const link of links) {
    const group = groups.get(link.group_id)
    const isBack = presence(otherEnd(link, id)) === 'there' && group && (await linkAgain(w, id, link, group))
    if (isBack && link.kind === 'member' && link.object_id === id) back.push(group.id)
  }
  const members = links.filter((link) => link.kind === 'member')
  await noteChanges(
    w.db,
    members.map((link) => ['groups', link.group_id, link.object_id]),
  )
  return back
}

const otherEnd = (link: FormerLinkRow, id: string): string => (link.group_id === id ? link.object_id : link.group_id)

async function presenceOf(w: Write, id: string, links: readonly FormerLinkRow[]): Promise<(id: string) => Presence> {
  const isGroup = (link: FormerLinkRow) => link.group_id !== id || link.object_kind === 'group'
  const ends = (wanted: boolean) =>
    [...new Set(links.filter((link) => isGroup(link) === wanted).map((link) => otherEnd(link, id)))].toSorted()
  const [groups, users] = [ends(true), ends(false)]
  const [ofGroup, ofUser] = [await holdObjects(w.db, 'groups', groups), await holdObjects(w.db, 'users', users)]
  return (end) => (groups.includes(end) ? ofGroup(end) : ofUser(end))
}

async function linkAgain(w: Write, id: string, link: FormerLinkRow, group: Group): Promise<boolean> {
  const isUserRestored = link.object_id === id
  const isActor = w.actor.kind === 'user' && w.actor.userId === link.object_id
  if (group.isAssignableToRole && (isUserRestored || isActor)) return false
  if (link.kind === 'owner') return insertOwner(w.db, group.id, link.object_id, w.now)
  const member = { kind: link.object_kind, id: link.object_id }
  const above = member.kind === 'user' ? [] : await listGroupsAbove(w.db, group.id)
  return decideMembership(group, member, above).ok && insertMember(w.db, group.id, member, w.now)
}
