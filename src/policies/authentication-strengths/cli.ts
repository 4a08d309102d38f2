import type { Command } from 'commander'
import { oneNamed } from '../../faces/cli/find-named.ts'
import { type AddCommands, type Answer, action, type Opened, type Row } from '../../faces/cli.ts'
import { stateWords } from '../conditional-access/cli/states.ts'
import { policyToGraph, usageToGraph } from '../conditional-access/graph/to-graph.ts'
import { policiesAskingFor } from '../conditional-access/service.ts'
import { type ForceOption, forcedBy, withForce } from '../revision/cli.ts'
import { configurationFrom, readCombinations, strengthToGraph } from './graph/resources.ts'
import { type AuthenticationStrength, everyCombination, modesOf, requirementsSatisfied } from './rules.ts'
import {
  createStrength,
  deleteStrength,
  listStrengths,
  readStrength,
  updateAllowedCombinations,
  updateStrength,
} from './service.ts'

/** `latchkey strength list|show|create|update|set-combinations|usage|delete`. */
export const addStrengthCommands: AddCommands = (program, open) => {
  const strength = program
    .command('strength')
    .description('authentication strengths: which methods, together, are strong enough')
  const named = (name: string, description: string) =>
    strength.command(name).description(description).argument('<strength>', 'id or display name')
  strength.command('list').description('list the strengths, the built-in ones first').action(action(open, list))
  named('show', 'show one strength with its combinations').action(action(open, show))
  withCombinations(strength.command('create'))
    .description('create a strength of your own')
    .requiredOption('--name <name>', 'display name')
    .option('--description <text>', 'what it is for')
    .option('--aaguid <aaguid...>', 'only these models of authenticator count as a passkey')
    .action(action(open, create))
  named('update', 'rename or redescribe a strength')
    .option('--name <name>', 'the new display name')
    .option('--description <text>', 'what it is for; empty takes it away')
    .action(action(open, update))
  withForce(withCombinations(named('set-combinations', 'replace the combinations of a strength'))).action(
    action(open, setCombinations),
  )
  named('usage', 'list the policies that ask for a strength').action(action(open, usage))
  named('delete', 'delete a strength that no policy asks for').action(action(open, remove))
}

const withCombinations = (command: Command): Command =>
  command
    .requiredOption('--combination <modes...>', 'methods that are enough together: fido2 password,softwareOath')
    .addHelpText('after', `\nCombinations there are:\n  ${everyCombination.join('\n  ')}`)

interface CombinationOption {
  readonly combination: readonly string[]
}

interface TextOptions {
  readonly name?: string
  readonly description?: string
}

async function list({ kernel, actor }: Opened): Promise<Answer> {
  const strengths = await listStrengths(kernel, actor)
  return { json: strengths.map(strengthToGraph), table: strengths.map(rowOf) }
}

async function show(opened: Opened, name: string): Promise<Answer> {
  return one(await strengthNamed(opened, name))
}

type CreateOptions = CombinationOption & TextOptions & { readonly name: string; readonly aaguid?: readonly string[] }

async function create({ kernel, actor }: Opened, options: CreateOptions): Promise<Answer> {
  const { name: displayName, description = null, combination, aaguid } = options
  const allowedCombinations = readCombinations(combination, 'allowedCombinations')
  const appliesToCombinations = allowedCombinations.filter((one) => modesOf(one).includes('fido2'))
  const type = '#microsoft.graph.fido2CombinationConfiguration' as const
  const restriction = aaguid && { '@odata.type': type, appliesToCombinations, allowedAAGUIDs: [...aaguid] }
  const combinationConfigurations = restriction ? [configurationFrom(restriction)] : []
  const asked = { displayName, description, allowedCombinations, combinationConfigurations }
  return one(await createStrength(kernel, actor, asked))
}

async function update(opened: Opened, name: string, options: TextOptions): Promise<Answer> {
  const { kernel, actor } = opened
  const { id } = await strengthNamed(opened, name)
  const change = {
    ...(options.name !== undefined && { displayName: options.name }),
    ...(options.description !== undefined && { description: options.description || null }),
  }
  await updateStrength(kernel, actor, { id, change })
  return one(await readStrength(kernel, actor, id))
}

async function setCombinations(
  opened: Opened,
  name: string,
  options: CombinationOption & ForceOption,
): Promise<Answer> {
  const { kernel, actor } = forcedBy(opened, options)
  const { id } = await strengthNamed(opened, name)
  const allowedCombinations = readCombinations(options.combination, 'allowedCombinations')
  const { warning } = await updateAllowedCombinations(kernel, actor, { id, allowedCombinations })
  const after = one(await readStrength(kernel, actor, id))
  return warning === null ? after : { ...after, note: warning }
}

async function usage(opened: Opened, name: string): Promise<Answer> {
  const strength = await strengthNamed(opened, name)
  const { policies, strengths } = await policiesAskingFor(opened.kernel, opened.actor, strength.id)
  return {
    json: usageToGraph(strength, policies.map(policyToGraph(strengths))),
    table: policies.map(({ id, displayName, state }) => ({ policy: displayName, state: stateWords[state], id })),
  }
}

async function remove(opened: Opened, name: string): Promise<Answer> {
  const { id, displayName } = await strengthNamed(opened, name)
  await deleteStrength(opened.kernel, opened.actor, { id })
  return { json: { id, deleted: true }, note: `${displayName} is deleted.` }
}

const strengthNamed = async ({ kernel, actor }: Opened, name: string): Promise<AuthenticationStrength> =>
  oneNamed(await listStrengths(kernel, actor), name, { what: 'authentication strength', notFound: 'strengthNotFound' })

const countsAs = { mfa: 'several factors', none: 'one factor' } as const

const rowOf = (strength: AuthenticationStrength): Row => ({
  strength: strength.displayName,
  'built in': strength.policyType === 'builtIn',
  'counts as': countsAs[requirementsSatisfied(strength.allowedCombinations)],
  combinations: strength.allowedCombinations.length,
  id: strength.id,
})

const one = (strength: AuthenticationStrength): Answer => ({
  json: strengthToGraph(strength),
  table: {
    ...rowOf(strength),
    description: strength.description,
    combinations: strength.allowedCombinations.join('; '),
    ...Object.fromEntries(
      strength.combinationConfigurations.map((restriction, index) => [
        `restriction ${index + 1}`,
        restriction.kind === 'fido2'
          ? `${restriction.appliesToCombinations.join('; ')}: models ${restriction.allowedAAGUIDs.join(', ')}`
          : `${restriction.appliesToCombinations.join('; ')}: certificates`,
      ]),
    ),
  },
})
