import { inZone } from '../../base/duration.ts'
import type { AddCommands, Terminal } from '../../faces/cli.ts'
import { groupedPasscode } from '../../methods/temporary-access-pass/rules/passcode.ts'
import type { RunningServer } from '../serve.ts'

/** `latchkey serve`: runs until it is told to stop by SIGINT or SIGTERM. */
export const addServeCommand: AddCommands = (program, { terminal }) => {
  program
    .command('serve')
    .description('run the server; at the first start it prints a pass for the first administrator')
    .action(async () => {
      const [{ serve }, { loadSettings }] = await Promise.all([import('../serve.ts'), import('../../kernel/config.ts')])
      const server = await serve(loadSettings())
      terminal.out(greeting(server, terminal))
      await toldToStop()
      await server.stop()
    })
}

/** What the operator reads first: the address, and how to get in. */
function greeting({ kernel, firstPass }: RunningServer, terminal: Terminal): string {
  const lines = ['', `  Latchkey is ready at ${kernel.settings.publicUrl}`, '']
  if (firstPass) {
    const { user, code, pass, signInUrl } = firstPass
    lines.push(
      '  Nobody can sign in yet. Here is a Temporary Access Pass for the first administrator:',
      '',
      `    sign in at             ${signInUrl}`,
      `    user name              ${user.userPrincipalName}`,
      `    Temporary Access Pass  ${groupedPasscode(code.reveal(), pass.alphabet)}`,
      `    works once, until      ${inZone(pass.endAt, terminal.zone)}`,
      '',
      '  It is not shown again. For another one: npx latchkey bootstrap',
      '',
    )
  }
  return `${lines.join('\n')}\n`
}

const toldToStop = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
