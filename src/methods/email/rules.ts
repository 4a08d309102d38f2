import type { UserId } from '../../base/text.ts'
import type { Instant } from '../../base/time.ts'

/** Graph's id of everybody's address (facts/entra.md §12). */
export const emailMethodId = '3ddfcfc8-9383-446f-83cc-3ab9be4be18f'

/** An address to reach a user at; nobody signs in with it. */
export interface Email {
  readonly owner: UserId
  readonly emailAddress: string
  readonly createdAt: Instant
}
