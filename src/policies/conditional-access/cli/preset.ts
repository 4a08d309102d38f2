import type { Command } from 'commander'
import { type Answer, action, type Opened, type OpenKernel } from '../../../faces/cli.ts'
import { strengthToGraph } from '../../authentication-strengths/graph/resources.ts'
import { type ForceOption, forcedBy, withForce } from '../../revision/cli.ts'
import { policyToGraph } from '../graph/to-graph.ts'
import { createRegistrationPair } from '../service.ts'
import { peopleNamed } from './find.ts'
import { severalAnswer } from './rows.ts'
import { type StateWord, stateOf, stateOption } from './states.ts'

interface PresetOptions extends ForceOption {
  readonly exclude: readonly string[]
  readonly state: StateWord
}

/** `latchkey access-policy preset pass-for-registration-only`. */
export function addPreset(policy: Command, open: OpenKernel): void {
  const preset = policy.command('preset').description('create policies that belong together, all of them or none')
  withForce(preset.command('pass-for-registration-only'))
    .description('let a pass register sign-in methods, and open nothing else')
    .requiredOption('--exclude <who...>', 'accounts and groups for emergencies, which stay out: names or ids')
    .addOption(stateOption('whether the policies are enforced').default('report-only'))
    .addHelpText('after', explanation)
    .action(action(open, createPair))
}

const explanation = `
It creates a strength and two policies, for everybody but those excluded:
  - who registers sign-in methods proves more than one factor; a pass will do
  - whoever gets at anything else proves more than one factor; a pass will not do
Whoever has nothing but a pass registers a method with it and goes on with that.`

async function createPair(opened: Opened, { exclude, state, ...options }: PresetOptions): Promise<Answer> {
  const { kernel, actor } = forcedBy(opened, options)
  const people = await peopleNamed(opened, exclude)
  const made = await createRegistrationPair(kernel, actor, { ...people, state: stateOf(state) })
  const { table = [] } = await severalAnswer(opened, made)
  return {
    json: { strength: strengthToGraph(made.strength), policies: made.policies.map(policyToGraph(made.strengths)) },
    table,
    ...(state === 'report-only' && {
      note: 'Next: access-policy enable, for both of them. The first is on a user action, which report-only does not evaluate.',
    }),
  }
}
