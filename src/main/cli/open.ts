import { userInfo } from 'node:os'
import type { OpenKernel, Terminal } from '../../faces/cli.ts'

/**
 * Opens the kernel on the settings of this environment.
 *
 * The log goes to standard error and is quiet unless asked, so that answers stay clean.
 * What is done is recorded as done by the command line, with the account of the operating system.
 */
export function openKernel(terminal: Terminal): OpenKernel {
  const open = async () => {
    const [{ compose, systemActor }, { loadSettings }, { createLogger }, system] = await Promise.all([
      import('../compose.ts'),
      import('../../kernel/config.ts'),
      import('../../kernel/log.ts'),
      import('../../kernel/system.ts'),
    ])
    const settings = loadSettings()
    const level = settings.logLevel === 'info' ? 'warn' : settings.logLevel
    const { kernel, close } = await compose(settings, {
      clock: system.systemClock,
      random: system.systemRandom,
      log: createLogger(level, { write: terminal.err }),
    })
    const actor = systemActor('Latchkey command line')
    const origin = { ...actor.origin, userAgent: `latchkey command line (${accountName()})` }
    return { kernel, actor: { ...actor, origin }, terminal, close }
  }
  return Object.assign(open, { terminal })
}

function accountName(): string {
  try {
    return userInfo().username
  } catch {
    return 'unknown account'
  }
}
