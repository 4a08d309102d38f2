import type { Terminal } from '../../src/faces/cli.ts'
import { run } from '../../src/main/cli.ts'
import type { TestKernel } from './kernel.ts'

/** What a command left behind. */
export interface CommandResult {
  readonly exitCode: number
  readonly out: string
  readonly err: string
}

interface CommandLineOptions {
  /** Whether standard output is a screen; a pipe unless told. */
  readonly screen?: boolean
  readonly input?: string
}

/** Runs `latchkey …` in this process on the kernel of a test, its zone being UTC. */
export const commandLine =
  (kernel: TestKernel, options: CommandLineOptions = {}) =>
  async (...argv: readonly string[]): Promise<CommandResult> => {
    const written = { out: '', err: '' }
    const terminal: Terminal = {
      out: (text) => {
        written.out += text
      },
      err: (text) => {
        written.err += text
      },
      outIsScreen: options.screen ?? false,
      zone: 'UTC',
      readInput: async () => options.input ?? '',
    }
    const actor = {
      kind: 'system',
      displayName: 'Latchkey command line',
      origin: { ipAddress: '', userAgent: 'test', correlationId: '00000000-0000-4000-8000-000000000002' },
    } as const
    const open = Object.assign(async () => ({ kernel, actor, terminal, close: async () => {} }), { terminal })
    return { exitCode: await run(argv, { terminal, open }), ...written }
  }
