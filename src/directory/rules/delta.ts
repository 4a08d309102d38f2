import { type Condition, parseCondition } from '../../base/odata/condition.ts'
import { parseSelect } from '../../base/odata/query.ts'
import type { ResourceShape } from '../../base/odata/shape.ts'
import { Refusal } from '../../base/refusal.ts'
import { type Instant, plusMinutes } from '../../base/time.ts'
import type { ChangeList } from '../tables.ts'

/** What a round of delta follows; fixed when it begins. */
export interface DeltaScope {
  /** The properties told; the default ones unless given. */
  readonly select: readonly string[] | undefined
  /** Whether the members of groups, or the managers of users, are told too. */
  readonly links: boolean
  /** The objects followed; all unless given. */
  readonly ids: readonly string[] | undefined
}

/**
 * How far a round has come.
 *
 * In `objects` everything is told, lowest id first, behind the object and link given; then the changes behind `since`.
 */
export interface DeltaState {
  readonly since: number
  readonly objects?: { readonly after: string; readonly link?: string }
}

/** What a token of delta holds. */
export interface DeltaRound {
  readonly scope: DeltaScope
  readonly state: DeltaState
  readonly top: number
}

/** How long a token is good for: as long as Entra's for directory objects. */
const tokenDays = 7

/** How long it is known that an object is gone for good; longer than any token is good for. */
export const tombstoneDays = 30

/** Whether a token from this moment may still be used; one from a clock that ran far ahead may not. */
export const isDeltaTokenAlive = (issuedAt: Instant, now: Instant): boolean =>
  Math.abs(now - issuedAt) <= plusMinutes(0 as Instant, tokenDays * 24 * 60)

const linkNames = { users: 'manager', groups: 'members' } as const

/** The most objects one round may be limited to, as in Graph. */
const mostIds = 50

/**
 * Reads what a round is to follow from `$select` and `$filter`.
 *
 * Members are told unless something else is selected, a manager only where selected.
 * Refuses with `unsupportedQuery`.
 */
export function deltaScope(list: ChangeList, options: ReadonlyMap<string, string>, shape: ResourceShape): DeltaScope {
  const [selected, filter] = [options.get('$select'), options.get('$filter')]
  const names = selected === undefined ? [] : selected.split(',').map((name) => name.trim())
  const others = names.filter((name) => name.toLowerCase() !== linkNames[list])
  const links = selected === undefined ? list === 'groups' : others.length < names.length
  const properties = names.length > 0 && others.length === 0 ? ['id'] : undefined
  return {
    select: selected === undefined ? undefined : (properties ?? parseSelect(others.join(','), shape)),
    links,
    ids: filter === undefined ? undefined : idsIn(filter, shape),
  }
}

function idsIn(filter: string, { name, order, pageSize }: ResourceShape): readonly string[] {
  const onlyId: ResourceShape = { name, order, pageSize, properties: { id: { kind: 'guid', filter: 'equality' } } }
  const ids = [...new Set(idsOf(parseCondition(filter, onlyId)))]
  if (ids.length <= mostIds) return ids
  throw refused(`at most ${mostIds} objects can be named`)
}

function idsOf(condition: Condition): readonly string[] {
  if (condition.kind === 'either') return [...idsOf(condition.left), ...idsOf(condition.right)]
  if (condition.kind === 'in') return condition.values.map(String)
  if (condition.kind === 'compare' && condition.operator === 'eq') return [String(condition.value)]
  throw refused("delta is limited with id alone: id eq '…' or id eq '…'")
}

const refused = (what: string): Refusal => new Refusal('unsupportedQuery', `$filter: ${what}.`, { field: '$filter' })
