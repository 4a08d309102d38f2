import type { Actor } from '../base/actor.ts'
import { csvLine } from '../base/csv.ts'
import type { ListQuery } from '../base/odata/query.ts'
import { project } from '../base/odata/query.ts'
import type { Page, Position } from '../base/odata/shape.ts'
import { command } from '../kernel/command.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { othersFirst } from '../kernel/system.ts'
import { listDirectoryAudits, listSignIns } from './lists.ts'
import type { LogName } from './rules/chain.ts'
import { directoryAuditCsv, signInCsv } from './rules/csv-columns.ts'
import { directoryAuditShapes } from './rules/shapes.ts'
import { signInShapes } from './rules/sign-in-shapes.ts'
import { wholeSignIn } from './rules/whole-sign-in.ts'
import type { RecordText } from './store/records.ts'

export type DownloadFormat = 'csv' | 'jsonl'

/** What somebody wants to take away of a log. */
export interface Download {
  readonly query: ListQuery
  /** As it was written, for the record; undefined where everything is wanted. */
  readonly filter: string | undefined
  readonly format: DownloadFormat
}

type Fields = Readonly<Record<string, unknown>>

const logs = {
  directoryAudits: {
    title: 'Audit logs',
    list: listDirectoryAudits,
    columns: directoryAuditCsv,
    shape: directoryAuditShapes.beta,
    read: (record: string) => JSON.parse(record) as Fields,
  },
  signIns: {
    title: 'Sign-in logs',
    list: listSignIns,
    columns: signInCsv,
    shape: signInShapes.beta,
    read: (record: string) => wholeSignIn(JSON.parse(record) as Fields),
  },
} as const

const longestFilter = 2000

const detailsOf = ({ filter, format }: Download): Readonly<Record<string, string>> => ({
  Format: format,
  Filter: (filter ?? '').slice(0, longestFilter),
})

const targetOf = (log: LogName) => ({
  resource: { type: 'Directory', id: log, displayName: logs[log].title } as const,
})

const recordSignIns = command({
  name: 'exportSignIns',
  operation: 'signIns.read',
  activity: 'exportSignIns',
  target: async () => targetOf('signIns'),
  work: async (w, input: Download) =>
    w.audit({ activity: 'exportSignIns', targets: [targetOf('signIns').resource], details: detailsOf(input) }),
})

const recordDirectoryAudits = command({
  name: 'exportDirectoryAudits',
  operation: 'auditLogs.read',
  activity: 'exportDirectoryAudits',
  target: async () => targetOf('directoryAudits'),
  work: async (w, input: Download) =>
    w.audit({
      activity: 'exportDirectoryAudits',
      targets: [targetOf('directoryAudits').resource],
      details: detailsOf(input),
    }),
})

/**
 * Records who takes what away, and returns it piece by piece in the order of Graph's list, newest first unless asked otherwise.
 *
 * A line of JSON is the object that Graph's beta lists. Each page is a read of its own, made when the one before was taken.
 * What is written meanwhile is not among it, unless the oldest come first. Refuses with `insufficientPrivileges`.
 */
export async function downloadLog(
  kernel: Kernel,
  actor: Actor,
  log: LogName,
  wanted: Download,
): Promise<AsyncIterable<string>> {
  await (log === 'signIns' ? recordSignIns : recordDirectoryAudits)(kernel, actor, wanted)
  return pieces(kernel, actor, log, wanted)
}

const pageSize = 500

/** Without it Excel takes UTF-8 for the letters of its own country. */
const byteOrderMark = '\uFEFF'

async function* pieces(
  kernel: Kernel,
  actor: Actor,
  log: LogName,
  { query, format }: Download,
): AsyncGenerator<string> {
  const { list, columns } = logs[log]
  if (format === 'csv') yield `${byteOrderMark}${csvLine(columns.map(({ heading }) => heading))}`
  let after: Position | undefined
  do {
    const page: Page<RecordText> = await list(kernel, actor, { ...query, top: pageSize, count: false, after })
    if (page.items.length > 0) yield page.items.map(({ record }) => lineOf(log, format, record)).join('')
    after = page.next
    await othersFirst()
  } while (after)
}

function lineOf(log: LogName, format: DownloadFormat, text: string): string {
  const { read, shape, columns } = logs[log]
  const record = project(read(text), undefined, shape)
  return format === 'csv' ? csvLine(columns.map((column) => column.text(record))) : `${JSON.stringify(record)}\n`
}
