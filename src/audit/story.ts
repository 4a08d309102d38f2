import { type Instant, instant } from '../base/time.ts'
import type { Read } from '../kernel/store.ts'
import { activities } from './rules/activities.ts'
import type { SignInRecord } from './rules/sign-in-record.ts'
import type { ActivityName, DirectoryAudit } from './rules.ts'
import {
  listAuditsAboutUser,
  listAuditsOfCorrelation,
  listSignInsOfCorrelation,
  listSignInsOfUser,
  type TimedRecord,
  type UserSpan,
} from './store/story.ts'

/** A record of a log, read, and when it was written. */
export interface Told<Kept> {
  readonly at: Instant
  readonly record: Kept
}

const told = <Kept>({ at, record }: TimedRecord): Told<Kept> => ({
  at: instant(at),
  record: JSON.parse(record) as Kept,
})

/** The audits of one correlation id, the oldest first. The caller has been asked what they may. */
export const auditsOfCorrelation = async (read: Read, id: string, most: number) =>
  (await listAuditsOfCorrelation(read, id, most)).map((row) => told<DirectoryAudit>(row))

/** The sign-ins of one correlation id, the oldest first. The caller has been asked what they may. */
export const signInsOfCorrelation = async (read: Read, id: string, most: number) =>
  (await listSignInsOfCorrelation(read, id, most)).map((row) => told<SignInRecord>(row))

/** The audits of certain activities about a user in a time, both ends included. The caller has been asked what they may. */
export const auditsAboutUser = async (
  read: Read,
  span: UserSpan,
  wanted: readonly ActivityName[],
  most: number,
  direction: 'asc' | 'desc' = 'asc',
) => {
  const names = wanted.map((name) => activities[name].activityDisplayName)
  return (await listAuditsAboutUser(read, span, names, most, direction)).map((row) => told<DirectoryAudit>(row))
}

/** A user's sign-ins in a time, both ends included, the oldest first. The caller has been asked what they may. */
export const signInsOfUser = async (read: Read, span: UserSpan, most: number) =>
  (await listSignInsOfUser(read, span, most)).map((row) => told<SignInRecord>(row))
