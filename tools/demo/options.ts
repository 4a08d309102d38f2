import { parseArgs } from 'node:util'

/** What a demo was asked for. */
export interface AskedDemo {
  readonly users: number
  readonly days: number
  /** The folder to keep it in; absent: a folder that goes when the demo ends. */
  readonly keep: string | undefined
  /** An empty PostgreSQL database; absent: SQLite in the folder. */
  readonly databaseUrl: string | undefined
  /** The port, or the first to try. */
  readonly port: number
  readonly isPortFixed: boolean
  readonly seed: number
  readonly isHelp: boolean
}

/** A demo was asked for that there cannot be; the message says what is allowed. */
export class DemoRefused extends Error {}

export const help = `npm run demo -- [options]

Starts a throw-away tenant to look around in. It goes when you end it with Ctrl-C.

  --users <count>         people in it, 30 to 200000 (2000)
  --days <count>          days its logs go back, 3 to 365 (90)
  --port <port>           port to listen on (8099, or the next that is free)
  --keep <folder>         keep it in this folder, and go on with it the next time
  --database-url <url>    an empty PostgreSQL database, in place of SQLite
  --seed <number>         another number makes other people (1)
`

/** Reads the options; throws `DemoRefused`. */
export function readOptions(argv: readonly string[]): AskedDemo {
  const values = parsed(argv)
  if (values['database-url'] !== undefined && !/^postgres(ql)?:\/\//.test(values['database-url'])) {
    throw new DemoRefused('--database-url is postgres://user:password@host:port/database.')
  }
  if (values['database-url'] !== undefined && values.keep !== undefined) {
    throw new DemoRefused('--keep and --database-url do not go together: a demo in a database of its own is made once.')
  }
  return {
    users: whole('--users', values.users, 2000, 30, 200_000),
    days: whole('--days', values.days, 90, 3, 365),
    port: whole('--port', values.port, 8099, 1, 65_535),
    isPortFixed: values.port !== undefined,
    seed: whole('--seed', values.seed, 1, 1, 2 ** 31 - 1),
    keep: values.keep,
    databaseUrl: values['database-url'],
    isHelp: values.help ?? false,
  }
}

const text = { type: 'string' } as const

function parsed(argv: readonly string[]) {
  try {
    const options = {
      users: text,
      days: text,
      port: text,
      seed: text,
      keep: text,
      'database-url': text,
      help: { type: 'boolean', short: 'h' },
    } as const
    return parseArgs({ args: [...argv], options, strict: true }).values
  } catch (error) {
    throw new DemoRefused(`${error instanceof Error ? error.message : 'The options cannot be read.'}\n\n${help}`)
  }
}

function whole(name: string, given: string | undefined, usual: number, least: number, most: number): number {
  if (given === undefined) return usual
  const value = /^\d{1,10}$/.test(given) ? Number(given) : Number.NaN
  if (value >= least && value <= most) return value
  throw new DemoRefused(`${name} is a whole number from ${least} to ${most}.`)
}
