import { open as openFile } from 'node:fs/promises'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { parseDuration } from '../base/duration.ts'
import type { Condition } from '../base/odata/condition.ts'
import { type Instant, parseIso, plusMinutes } from '../base/time.ts'
import { print } from '../faces/cli/print.ts'
import { type AddCommands, type Answer, action, type Opened, UsageError } from '../faces/cli.ts'
import { auditRow, findingRow, signInRow } from './cli/rows.ts'
import type { LogName } from './rules/chain.ts'
import { directoryAuditShapes } from './rules/shapes.ts'
import { signInShapes } from './rules/sign-in-shapes.ts'
import { wholeSignIn } from './rules/whole-sign-in.ts'
import { exportRecords, listDirectoryAudits, listSignIns, type Verification, verifyChain } from './service.ts'

const logNames: readonly LogName[] = ['directoryAudits', 'signIns']

/** `latchkey audit list|verify|export`. */
export const addAuditCommands: AddCommands = (program, open) => {
  const audit = program.command('audit').description('read, verify and export the logs')
  audit
    .command('list')
    .description('show the newest records')
    .addOption(logOption().default('directoryAudits'))
    .option('--top <number>', 'how many, up to 1000', readTop, 20)
    .action(action(open, list))
  audit
    .command('verify')
    .description('check that no record was edited, deleted, inserted or moved; ends with 1 if one was')
    .option('--head <hash>', 'an earlier head, noted elsewhere: finds an end that was cut off', readHash)
    .action(action(open, verify))
  audit
    .command('export')
    .description('write the records as JSON lines, oldest first, both logs unless told')
    .addOption(logOption())
    .option('--since <time>', 'a date and time (UTC unless it says), or how long ago: 2d', readSince)
    .option('--out-file <file>', 'write to a new file that only you can read')
    .action(action(open, exportLogs))
}

const logOption = (): Option => new Option('--log <log>', 'which log').choices(logNames)

/** The list over Graph shows people only, unless its filter speaks of it. */
const peopleAndApplications: Condition = { kind: 'in', property: 'isInteractive', values: [true, false] }

async function list({ kernel, actor }: Opened, options: { readonly log: LogName; readonly top: number }) {
  const isSignIns = options.log === 'signIns'
  const { order } = isSignIns ? signInShapes.beta : directoryAuditShapes.beta
  const condition = isSignIns ? peopleAndApplications : undefined
  const query = { top: options.top, condition, order, after: undefined, count: false, select: undefined }
  const page = await (isSignIns ? listSignIns : listDirectoryAudits)(kernel, actor, query)
  const kept = page.items.map((item) => JSON.parse(item.record) as Record<string, unknown>)
  const records = isSignIns ? kept.map(wholeSignIn) : kept
  const note = records.length === 0 ? { note: 'The log is empty.' } : {}
  return { json: records, table: records.map(isSignIns ? signInRow : auditRow), ...note }
}

async function verify({ kernel, terminal }: Opened, options: { readonly head?: string }, command: Command) {
  const output: 'json' | 'table' = command.optsWithGlobals()['output']
  const found = await kernel.store.read((r) =>
    verifyChain(r, kernel.vault, {
      ...options,
      progress: (checked) => {
        if (output === 'table' && terminal.outIsScreen) terminal.err(`Checked ${checked} records\r`)
      },
    }),
  )
  const answer = verdict(found)
  if (found.isIntact) return answer
  await print(terminal, output, answer)
  throw new Error('The logs do not verify: somebody changed them outside Latchkey, or the master key is another one.')
}

function verdict(found: Verification): Answer {
  const { head, sealed, unsealed, findingCount, isHeadMissing } = found
  const summary = {
    intact: found.isIntact,
    sealed,
    'not sealed yet': unsealed,
    findings: findingCount,
    head: head?.hash,
    ...(isHeadMissing ? { 'earlier head': 'missing: the end of the chain was cut off or written anew' } : {}),
  }
  return { json: found, table: found.findings.length > 0 ? found.findings.map(findingRow) : summary }
}

interface ExportOptions {
  readonly log?: LogName
  readonly since?: (now: Instant) => Instant
  readonly outFile?: string
}

async function exportLogs({ kernel, terminal }: Opened, { log, since, outFile }: ExportOptions): Promise<Answer> {
  const file = outFile === undefined ? undefined : await createFile(outFile)
  let lines = 0
  try {
    const from = since?.(kernel.clock.now())
    for (const name of log ? [log] : logNames) {
      for await (const text of exportRecords(kernel.store, name, { since: from })) {
        if (file) await file.write(text)
        else terminal.out(text)
        lines += text.split('\n').length - 1
      }
    }
  } finally {
    await file?.close()
  }
  return { note: `${lines} records exported${outFile === undefined ? '' : ` to ${outFile}`}.` }
}

async function createFile(path: string) {
  try {
    return await openFile(path, 'wx', 0o600)
  } catch (error) {
    throw new UsageError(`The file ${path} cannot be created: ${error instanceof Error ? error.message : error}`)
  }
}

function readTop(text: string): number {
  const top = /^\d{1,4}$/.test(text) ? Number(text) : 0
  if (top < 1 || top > 1000) throw new InvalidArgumentError('Write a whole number from 1 to 1000.')
  return top
}

function readHash(text: string): string {
  if (!/^[0-9a-f]{64}$/i.test(text)) throw new InvalidArgumentError('Write the 64 hexadecimal digits verify printed.')
  return text
}

function readSince(text: string): (now: Instant) => Instant {
  const at = parseIso(text)
  if (at !== undefined) return () => at
  const minutes = parseDuration(text)
  if (minutes !== undefined) return (now) => plusMinutes(now, -minutes)
  throw new InvalidArgumentError('Write a date and time such as 2030-01-31T08:00:00Z, or how long ago: 30m, 8h, 2d.')
}
