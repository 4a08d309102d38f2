import type { Command } from 'commander'
import { inZone } from '../../base/duration.ts'
import { type AddCommands, type Answer, action, type Opened, type OpenKernel } from '../../faces/cli.ts'
import { type ForceOption, forcedBy, withForce } from '../revision/cli.ts'
import { deletedPolicyIdOf, policyIdOf, policyNamed } from './cli/find.ts'
import { changeGiven, type GivenOptions, policyGiven, shortName } from './cli/given.ts'
import { addPreset } from './cli/preset.ts'
import { policyAnswer, severalAnswer } from './cli/rows.ts'
import { stateOf, stateOption } from './cli/states.ts'
import { addWhatIf } from './cli/what-if.ts'
import { deletedToGraph, templateToGraph } from './graph/to-graph.ts'
import type { PolicyState } from './rules/policy.ts'
import {
  createPolicy,
  deletePolicy,
  listDeletedPolicies,
  listPolicies,
  listTemplates,
  readPolicy,
  restorePolicy,
  updatePolicy,
} from './service.ts'

/** `latchkey access-policy list|show|create|update|enable|report-only|disable|delete|restore|templates|preset|what-if`. */
export const addAccessPolicyCommands: AddCommands = (program, open) => {
  const policy = program
    .command('access-policy')
    .description('Conditional Access: who has to prove what to get at what, and from where')
  policy
    .command('list')
    .description('list the policies, the oldest first')
    .option('--deleted', 'those deleted in the last thirty days')
    .action(action(open, list))
  named(policy, 'show', 'show one policy in words').action(action(open, show))
  addCreate(policy, open)
  withForce(named(policy, 'update', 'change a policy; what is not given stays'))
    .option('--file <file>', "what changes, in Graph's shape; - reads standard input")
    .option('--name <name>', 'the new display name')
    .addOption(stateOption('the new state'))
    .action(action(open, update))
  withForce(named(policy, 'enable', 'enforce a policy')).action(action(open, switchTo('enabled')))
  withForce(named(policy, 'report-only', 'evaluate and log a policy, and enforce nothing')).action(
    action(open, switchTo(stateOf('report-only'))),
  )
  withForce(named(policy, 'disable', 'leave a policy out of every decision')).action(action(open, switchTo('disabled')))
  named(policy, 'delete', 'delete a policy; it can be restored for thirty days').action(action(open, remove))
  withForce(named(policy, 'restore', 'bring a deleted policy back as it was')).action(action(open, restore))
  policy.command('templates').description('list what policies can be made from').action(action(open, templates))
  addPreset(policy, open)
  addWhatIf(policy, open)
}

const named = (policy: Command, name: string, description: string): Command =>
  policy.command(name).description(description).argument('<policy>', 'id or display name')

const addCreate = (policy: Command, open: OpenKernel): Command =>
  withForce(policy.command('create'))
    .description('create a policy from a template or a file')
    .option('--template <template>', 'id or name, as access-policy templates lists them; report-only unless told')
    .option('--exclude <who...>', 'users and groups to leave out of a template: names or ids')
    .option(
      '--file <file>',
      "a policy in Graph's shape, as access-policy show -o json prints it; - reads standard input",
    )
    .option('--name <name>', 'display name; that of the template or file unless told')
    .addOption(stateOption('whether it is enforced'))
    .addHelpText('after', examples)
    .action(action(open, create))

const examples = `
Examples:
  latchkey access-policy create --template securing-security-info-registration --exclude 'Emergency accounts'
  latchkey access-policy create --file policy.json --state report-only
  latchkey access-policy show 'MFA for all' -o json | latchkey access-policy create --file - --name Copy`

async function list(opened: Opened, { deleted }: { readonly deleted?: true }): Promise<Answer> {
  const { kernel, actor, terminal } = opened
  if (!deleted) return severalAnswer(opened, await listPolicies(kernel, actor))
  const found = await listDeletedPolicies(kernel, actor)
  return {
    json: deletedToGraph(found),
    table: found.policies.map(({ id, displayName, deletedAt }) => ({
      policy: displayName,
      deleted: inZone(deletedAt, terminal.zone),
      id,
    })),
  }
}

const show = async (opened: Opened, name: string): Promise<Answer> =>
  policyAnswer(opened, await policyNamed(opened, name))

async function create(opened: Opened, options: GivenOptions & ForceOption): Promise<Answer> {
  const { kernel, actor } = forcedBy(opened, options)
  return policyAnswer(opened, await createPolicy(kernel, actor, await policyGiven(opened, options)))
}

async function update(opened: Opened, name: string, options: GivenOptions & ForceOption): Promise<Answer> {
  const { kernel, actor } = forcedBy(opened, options)
  const id = await policyIdOf(opened, name)
  await updatePolicy(kernel, actor, { id, change: await changeGiven(opened, options) })
  return policyAnswer(opened, await readPolicy(kernel, actor, id))
}

const switchTo =
  (state: PolicyState) =>
  async (opened: Opened, name: string, options: ForceOption): Promise<Answer> => {
    const { kernel, actor } = forcedBy(opened, options)
    const id = await policyIdOf(opened, name)
    await updatePolicy(kernel, actor, { id, change: { state } })
    return policyAnswer(opened, await readPolicy(kernel, actor, id))
  }

async function remove(opened: Opened, name: string): Promise<Answer> {
  const id = await policyIdOf(opened, name)
  await deletePolicy(opened.kernel, opened.actor, { id })
  return { json: { id, deleted: true }, note: `${name} is deleted; access-policy restore ${id} brings it back.` }
}

async function restore(opened: Opened, name: string, options: ForceOption): Promise<Answer> {
  const { kernel, actor } = forcedBy(opened, options)
  return policyAnswer(opened, await restorePolicy(kernel, actor, { id: await deletedPolicyIdOf(opened, name) }))
}

async function templates({ kernel, actor }: Opened): Promise<Answer> {
  const all = await listTemplates(kernel, actor)
  return {
    json: all.map(templateToGraph),
    table: all.map((template) => ({ template: shortName(template), description: template.description })),
  }
}
