import type { Read } from '../../kernel/store.ts'
import type { RecordText } from './records.ts'

/** A record and when it was written. */
export interface TimedRecord extends RecordText {
  readonly at: number
}

/** The audits of one correlation id, the oldest first. */
export const listAuditsOfCorrelation = (
  { db }: Read,
  correlationId: string,
  most: number,
): Promise<readonly TimedRecord[]> =>
  db
    .selectFrom('directory_audits')
    .select(['id', 'record', 'activity_at as at'])
    .where('correlation_id', '=', correlationId)
    .orderBy('activity_at')
    .limit(most)
    .execute()

/** The sign-ins of one correlation id, the oldest first. */
export const listSignInsOfCorrelation = (
  { db }: Read,
  correlationId: string,
  most: number,
): Promise<readonly TimedRecord[]> =>
  db
    .selectFrom('sign_ins')
    .select(['id', 'record', 'created_at as at'])
    .where('correlation_id', '=', correlationId)
    .orderBy('created_at')
    .limit(most)
    .execute()

/** Of whom, and of which time, both ends included. */
export interface UserSpan {
  readonly userId: string
  readonly from: number
  readonly until: number
}

/** The audits of certain activities whose first target is the user. */
export const listAuditsAboutUser = (
  { db }: Read,
  { userId, from, until }: UserSpan,
  activities: readonly string[],
  most: number,
  direction: 'asc' | 'desc',
): Promise<readonly TimedRecord[]> =>
  db
    .selectFrom('directory_audit_targets as target')
    .innerJoin('directory_audits as audit', 'audit.id', 'target.audit_id')
    .select(['audit.id', 'audit.record', 'target.activity_at as at'])
    .where('target.target_id', '=', userId)
    .where('target.activity_at', '>=', from)
    .where('target.activity_at', '<=', until)
    .where('target.position', '=', 0)
    .where('audit.activity_display_name', 'in', activities)
    .orderBy('target.activity_at', direction)
    .limit(most)
    .execute()

/** The user's sign-ins of a time, the oldest first. */
export const listSignInsOfUser = (
  { db }: Read,
  { userId, from, until }: UserSpan,
  most: number,
): Promise<readonly TimedRecord[]> =>
  db
    .selectFrom('sign_ins')
    .select(['id', 'record', 'created_at as at'])
    .where('user_id', '=', userId)
    .where('created_at', '>=', from)
    .where('created_at', '<=', until)
    .orderBy('created_at')
    .limit(most)
    .execute()

/** A sign-in as far as it is looked at when many are counted. */
export interface CountedSignIn extends TimedRecord {
  readonly userId: string | null
  readonly errorCode: number
}

/** The sign-ins from a moment on, the newest first, behind one where given. */
export const listSignInsBack = (
  { db }: Read,
  { from, until }: { readonly from: number; readonly until: number },
  behind: { readonly at: number; readonly id: string } | undefined,
  most: number,
): Promise<readonly CountedSignIn[]> => {
  const since = db
    .selectFrom('sign_ins')
    .select(['id', 'record', 'created_at as at', 'user_id as userId', 'error_code as errorCode'])
    .where('created_at', '>=', from)
    .where('created_at', '<=', behind?.at ?? until)
  const rest = behind
    ? since.where((row) => row.or([row('created_at', '<', behind.at), row('id', '<', behind.id)]))
    : since
  return rest.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(most).execute()
}
