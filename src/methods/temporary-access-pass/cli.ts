import { type Command, InvalidArgumentError, Option } from 'commander'
import { formatDuration, inZone } from '../../base/duration.ts'
import { Refusal } from '../../base/refusal.ts'
import { type Instant, parseIso } from '../../base/time.ts'
import { requireUser } from '../../directory/service.ts'
import { type Answer, action, duration, type OpenKernel, type Terminal, withOutFile } from '../../faces/cli.ts'
import { passToGraph } from './graph.ts'
import { groupedPasscode } from './rules/passcode.ts'
import type { Pass, PassRequest, Usability } from './rules.ts'
import { findPass, issuePass, revokePass } from './service.ts'

/** The options that say what pass is asked for. */
export interface IssueOptions {
  readonly lifetime?: number
  readonly once?: boolean
  readonly multi?: boolean
  readonly start?: Instant
}

export function instantOption(text: string): Instant {
  const start = parseIso(text)
  if (start === undefined) throw new InvalidArgumentError('Write a date and time as 2026-03-02T08:00:00+01:00.')
  return start
}

/** `pass issue|show|revoke`: for the service desk at a terminal, and for scripts. */
export function addPassCommands(program: Command, open: OpenKernel): void {
  const pass = program.command('pass').description('Issue, show and revoke Temporary Access Passes')
  withOutFile(
    pass
      .command('issue <user>')
      .description('Issue a pass; its code is shown this one time')
      .option('--lifetime <duration>', "how long it works, such as 30m, 8h or 2d (default: the policy's)", duration)
      .addOption(new Option('--once', 'for one sign-in').conflicts('multi'))
      .addOption(new Option('--multi', 'for several sign-ins'))
      .option('--start <time>', 'when it begins to work, such as 2026-03-02T08:00:00Z (default: now)', instantOption),
  )
    .addHelpText('after', '\nExample:\n  latchkey pass issue adele@example.com --lifetime 8h --once')
    .action(
      action(
        open,
        async ({ kernel, actor, terminal }, user: string, options: IssueOptions): Promise<Answer> => {
          const issued = await issuePass(kernel, actor, { user, ...issueRequest(options) })
          return {
            json: passToGraph(issued, 'v1.0', issued.code.reveal()),
            table: {
              user,
              code: groupedPasscode(issued.code.reveal(), issued.pass.alphabet),
              ...describe(issued, terminal),
              address: `${kernel.settings.publicUrl}/signin`,
            },
            secret: 'temporaryAccessPass',
            note: 'Hand the code over in person or by phone after you are sure who is asking. It cannot be shown again.',
          }
        },
        { secret: () => true },
      ),
    )
  pass
    .command('show <user>')
    .description("Show a user's pass and whether it works; never its code")
    .action(
      action(open, async ({ kernel, terminal }, user: string): Promise<Answer> => {
        const found = await kernel.store.read(async (r) => findPass(r, (await requireUser(r, user)).id))
        if (!found) throw new Refusal('methodNotFound', `${user} has no Temporary Access Pass.`)
        return { json: passToGraph(found, 'beta'), table: { user, id: found.pass.id, ...describe(found, terminal) } }
      }),
    )
  pass
    .command('revoke <user>')
    .description("Delete a user's pass; sessions it opened end at once")
    .action(
      action(open, async ({ kernel, actor }, user: string): Promise<Answer> => {
        const found = await kernel.store.read(async (r) => findPass(r, (await requireUser(r, user)).id))
        if (!found) throw new Refusal('methodNotFound', `${user} has no Temporary Access Pass.`)
        await revokePass(kernel, actor, { user, passId: found.pass.id })
        return { json: { id: found.pass.id, revoked: true }, note: `The pass of ${user} is gone, with its sessions.` }
      }),
    )
}

export function issueRequest(options: IssueOptions): PassRequest {
  return {
    ...(options.lifetime === undefined ? {} : { lifetimeMinutes: options.lifetime }),
    ...(options.once ? { isUsableOnce: true } : options.multi ? { isUsableOnce: false } : {}),
    ...(options.start === undefined ? {} : { startAt: options.start }),
  }
}

const describe = (found: { readonly pass: Pass; readonly usability: Usability }, terminal: Terminal) => ({
  state: found.usability,
  uses: found.pass.isUsableOnce ? 'one sign-in' : 'several sign-ins',
  starts: inZone(found.pass.startAt, terminal.zone),
  ends: inZone(found.pass.endAt, terminal.zone),
  lifetime: formatDuration(found.pass.lifetimeMinutes),
})
