import type { ListQuery } from '../../base/odata/query.ts'
import type { Page } from '../../base/odata/shape.ts'
import type { Instant } from '../../base/time.ts'
import type { Read } from '../../kernel/store.ts'
import type { LogName } from '../rules/chain.ts'
import { directoryAuditShapes } from '../rules/shapes.ts'
import { inColumns } from '../rules/sign-in-condition.ts'
import { signInColumnShape } from '../rules/sign-in-shapes.ts'
import { type Log, pageOfLog } from './log-page.ts'

/** A record's text as Graph shows it. */
export interface RecordText {
  readonly id: string
  readonly record: string
}

const auditLog: Log = { table: 'directory_audits', time: 'activity_at', shape: directoryAuditShapes.beta }
const signInLog: Log = { table: 'sign_ins', time: 'created_at', shape: signInColumnShape }

export const pageAudits = (read: Read, query: ListQuery): Promise<Page<RecordText>> =>
  pageOfLog(read, auditLog, read.db.selectFrom('directory_audits').select(['id', 'activity_at', 'record']), query)

export const pageSignIns = (read: Read, query: ListQuery): Promise<Page<RecordText>> =>
  pageOfLog(read, signInLog, read.db.selectFrom('sign_ins').select(['id', 'created_at', 'record']), {
    ...query,
    condition: query.condition && inColumns(query.condition),
  })

export const findRecord = (read: Read, log: LogName, id: string): Promise<RecordText | undefined> =>
  log === 'directoryAudits'
    ? read.db.selectFrom('directory_audits').select(['id', 'record']).where('id', '=', id).executeTakeFirst()
    : read.db.selectFrom('sign_ins').select(['id', 'record']).where('id', '=', id).executeTakeFirst()

/** A place in a log in the order of time and id. */
export interface LogPosition {
  readonly at: number
  readonly id: string
}

/** The records from `since` on that come after a position, oldest first. */
export function listAfter(
  read: Read,
  log: LogName,
  after: LogPosition,
  until: Instant,
  most: number,
): Promise<readonly (RecordText & LogPosition)[]> {
  if (log === 'directoryAudits') {
    return read.db
      .selectFrom('directory_audits')
      .select(['id', 'record', 'activity_at as at'])
      .where('activity_at', '>=', after.at)
      .where('activity_at', '<', until)
      .where((row) => row.or([row('activity_at', '>', after.at), row('id', '>', after.id)]))
      .orderBy('activity_at')
      .orderBy('id')
      .limit(most)
      .execute()
  }
  return read.db
    .selectFrom('sign_ins')
    .select(['id', 'record', 'created_at as at'])
    .where('created_at', '>=', after.at)
    .where('created_at', '<', until)
    .where((row) => row.or([row('created_at', '>', after.at), row('id', '>', after.id)]))
    .orderBy('created_at')
    .orderBy('id')
    .limit(most)
    .execute()
}
