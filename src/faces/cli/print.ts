import { type FileHandle, open, rm } from 'node:fs/promises'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage.ts'

/** One record for people: names to values. */
export type Row = Readonly<Record<string, string | number | boolean | null | undefined>>

/** What a command has to say. */
export interface Answer {
  /** For scripts: what `-o json` prints. Absent where there is nothing but `note`. */
  readonly json?: unknown
  /** For people: one record, or a list of records with the same names. */
  readonly table?: Row | readonly Row[]
  /** A sentence for people, on standard error so that it never mixes with the answer. */
  readonly note?: string
  /** The name, in `json`, of a secret that is shown this once. */
  readonly secret?: string
}

/** Prints an answer in the form that was asked for. */
export async function print(terminal: Terminal, output: 'json' | 'table', answer: Answer): Promise<void> {
  if (output === 'json') {
    if (answer.json !== undefined) terminal.out(`${JSON.stringify(answer.json, null, 2)}\n`)
    return
  }
  if (answer.table) terminal.out(await drawTable(answer.table))
  if (answer.note) terminal.err(`${visible(answer.note)}\n`)
}

async function drawTable(table: Row | readonly Row[]): Promise<string> {
  const { default: Table } = await import('cli-table3')
  const isList = Array.isArray(table)
  const rows: readonly Row[] = isList ? table : Object.entries(table as Row).map(([name, value]) => ({ name, value }))
  const head = Object.keys(rows[0] ?? {})
  const drawn = new Table({
    ...(isList ? { head } : {}),
    chars: noBorders,
    style: { head: [], border: [], compact: true },
  })
  drawn.push(...rows.map((row) => head.map((name) => cell(row[name]))))
  return rows.length === 0 ? '' : `${drawn.toString().replace(/[ ]+$/gm, '').replace(/^ /gm, '')}\n`
}

const cell = (value: Row[string]): string =>
  value === null || value === undefined ? '-' : visible(String(value)).replaceAll('\n', '\\u{a}')

/** Control and format characters are shown and not obeyed, so that no record can steer the terminal. */
export const visible = (text: string): string =>
  text.replace(/(?!\n)[\p{Cc}\p{Cf}]/gu, (symbol) => `\\u{${(symbol.codePointAt(0) ?? 0).toString(16)}}`)

const sides = [
  'top',
  'top-mid',
  'top-left',
  'top-right',
  'bottom',
  'bottom-mid',
  'bottom-left',
  'bottom-right',
] as const
const lines = ['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid'] as const
const noBorders = { ...Object.fromEntries([...sides, ...lines].map((name) => [name, ''])), middle: ' ' }

/** Where the secret of an answer goes. */
export interface SecretSink {
  /** Puts the secret where it belongs and returns what remains to be printed. */
  take(answer: Answer): Promise<Answer>
  /** The command failed: leaves no empty file behind. */
  discard(): Promise<void>
}

/**
 * Decides where a secret may go, before there is one.
 *
 * Throws `UsageError` when it would silently go into a pipe, or when the file is there already.
 *
 * Source: product.md §5.
 */
export async function secretSink(
  terminal: Terminal,
  output: 'json' | 'table',
  outFile: string | undefined,
): Promise<SecretSink> {
  if (outFile !== undefined) return fileSink(outFile, await createFile(outFile))
  if (output === 'json' || terminal.outIsScreen) return { take: async (answer) => answer, discard: async () => {} }
  throw new UsageError(
    'The answer holds a secret, and standard output is not a screen. Ask for it with -o json, or write it to a new file with --out-file FILE.',
  )
}

/** Readable by its owner alone, and never a file that was there before. */
async function createFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'wx', 0o600)
  } catch (error) {
    throw new UsageError(`The file ${path} cannot be created: ${error instanceof Error ? error.message : error}`)
  }
}

function fileSink(path: string, file: FileHandle): SecretSink {
  return {
    take: async (answer) => {
      await file.writeFile(`${JSON.stringify(answer.json, null, 2)}\n`)
      await file.close()
      return withoutSecret(answer, path)
    },
    discard: async () => {
      await file.close()
      await rm(path, { force: true })
    },
  }
}

/** What may still be printed: nothing that could hold the secret under another name. */
function withoutSecret({ secret, json }: Answer, path: string): Answer {
  const note = `The answer${secret === undefined ? '' : ' with its secret'} is in ${path}, which only you can read.`
  const isKnown = secret !== undefined && typeof json === 'object' && json !== null && secret in json
  return isKnown ? { json: { ...json, [secret]: null }, note } : { note }
}
