import { inZone } from '../../base/duration.ts'
import { toIso } from '../../base/time.ts'
import { type AddCommands, type Answer, action, type Opened, withOutFile } from '../../faces/cli.ts'
import { groupedPasscode } from '../../methods/temporary-access-pass/rules/passcode.ts'
import { bootstrap } from '../bootstrap.ts'

/** `latchkey bootstrap [user]`. */
export const addBootstrapCommand: AddCommands = (program, open) => {
  withOutFile(program.command('bootstrap'))
    .description(
      'give an administrator a pass for one sign-in within an hour, whatever the policy says; it is recorded',
    )
    .argument('[user]', 'user principal name; the first administrator unless told')
    .action(action(open, answerPass, { secret: () => true }))
}

async function answerPass({ kernel, actor, terminal }: Opened, userName: string | undefined): Promise<Answer> {
  const { user, pass, code, signInUrl } = await bootstrap(kernel, actor, userName)
  const { userPrincipalName } = user
  return {
    secret: 'temporaryAccessPass',
    json: { userPrincipalName, temporaryAccessPass: code.reveal(), expiresDateTime: toIso(pass.endAt), signInUrl },
    table: {
      userPrincipalName,
      temporaryAccessPass: groupedPasscode(code.reveal(), 'unambiguous'),
      'sign in at': signInUrl,
      'until, once': inZone(pass.endAt, terminal.zone),
    },
    note: 'The pass is not shown again. Sign in with it and register a passkey.',
  }
}
