import { readFileSync } from 'node:fs'
import { Command, Option } from 'commander'
import { tellError } from '../faces/cli/errors.ts'
import type { OpenKernel, Terminal } from '../faces/cli.ts'
import { commandGroups } from './cli/groups.ts'
import { openKernel } from './cli/open.ts'
import { realTerminal } from './cli/terminal.ts'

/** What the command line meets outside; tests hand in their own. */
export interface Surroundings {
  readonly terminal: Terminal
  readonly open: OpenKernel
}

/**
 * Runs one command line, without the name of the program, and returns the exit code.
 *
 * Only the modules of the command that was named are loaded, so that each starts quickly.
 *
 * Source: docs/cli.md.
 */
export async function run(argv: readonly string[], given: Partial<Surroundings> = {}): Promise<number> {
  const terminal = given.terminal ?? realTerminal()
  const program = newProgram(terminal)
  try {
    for (const group of commandGroups) {
      if (argv.includes(group.name)) (await group.load())(program, given.open ?? openKernel(terminal))
      else program.command(group.name).description(group.summary)
    }
    await program.parseAsync(argv, { from: 'user' })
    return 0
  } catch (error) {
    return tellError(terminal, program.opts()['output'], error)
  }
}

function newProgram(terminal: Terminal): Command {
  return new Command('latchkey')
    .description('Latchkey: an identity server whose heart is the Temporary Access Pass.')
    .version(version(), '--version')
    .addOption(
      new Option('-o, --output <form>', 'table for people, json for scripts')
        .choices(['table', 'json'])
        .default('table'),
    )
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err, outputError: () => {} })
    .exitOverride()
    .addHelpText('after', examples)
}

function version(): string {
  const file = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(file) as { readonly version: string }).version
}

const examples = `
Examples:
  latchkey serve
  latchkey bootstrap
  latchkey policy set temporaryAccessPass --state enabled --min 10m --max 8h
  latchkey pass issue user@example.com --lifetime 1h --once

Every command has a --help of its own. Exit codes and JSON shapes: docs/cli.md.`
