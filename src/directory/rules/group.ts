import type { GroupId } from '../../base/text.ts'
import type { Instant } from '../../base/time.ts'

/** A security group. */
export interface Group {
  readonly id: GroupId
  readonly displayName: string
  readonly description: string | null
  readonly mailNickname: string
  /** Whether roles may be given to the group; fixed when it is created. */
  readonly isAssignableToRole: boolean
  readonly createdAt: Instant
}

/** A direct member of a group. */
export interface Member {
  readonly kind: 'user' | 'group'
  readonly id: string
}
