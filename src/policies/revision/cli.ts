import type { Command } from 'commander'
import type { Opened } from '../../faces/cli.ts'
import { acceptingLockOut } from './service.ts'

/** The option of every command that may shut administrators out. */
export interface ForceOption {
  readonly force?: true
}

/** Gives a command the option to carry out what would lock out every administrator who could undo it. */
export const withForce = (command: Command): Command =>
  command.option('--force', 'also where it locks out everybody who could undo it; it is recorded')

/** The same, with a kernel that takes `--force` for an answer. */
export const forcedBy = (opened: Opened, { force }: ForceOption): Opened =>
  force ? { ...opened, kernel: acceptingLockOut(opened.kernel) } : opened
