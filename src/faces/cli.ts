import type { Command } from 'commander'
import type { SystemActor } from '../base/actor.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { type Answer, print, type SecretSink, secretSink } from './cli/print.ts'
import type { Terminal } from './cli/terminal.ts'

export { groupIdOf } from './cli/find-group.ts'
export type { Answer, Row } from './cli/print.ts'
export type { Terminal } from './cli/terminal.ts'
export { duration, UsageError } from './cli/usage.ts'

/** What a command works with. */
export interface Opened {
  readonly kernel: Kernel
  readonly actor: SystemActor
  readonly terminal: Terminal
  close(): Promise<void>
}

/** Opens the kernel on the operator's settings; the server may be running on the same database. */
export interface OpenKernel {
  (): Promise<Opened>
  readonly terminal: Terminal
}

/** Adds the commands of one slice to the command line. */
export type AddCommands = (program: Command, open: OpenKernel) => void

interface ActionOptions {
  /** Whether the answer, with these options, goes where secrets go; see `withOutFile`. */
  readonly secret?: (options: Readonly<Record<string, unknown>>) => boolean
}

/**
 * Makes the action of a command: opens the kernel, works, prints the answer, closes.
 *
 * `work` gets the arguments and the options in the order commander gives them.
 * A secret goes to a terminal, into the file named by `--out-file`, or where `-o json` asks for it;
 * anything else is refused before `work` begins.
 */
export function action<Args extends readonly unknown[]>(
  open: OpenKernel,
  work: (opened: Opened, ...args: Args) => Promise<Answer>,
  { secret = () => false }: ActionOptions = {},
): (...args: readonly unknown[]) => Promise<void> {
  return async (...args) => {
    const options = commandOf(args).optsWithGlobals<GlobalOptions>()
    const { output, outFile } = options
    const sink: SecretSink | undefined = secret({ ...options })
      ? await secretSink(open.terminal, output, outFile)
      : undefined
    try {
      const answer = await withKernel(open, (opened) => work(opened, ...(args as unknown as Args)))
      await print(open.terminal, output, sink ? await sink.take(answer) : answer)
    } catch (error) {
      await sink?.discard()
      throw error
    }
  }
}

interface GlobalOptions {
  readonly output: 'json' | 'table'
  readonly outFile?: string
}

/** Commander's last argument is the command itself. */
const commandOf = (args: readonly unknown[]): Command => args.at(-1) as Command

async function withKernel<Value>(open: OpenKernel, work: (opened: Opened) => Promise<Value>): Promise<Value> {
  const opened = await open()
  try {
    return await work(opened)
  } finally {
    await opened.close()
  }
}

/** Gives a command whose answer holds a secret the option to write it to a file. */
export const withOutFile = (command: Command): Command =>
  command.option('--out-file <file>', 'write the answer with its secret to a new file that only you can read')
