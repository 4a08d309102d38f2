import { type Instant, instant, plusSeconds } from '../base/time.ts'
import type { Store } from '../kernel/store.ts'
import type { LogName } from './rules/chain.ts'
import { wholeSignIn } from './rules/whole-sign-in.ts'
import { type LogPosition, listAfter } from './store/records.ts'

const batchSize = 1000

/** A record as a line: its type, then what it says. */
const lineOf: Readonly<Record<LogName, (record: string) => string>> = {
  directoryAudits: (record) => `{"@odata.type":"#microsoft.graph.directoryAudit",${record.slice(1)}\n`,
  signIns: (record) =>
    `${JSON.stringify({ '@odata.type': '#microsoft.graph.signIn', ...wholeSignIn(JSON.parse(record)) })}\n`,
}

/**
 * The records of a log as JSON lines, oldest first, a batch of whole lines at a time.
 *
 * Each line is the object Graph's beta shows, with its `@odata.type` first.
 * `since` is included, `until` is not; without them the log is exported from its beginning to now.
 */
export async function* exportRecords(
  store: Store,
  log: LogName,
  range: { readonly since?: Instant | undefined; readonly until?: Instant | undefined } = {},
): AsyncGenerator<string> {
  const until = range.until ?? (await store.read(async (r) => plusSeconds(r.now, 1)))
  let after: LogPosition = { at: range.since ?? instant(0), id: '' }
  for (;;) {
    const records = await store.read((r) => listAfter(r, log, after, until, batchSize))
    const last = records.at(-1)
    if (!last) return
    after = last
    yield records.map(({ record }) => lineOf[log](record)).join('')
  }
}
