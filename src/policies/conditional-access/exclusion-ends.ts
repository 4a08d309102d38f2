import { type AuditTarget, modified } from '../../audit/rules.ts'
import { Refusal } from '../../base/refusal.ts'
import { type Instant, toIso } from '../../base/time.ts'
import { findGroup, findUser } from '../../directory/service.ts'
import { type CommandTarget, command } from '../../kernel/command.ts'
import { once } from '../../kernel/once.ts'
import type { Read, Write } from '../../kernel/store.ts'
import { rolesById } from '../../roles/service.ts'
import { changeAccess, reviseAccess } from '../revision/service.ts'
import { accessPolicies } from './reading.ts'
import {
  type AccessPolicy,
  type Exclusion,
  type ExclusionEnd,
  type ExclusionKey,
  excludes,
  exclusionId,
  hasLapsed,
  parseExclusionId,
  whyNoEnd,
} from './rules.ts'
import { listEnds, putEnd, removeEnd } from './store/exclusion-ends.ts'

/** Every end that is set, the soonest first. */
export const exclusionEnds = (read: Read): Promise<readonly ExclusionEnd[]> =>
  once(read, 'exclusion ends', () => listEnds(read.db))

/** An exclusion of a policy, and when it ends. */
interface FoundExclusion {
  readonly policy: AccessPolicy
  readonly exclusion: Exclusion
  /** Null for one that lasts. */
  readonly endAt: Instant | null
}

/** The exclusion with this id, unless its end has come; refuses with `exclusionNotFound`. */
export async function requireExclusion(read: Read, id: string): Promise<FoundExclusion> {
  const exclusion = parseExclusionId(id)
  const policy = exclusion && (await accessPolicies(read)).find((one) => one.id === exclusion.policyId)
  if (!policy || !excludes(policy, exclusion)) throw notThere(id)
  const wanted = exclusionId(exclusion)
  const end = (await exclusionEnds(read)).find((one) => exclusionId(one) === wanted)
  if (end && hasLapsed(end, read.now)) throw notThere(id)
  return { policy, exclusion, endAt: end?.endAt ?? null }
}

const notThere = (id: string) =>
  new Refusal('exclusionNotFound', `No Conditional Access policy has the exclusion '${id.slice(0, 100)}'.`)

/** How the logs show what an exclusion names; guests are nobody in particular. */
export async function excludedTargets(read: Read, { kind, targetId }: ExclusionKey): Promise<readonly AuditTarget[]> {
  if (kind === 'guests') return []
  if (kind === 'group') {
    const group = await findGroup(read, targetId)
    return [{ type: 'Group', id: targetId, displayName: group?.displayName ?? null }]
  }
  if (kind === 'role') {
    const role = (await rolesById(read, [targetId])).get(targetId)
    return [{ type: 'Role', id: targetId, displayName: role?.displayName ?? null }]
  }
  const { displayName = null, userPrincipalName = null } = (await findUser(read, targetId)) ?? {}
  return [{ type: 'User', id: targetId, displayName, userPrincipalName }]
}

interface ExclusionInput {
  readonly id: string
}

const policyTarget = ({ id, displayName }: AccessPolicy): AuditTarget => ({ type: 'Policy', id, displayName })

const targetExclusion = async (read: Read, { id }: ExclusionInput): Promise<CommandTarget> => ({
  resource: policyTarget((await requireExclusion(read, id)).policy),
})

interface SetExclusionEnd extends ExclusionInput {
  readonly endAt: Instant
}

/**
 * Sets the moment at which an exclusion is over, in the place of the one before.
 *
 * Refuses with `exclusionNotFound`, with `exclusionEndInvalid` for a moment that is past or more than five years ahead,
 * or with `administratorsLockedOut` where nothing else would let anybody in who could undo it.
 */
export const setExclusionEnd = command({
  name: 'setExclusionEnd',
  operation: 'exclusions.update',
  activity: 'setExclusionEnd',
  target: (read, input: SetExclusionEnd) => targetExclusion(read, input),
  work: (write, { id, endAt }, _prepared, kernel) =>
    changeAccess(kernel, write, 'expirationDateTime', async (w): Promise<void> => {
      const found = await requireExclusion(w, id)
      const why = whyNoEnd(endAt, w.now)
      if (why !== undefined) throw new Refusal('exclusionEndInvalid', why, { field: 'expirationDateTime' })
      if (found.endAt === endAt) return w.unrecorded('the exclusion ended then already')
      await putEnd(w.db, { ...found.exclusion, endAt })
      await record(w, 'setExclusionEnd', found, endAt)
    }),
})

/** Takes the end of an exclusion away, so that it lasts; refuses with `exclusionNotFound`. */
export const clearExclusionEnd = command({
  name: 'clearExclusionEnd',
  operation: 'exclusions.update',
  activity: 'removeExclusionEnd',
  target: (read, input: ExclusionInput) => targetExclusion(read, input),
  work: async (w, { id }): Promise<void> => {
    await reviseAccess(w)
    const found = await requireExclusion(w, id)
    if (!(await removeEnd(w.db, found.exclusion))) return w.unrecorded('the exclusion had no end')
    await record(w, 'removeExclusionEnd', found, null)
  },
})

async function record(
  w: Write,
  activity: 'setExclusionEnd' | 'removeExclusionEnd',
  { policy, exclusion, endAt: before }: FoundExclusion,
  after: Instant | null,
): Promise<void> {
  const told = (at: Instant | null) => at && toIso(at)
  const modifiedProperties = [modified('expirationDateTime', told(before), told(after))]
  const targets = [{ ...policyTarget(policy), modifiedProperties }, ...(await excludedTargets(w, exclusion))]
  w.audit({ activity, targets, details: { exclusion: exclusionId(exclusion) } })
}
