import { CommanderError } from 'commander'
import { Refusal, type RefusalKind } from '../../base/refusal.ts'
import { visible } from './print.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage.ts'

/** What the process ends with; scripts rely on these numbers (docs/cli.md). */
export const exitCodes = {
  ok: 0,
  failed: 1,
  usage: 2,
  notFound: 3,
  forbidden: 4,
  conflict: 5,
  tryLater: 6,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

const exitOf = {
  invalid: exitCodes.failed,
  unauthenticated: exitCodes.forbidden,
  forbidden: exitCodes.forbidden,
  notFound: exitCodes.notFound,
  conflict: exitCodes.conflict,
  gone: exitCodes.notFound,
  preconditionFailed: exitCodes.conflict,
  tooLarge: exitCodes.failed,
  unsupportedMediaType: exitCodes.failed,
  methodNotAllowed: exitCodes.failed,
  notImplemented: exitCodes.failed,
  throttled: exitCodes.tryLater,
  unavailable: exitCodes.tryLater,
} as const satisfies Record<RefusalKind, ExitCode>

interface Told {
  readonly exit: ExitCode
  readonly code: string
  readonly message: string
  readonly field?: string
}

/** Tells on standard error what went wrong and returns the exit code; help and version are no errors. */
export function tellError(terminal: Terminal, output: 'json' | 'table', error: unknown): ExitCode {
  if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.ok
  if (error instanceof CommanderError && error.code === 'commander.help') return exitCodes.usage
  const { exit, ...told } = describe(error)
  if (output === 'json') terminal.err(`${JSON.stringify({ error: told })}\n`)
  else terminal.err(`latchkey: ${visible(told.message)}\n`)
  return exit
}

function describe(error: unknown): Told {
  if (error instanceof Refusal) {
    const field = error.field === undefined ? {} : { field: error.field }
    return { exit: exitOf[error.kind], code: error.code, message: error.message, ...field }
  }
  if (error instanceof CommanderError) {
    return { exit: exitCodes.usage, code: 'usage', message: error.message.replace(/^error: /, '') }
  }
  if (error instanceof UsageError) return { exit: exitCodes.usage, code: 'usage', message: error.message }
  if (error instanceof Error && error.name === 'SettingsInvalid') {
    return { exit: exitCodes.usage, code: 'settingsInvalid', message: error.message }
  }
  return { exit: exitCodes.failed, code: 'failed', message: faultMessage(error) }
}

function faultMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { code, address, port } = error as NodeJS.ErrnoException & { readonly address?: string; readonly port?: number }
  if (code !== 'EADDRINUSE') return error.message
  return `Something else listens on ${address} port ${port} already. Stop it, or choose another port: LATCHKEY_PORT, LATCHKEY_MANAGEMENT_PORT.`
}
