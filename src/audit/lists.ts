import type { Actor } from '../base/actor.ts'
import type { Condition } from '../base/odata/condition.ts'
import type { ListQuery } from '../base/odata/query.ts'
import type { Page } from '../base/odata/shape.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { pageAudits, pageSignIns, type RecordText } from './store/records.ts'

/** A page of the directory audit; refuses with `insufficientPrivileges`. */
export const listDirectoryAudits = (kernel: Kernel, actor: Actor, query: ListQuery): Promise<Page<RecordText>> =>
  kernel.store.read(async (r) => {
    await kernel.authorize(r, actor, 'auditLogs.read')
    return pageAudits(r, query)
  })

/**
 * A page of the sign-in log; refuses with `insufficientPrivileges`.
 *
 * Others than interactive ones are shown only where the filter speaks of `isInteractive` or `signInEventTypes`.
 *
 * Source: facts/entra.md §10.3, "without an explicit filter only interactive sign-ins come back".
 */
export const listSignIns = (kernel: Kernel, actor: Actor, query: ListQuery): Promise<Page<RecordText>> =>
  kernel.store.read(async (r) => {
    await kernel.authorize(r, actor, 'signIns.read')
    return pageSignIns(r, { ...query, condition: interactiveUnlessAsked(query.condition) })
  })

const interactive: Condition = { kind: 'compare', property: 'isInteractive', operator: 'eq', value: true }

function interactiveUnlessAsked(condition: Condition | undefined): Condition {
  if (!condition) return interactive
  const isAsked = speaksOf(condition, 'isInteractive') || speaksOf(condition, 'signInEventTypes')
  return isAsked ? condition : { kind: 'both', left: condition, right: interactive }
}

function speaksOf(condition: Condition, property: string): boolean {
  switch (condition.kind) {
    case 'both':
    case 'either':
      return speaksOf(condition.left, property) || speaksOf(condition.right, property)
    case 'not':
      return speaksOf(condition.operand, property)
    default:
      return condition.property === property
  }
}
