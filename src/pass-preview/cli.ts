import { type Command, Option } from 'commander'
import type { PassPreviewAnswer } from '../../contract/api/pass-preview.ts'
import { Refusal } from '../base/refusal.ts'
import { type Answer, action, duration, type OpenKernel, type Row } from '../faces/cli.ts'
import { methodModules } from '../methods/index.ts'
import { type IssueOptions, instantOption, issueRequest } from '../methods/temporary-access-pass/cli.ts'
import { readAddress } from '../policies/named-locations/rules.ts'
import { previewToApi } from './api/to-api.ts'
import { previewedPass } from './service.ts'

interface PreviewOptions extends IssueOptions {
  readonly ip?: string
  readonly platform?: 'android' | 'iOS' | 'windows' | 'macOS' | 'linux'
  readonly app?: readonly string[]
}

/** `pass preview`, beside the commands that issue and revoke. */
export function addPassPreviewCommand(program: Command, open: OpenKernel): void {
  const pass = program.commands.find((command) => command.name() === 'pass')
  if (!pass) throw new Error('There is no command pass to add to')
  pass
    .command('preview <user>')
    .description('Say what a pass would open and what not, before it is issued; writes nothing')
    .option('--lifetime <duration>', "how long it would work, such as 30m, 8h or 2d (default: the policy's)", duration)
    .addOption(new Option('--once', 'for one sign-in').conflicts('multi'))
    .addOption(new Option('--multi', 'for several sign-ins'))
    .option('--start <time>', 'when it would begin to work, such as 2026-03-02T08:00:00Z (default: now)', instantOption)
    .option('--ip <address>', 'the address the person will sign in from, where that is known')
    .addOption(
      new Option('--platform <name>', 'the system of their device, where that is known').choices([
        ...['android', 'iOS', 'windows', 'macOS', 'linux'],
      ]),
    )
    .option('--app <client-id...>', 'only these applications')
    .addHelpText('after', '\nExample:\n  latchkey pass preview adele@example.com --lifetime 2h --once')
    .action(
      action(open, async ({ kernel, actor, terminal }, user: string, options: PreviewOptions): Promise<Answer> => {
        const { ip, platform, app } = options
        if (ip !== undefined && !readAddress(ip)) {
          throw new Refusal('malformedRequest', `'${ip}' is no IP address. Write one like 192.0.2.7 or 2001:db8::7.`)
        }
        const found = await previewedPass(kernel, actor, everyMethod, {
          user,
          ...issueRequest(options),
          supposed: { ...(ip !== undefined && { ipAddress: ip }), ...(platform && { platform }) },
          ...(app && { appIds: app }),
        })
        const shown = previewToApi(found, terminal.zone)
        return { json: previewToApi(found), table: rowsOf(shown), note: shown.summary.join('\n') }
      }),
    )
}

const everyMethod = methodModules.map(({ method }) => method)

/** Everything that is asked about, and the answer. */
const rowsOf = ({ applications, policies, registration }: PassPreviewAnswer): readonly Row[] => [
  ...applications.map((one) => ({ kind: 'application', name: one.displayName, answer: one.opens, why: one.message })),
  ...policies.map((one) => ({
    kind: 'policy',
    name: one.displayName,
    answer: one.signIn.result ?? one.registration.result ?? 'notApplied',
    why: one.message,
  })),
  ...registration.methods.map((one) => ({
    kind: 'method',
    name: one.kind,
    answer: one.canRegister ? 'yes' : 'no',
    why: one.message,
  })),
]
