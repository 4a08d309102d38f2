import { text } from 'node:stream/consumers'
import type { Terminal } from '../../faces/cli.ts'

/** The process's own streams. A reader that goes away early (`| head`) is no failure. */
export function realTerminal(): Terminal {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
    })
  }
  return {
    out: (written) => void process.stdout.write(written),
    err: (written) => void process.stderr.write(written),
    outIsScreen: process.stdout.isTTY === true,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    readInput: async () => (await text(process.stdin)).replace(/\r?\n$/, ''),
  }
}
