import { type Command, InvalidArgumentError, Option } from 'commander'
import {
  type AddCommands,
  type Answer,
  action,
  duration,
  groupIdOf,
  type Opened,
  type OpenKernel,
} from '../../faces/cli.ts'
import {
  type AnyOptions,
  anyChange,
  type PasskeyOptions,
  type PassOptions,
  passChange,
  passkeyChange,
} from './cli/changes.ts'
import { configurationRow } from './cli/rows.ts'
import { configurationToGraph } from './graph/resource.ts'
import { type Configuration, type ConfigurationId, configurationId, configurationIds, presets } from './rules.ts'
import {
  type ConfigurationUpdate,
  readConfiguration,
  readMethodsPolicy,
  resetConfiguration,
  updateConfigurations,
} from './service.ts'

/** `latchkey policy show|set|reset`. */
export const addPolicyCommands: AddCommands = (program, open) => {
  const policy = program.command('policy').description('who may use which authentication method, and how')
  policy
    .command('show')
    .description('show one configuration, or all of them')
    .argument('[configuration]', configurationIds.join(', '), readId)
    .action(action(open, show))
  addSetCommands(policy.command('set').description('change a configuration; what is not named stays'), open)
  policy
    .command('reset')
    .description('put a configuration back to its defaults')
    .argument('<configuration>', configurationIds.join(', '), readId)
    .action(
      action(open, async ({ kernel, actor }, id: ConfigurationId) => {
        await resetConfiguration(kernel, actor, id)
        return one(await readConfiguration(kernel, actor, id))
      }),
    )
}

function readId(text: string): ConfigurationId {
  const id = configurationId(text === 'tap' ? 'TemporaryAccessPass' : text)
  if (!id) throw new InvalidArgumentError(`There are: ${configurationIds.join(', ')}.`)
  return id
}

async function show({ kernel, actor }: Opened, id: ConfigurationId | undefined): Promise<Answer> {
  if (id) return one(await readConfiguration(kernel, actor, id))
  const { configurations } = await readMethodsPolicy(kernel, actor)
  return {
    json: configurations.map(configurationToGraph),
    table: configurations.map((item) => {
      const { configuration, state, include, exclude } = configurationRow(item)
      return { configuration, state, include, exclude }
    }),
  }
}

const one = (configuration: Configuration): Answer => ({
  json: configurationToGraph(configuration),
  table: configurationRow(configuration),
})

function addSetCommands(set: Command, open: OpenKernel): void {
  const saving = <Options extends GroupOptions>(
    id: ConfigurationId,
    changeOf: (options: Options) => ConfigurationUpdate['change'],
  ) =>
    action(open, async (opened, options: Options) => {
      const { kernel, actor } = opened
      const change = changeOf(await withGroupIds(opened, options))
      await updateConfigurations(kernel, actor, [{ id, change } as ConfigurationUpdate])
      return one(await readConfiguration(kernel, actor, id))
    })
  passOptions(configurationCommand(set, 'temporaryAccessPass', 'Temporary Access Pass').alias('tap')).action(
    saving<PassOptions>('TemporaryAccessPass', passChange),
  )
  passkeyOptions(configurationCommand(set, 'fido2', 'passkeys')).action(saving<PasskeyOptions>('Fido2', passkeyChange))
  configurationCommand(set, 'softwareOath', 'authenticator apps').action(saving<AnyOptions>('SoftwareOath', anyChange))
  configurationCommand(set, 'password', 'passwords').action(saving<AnyOptions>('Password', anyChange))
}

interface GroupOptions {
  readonly include?: readonly string[]
  readonly exclude?: readonly string[]
  readonly secondFactorOnly?: string
}

const notGroups = ['all', 'none', 'off']

/** The same options with ids where groups were named. */
async function withGroupIds<Options extends GroupOptions>(opened: Opened, options: Options): Promise<Options> {
  const idOf = async (name: string) => (notGroups.includes(name) ? name : groupIdOf(opened, name))
  const { include, exclude, secondFactorOnly } = options
  return {
    ...options,
    ...(include && { include: await Promise.all(include.map(idOf)) }),
    ...(exclude && { exclude: await Promise.all(exclude.map(idOf)) }),
    ...(secondFactorOnly && { secondFactorOnly: await idOf(secondFactorOnly) }),
  }
}

const configurationCommand = (set: Command, name: string, subject: string): Command =>
  set
    .command(name)
    .description(`change the rules for ${subject}`)
    .addOption(new Option('--state <state>', 'switch the method on or off').choices(['enabled', 'disabled']))
    .option('--include <group...>', "groups that may use it, by id or name, or 'all'; replaces the list")
    .option('--exclude <group...>', "groups that may not, by id or name, or 'none'; replaces the list")

const passOptions = (command: Command): Command =>
  command
    .addOption(new Option('--preset <name>', 'start from ready-made settings').choices(Object.keys(presets)))
    .option('--min <duration>', 'shortest lifetime of a pass', duration)
    .option('--max <duration>', 'longest lifetime of a pass', duration)
    .option('--default <duration>', 'lifetime of a pass issued without one', duration)
    .option('--length <characters>', 'length of the passcode, 8 to 48', wholeNumber)
    .option('--one-time', 'every pass works once')
    .option('--multi-use', 'the issuer may choose more than once')
    .addOption(new Option('--alphabet <alphabet>', 'symbols of the passcode').choices(['unambiguous', 'full']))
    .option('--growing-length', 'at least 12 characters beyond an hour, 16 beyond a day')
    .option('--no-growing-length', 'the same length for every lifetime')
    .option('--second-factor-only <whom>', "a pass counts only after a password: for a group, 'all' or 'off'")
    .option('--exclude-administrators', 'no passes for holders of directory roles')
    .option('--no-exclude-administrators', 'passes for holders of directory roles too')
    .addHelpText('after', passExamples)

const passExamples = `
Examples:
  latchkey policy set temporaryAccessPass --state enabled --min 10m --max 8h --default 1h
  latchkey policy set temporaryAccessPass --state enabled --preset recommended --include 'New hires'`

const passkeyOptions = (command: Command): Command =>
  command
    .option('--self-service', 'people may register passkeys themselves')
    .option('--no-self-service', 'they may not')
    .option('--attestation', 'only authenticators that prove their model')
    .option('--no-attestation', 'any authenticator')
    .option('--allow <aaguid...>', 'only these authenticator models')
    .option('--block <aaguid...>', 'all but these authenticator models')
    .option('--any-model', 'no list of models is enforced')

function wholeNumber(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('Write a whole number.')
  return Number(text)
}
