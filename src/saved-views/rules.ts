import type { Json } from '../base/json.ts'
import type { UserId } from '../base/text.ts'
import type { Instant } from '../base/time.ts'

/** How many views a person may keep, of all lists together. */
export const mostViews = 50

/** A view of a list that a person keeps. */
export interface SavedView {
  readonly id: string
  readonly userId: UserId
  readonly list: string
  readonly name: string
  /** What is asked of the list, as the contract has it. */
  readonly query: ViewQuery
  readonly createdAt: Instant
  readonly modifiedAt: Instant
}

export type ViewQuery = { readonly [key: string]: Json }
