import type { Condition } from '../base/odata/condition.ts'
import type { UserId } from '../base/text.ts'
import type { Read } from '../kernel/store.ts'
import { signInShapes } from './rules/sign-in-shapes.ts'
import { pageSignIns } from './store/records.ts'

/** Whether the log has a sign-in of the user that succeeded. */
export async function hasSignedIn(read: Read, user: UserId): Promise<boolean> {
  const condition: Condition = {
    kind: 'both',
    left: { kind: 'compare', property: 'userId', operator: 'eq', value: user },
    right: { kind: 'compare', property: 'status/errorCode', operator: 'eq', value: 0 },
  }
  const { order } = signInShapes.beta
  const page = await pageSignIns(read, { top: 1, condition, order, after: undefined, count: false, select: undefined })
  return page.items.length > 0
}
