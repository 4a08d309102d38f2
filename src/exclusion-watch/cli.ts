import { type Command, InvalidArgumentError, Option } from 'commander'
import { inZone } from '../base/duration.ts'
import { type Instant, parseIso, plusMinutes } from '../base/time.ts'
import { allPages } from '../directory/cli/all-pages.ts'
import { requireUser } from '../directory/service.ts'
import { type AddCommands, type Answer, action, duration, type Opened, UsageError } from '../faces/cli.ts'
import { policyIdOf } from '../policies/conditional-access/cli/find.ts'
import { clearExclusionEnd, setExclusionEnd } from '../policies/conditional-access/service.ts'
import { type ForceOption, forcedBy, withForce } from '../policies/revision/cli.ts'
import { exclusionToWire, exemptPersonToWire } from './api/resources.ts'

import { exclusionDetails, exclusionRow, personRows } from './cli/rows.ts'
import { exclusionShape, exemptPersonShape } from './rules.ts'
import { listExclusions, listExemptPeople, readExclusion } from './service.ts'

/** `latchkey exclusion list|show|people|set-expiry|clear-expiry`. */
export const addExclusionCommands: AddCommands = (program, open) => {
  const exclusion = program.command('exclusion').description('who is excluded from Conditional Access policies')
  const named = (name: string, description: string): Command =>
    exclusion.command(name).description(description).argument('<exclusion>', 'its id, as list shows it')
  exclusion
    .command('list')
    .description('list the exclusions of policies that block or ask for more than one factor or a strength')
    .option('--policy <policy>', 'of one policy, by id or display name')
    .option('--user <user>', 'those that exempt one person, by user principal name or id')
    .action(action(open, list))
  named('show', 'show one exclusion, and what to do instead').action(action(open, show))
  exclusion
    .command('people')
    .description('list the people who are exempt, by which way, since when and by whose hand')
    .option('--policy <policy>', 'from one policy, by id or display name')
    .option('--exclusion <exclusion>', 'by one exclusion')
    .option('--without-strong-method', 'only those who have neither a passkey nor an authenticator app')
    .action(action(open, people))
  withForce(named('set-expiry', 'let an exclusion end by itself; set again, it moves'))
    .addOption(new Option('--at <time>', 'when: 2030-01-31T08:00:00Z').argParser(readTime).conflicts('in'))
    .addOption(new Option('--in <duration>', 'in how long: 8h, 7d').argParser(duration))
    .addHelpText('after', '\nAt the end the exclusion is taken out of the policy; a group keeps its members.')
    .action(action(open, setExpiry))
  named('clear-expiry', 'let an exclusion last').action(action(open, clearExpiry))
}

function readTime(text: string): Instant {
  const at = parseIso(text)
  if (at === undefined) throw new InvalidArgumentError('Write a date and time as 2030-01-31T08:00:00+01:00.')
  return at
}

const allOf = (parts: readonly string[]): string | undefined => (parts.length > 0 ? parts.join(' and ') : undefined)

interface ListOptions {
  readonly policy?: string
  readonly user?: string
}

async function list(opened: Opened, { policy, user }: ListOptions): Promise<Answer> {
  const { kernel, actor, terminal } = opened
  const filter = allOf([
    ...(policy === undefined ? [] : [`policyId eq '${await policyIdOf(opened, policy)}'`]),
    ...(user === undefined ? [] : [`userId eq '${(await kernel.store.read((r) => requireUser(r, user))).id}'`]),
  ])
  const found = await allPages(exclusionShape, filter, (query) => listExclusions(kernel, actor, query))
  const resources = found.map(exclusionToWire)
  return {
    json: resources,
    table: resources.map((resource) => exclusionRow(resource, terminal.zone)),
    note: found.length === 0 ? 'Nobody is excluded.' : 'Issue passes instead: latchkey exclusion show ID says how.',
  }
}

const show = (opened: Opened, id: string): Promise<Answer> => answerOne(opened, id)

async function answerOne({ kernel, actor, terminal }: Opened, id: string, done?: string): Promise<Answer> {
  const resource = exclusionToWire(await readExclusion(kernel, actor, id))
  const note = done ?? resource.recommendation?.message
  return { json: resource, table: exclusionDetails(resource, terminal.zone), ...(note === undefined ? {} : { note }) }
}

interface PeopleOptions {
  readonly policy?: string
  readonly exclusion?: string
  readonly withoutStrongMethod?: true
}

async function people(opened: Opened, { policy, exclusion, withoutStrongMethod }: PeopleOptions): Promise<Answer> {
  const { kernel, actor, terminal } = opened
  if (exclusion !== undefined) await readExclusion(kernel, actor, exclusion)
  const filter = allOf([
    ...(policy === undefined ? [] : [`policyId eq '${await policyIdOf(opened, policy)}'`]),
    ...(exclusion === undefined ? [] : [`exclusionId eq '${exclusion}'`]),
    ...(withoutStrongMethod ? ['hasStrongMethod eq false'] : []),
  ])
  const found = await allPages(exemptPersonShape, filter, (query) => listExemptPeople(kernel, actor, query))
  const resources = found.map(exemptPersonToWire)
  return {
    json: resources,
    table: resources.flatMap((resource) => personRows(resource, terminal.zone)),
    note: found.length === 0 ? 'Nobody is exempt.' : 'Issue each a pass instead: latchkey pass issue USER --once',
  }
}

interface ExpiryOptions extends ForceOption {
  readonly at?: Instant
  /** Minutes. */
  readonly in?: number
}

async function setExpiry(opened: Opened, id: string, options: ExpiryOptions): Promise<Answer> {
  const { at, in: minutes } = options
  const { kernel, actor, terminal } = forcedBy(opened, options)
  const endAt = at ?? (minutes === undefined ? undefined : plusMinutes(kernel.clock.now(), minutes))
  if (endAt === undefined) throw new UsageError('Say when: --at 2030-01-31T08:00:00Z, or --in 7d.')
  await setExclusionEnd(kernel, actor, { id, endAt })
  return answerOne(opened, id, `The exclusion ends by itself at ${inZone(endAt, terminal.zone)}.`)
}

async function clearExpiry(opened: Opened, id: string): Promise<Answer> {
  await clearExclusionEnd(opened.kernel, opened.actor, { id })
  return answerOne(opened, id, 'The exclusion lasts until somebody takes it out of the policy.')
}
