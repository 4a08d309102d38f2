import type { PropertyShape, ResourceShape } from '../../base/odata/shape.ts'
import { type Instant, plusMinutes } from '../../base/time.ts'
import { groupShape, userShape } from './shapes.ts'

/** How long a deleted user or group can be restored. */
const restorableDays = 30

/** Deleted before this, nothing is restored any more. */
export const restorableSince = (now: Instant): Instant => plusMinutes(now, -restorableDays * 24 * 60)

const deletedDateTime: PropertyShape = { kind: 'dateTime', column: 'deleted_at', filter: 'range', sort: true }

const deleted = (shape: ResourceShape): ResourceShape => ({
  ...shape,
  properties: { ...shape.properties, deletedDateTime },
  ...(shape.defaults ? { defaults: [...shape.defaults, 'deletedDateTime'] } : {}),
})

/** What query options may ask of deleted users. */
export const deletedUserShape = deleted(userShape)

/** What query options may ask of deleted groups. */
export const deletedGroupShape = deleted(groupShape)
