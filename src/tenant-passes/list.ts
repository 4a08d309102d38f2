import type { Hand } from '../audit/rules/hand.ts'
import { deedsAt } from '../audit/service.ts'
import type { Actor } from '../base/actor.ts'
import { type Condition, parseCondition } from '../base/odata/condition.ts'
import type { ListQuery } from '../base/odata/query.ts'
import type { Page } from '../base/odata/shape.ts'
import { Refusal } from '../base/refusal.ts'
import { userId } from '../base/text.ts'
import { instant } from '../base/time.ts'
import { speaksOf } from '../exclusion-watch/rules.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Read } from '../kernel/store.ts'
import { type Usability, usability } from '../methods/temporary-access-pass/rules.ts'
import { passPolicy } from '../methods/temporary-access-pass/service.ts'
import { may, usersInSight } from '../roles/rules.ts'
import { askedStates, namesOfOwners, type PassState, tenantPassShape } from './rules.ts'
import { countPasses, pagePasses } from './store.ts'
import type { TenantPassRow } from './tables.ts'

/** A pass of the tenant, with its owner and its issuer. */
export interface TenantPass {
  readonly row: TenantPassRow
  readonly usability: Usability
  /** Whether the caller may read who the owner is called. */
  readonly mayName: boolean
  /** Null where the log has no record of it. */
  readonly issuedBy: Hand | null
}

const standing: readonly PassState[] = ['live', 'upcoming']

/**
 * One page of the passes of all users whose passes the caller may see; the others are not counted either.
 *
 * Passes that are over are shown only where the filter speaks of `state`.
 * Refuses with `insufficientPrivileges`, also for a filter or order by names that the caller may not read.
 */
export const listTenantPasses = (kernel: Kernel, actor: Actor, query: ListQuery): Promise<Page<TenantPass>> =>
  kernel.store.read(async (read) => {
    const inSight = usersInSight(actor, 'passes.read')
    const mayName = may(actor, 'users.read').ok
    if (!mayName) refuseNames(query)
    const page = await pagePasses(read, { inSight, states: statesWanted(query.condition) }, query)
    const issuers = await issuersOf(read, page.items)
    const items = await Promise.all(
      page.items.map(async (row) => ({
        row,
        mayName,
        usability: await usabilityOf(read, row),
        issuedBy: told(issuers.get(row.id), mayName),
      })),
    )
    return { ...page, items }
  })

/**
 * How many passes the list has with a filter; no more than `most` are counted.
 *
 * Refuses with `insufficientPrivileges`.
 */
export function countTenantPasses(read: Read, actor: Actor, filter: string, most: number): Promise<number> {
  const condition = parseCondition(filter, tenantPassShape)
  const which = { inSight: usersInSight(actor, 'passes.read'), states: statesWanted(condition) }
  return countPasses(read, which, condition, most)
}

function statesWanted(condition: Condition | undefined): readonly PassState[] {
  const { isAsked, possible } = askedStates(condition)
  return isAsked ? possible : standing
}

function refuseNames({ condition, order, thenBy = [] }: ListQuery): void {
  const orders = [order, ...thenBy].map(({ property }) => property)
  const asked = namesOfOwners.find((name) => orders.includes(name) || (condition && speaksOf(condition, name)))
  if (asked === undefined) return
  throw new Refusal(
    'insufficientPrivileges',
    `Insufficient privileges to complete the operation. The property ${asked} is not shown to you, so nothing is found or sorted by it. It needs one of the permissions User.ReadBasic.All or User.Read.All.`,
    { field: asked },
  )
}

async function usabilityOf(read: Read, row: TenantPassRow): Promise<Usability> {
  const pass = {
    startAt: instant(row.start_at),
    endAt: instant(row.end_at),
    isUsableOnce: row.is_usable_once === 1,
    isBootstrap: row.is_bootstrap === 1,
    usedAt: row.used_at === null ? null : instant(row.used_at),
  }
  return usability(pass, await passPolicy(read, userId(row.user_id)), read.now)
}

/** Who issued each pass: its record is about the owner, and of the very moment in which the pass was made. */
async function issuersOf(read: Read, rows: readonly TenantPassRow[]): Promise<ReadonlyMap<string, Hand>> {
  const wanted = rows.map((row) => ({ targetId: row.user_id, at: instant(row.created_at) }))
  const passIds = new Set(rows.map(({ id }) => id))
  const found = new Map<string, Hand>()
  for (const { by, record } of await deedsAt(read, ['adminRegisteredSecurityInfo'], wanted)) {
    for (const id of passIdsIn(record.targetResources)) if (passIds.has(id)) found.set(id, by)
  }
  return found
}

const passIdsIn = (targets: readonly Readonly<Record<string, unknown>>[]): readonly string[] =>
  targets
    .flatMap((target) => (Array.isArray(target['modifiedProperties']) ? target['modifiedProperties'] : []))
    .filter((property) => String(property?.displayName).endsWith('TemporaryAccessPass.Id'))
    .map((property) => String(JSON.parse(String(property?.newValue))))

/** Who did it, without names for whoever may not read the directory. */
function told(by: Hand | undefined, mayName: boolean): Hand | null {
  if (!by) return null
  return mayName || by.kind !== 'user' ? by : { ...by, displayName: null, userPrincipalName: null }
}
