import { get } from 'node:http'
import { print } from '../../faces/cli/print.ts'
import type { AddCommands } from '../../faces/cli.ts'
import { loadSettings } from '../../kernel/config.ts'
import type { Settings } from '../../kernel/settings.ts'

const mostMilliseconds = 5_000

/** `latchkey healthcheck`: ends with 0 when the server is ready and with 1 when it is not, as Docker wants it. */
export const addHealthcheckCommand: AddCommands = (program, { terminal }) => {
  program
    .command('healthcheck')
    .description('ask the running server whether it is ready')
    .action(async () => {
      const address = readyAddress(loadSettings())
      const status = await statusOf(address)
      if (status !== 200) throw new Error(`The server at ${address} is not ready; it answers ${status}.`)
      await print(terminal, program.opts()['output'], { json: { ready: true }, note: 'The server is ready.' })
    })
}

/** Listening on every address includes the own machine's. */
function readyAddress({ managementHost, managementPort }: Settings): string {
  const host = { '0.0.0.0': '127.0.0.1', '::': '[::1]' }[managementHost] ?? managementHost
  return `http://${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${managementPort}/health/ready`
}

function statusOf(address: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = get(address, { timeout: mostMilliseconds }, (answer) => {
      answer.resume()
      resolve(answer.statusCode)
    })
    asked.on('timeout', () => asked.destroy(new Error(`no answer in ${mostMilliseconds / 1000} seconds`)))
    asked.on('error', (error) => reject(new Error(`The server at ${address} does not answer: ${error.message}.`)))
  })
}
