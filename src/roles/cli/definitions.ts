import type { Command } from 'commander'
import { type Answer, action, type Opened, type OpenKernel, type Row } from '../../faces/cli.ts'
import { toRoleDefinition } from '../graph/resources.ts'
import type { RoleDefinition } from '../rules.ts'
import { defineRole, grantsOf, requireRole, undefineRole, updateRole } from '../service.ts'

interface Given {
  readonly description?: string
  readonly action?: readonly string[]
}

interface Change extends Given {
  readonly name?: string
  readonly enable?: boolean
  readonly disable?: boolean
}

const each = (one: string, before: readonly string[] = []): readonly string[] => [...before, one]
const example = `
Example:
  latchkey role define 'Tier 1 desk' --action microsoft.directory/users/authenticationMethods/temporaryAccessPass/create
The actions a role may grant are listed in docs/permissions.md.`

/** `latchkey role define|update|undefine|grants`. */
export function addDefinitionCommands(role: Command, open: OpenKernel): void {
  role
    .command('define')
    .description('define a role of your own')
    .argument('<name>', 'display name')
    .requiredOption('--action <action>', 'what it grants; give it several times for several', each)
    .option('--description <text>', 'what it is for')
    .addHelpText('after', example)
    .action(action(open, define))
  role
    .command('update')
    .description('change a role of your own, for everybody who holds it')
    .argument('<role>', 'display name or id')
    .option('--name <name>', 'another display name')
    .option('--description <text>', 'what it is for')
    .option('--action <action>', 'what it grants instead; give it several times for several', each)
    .option('--enable', 'let it grant again')
    .option('--disable', 'let it grant nothing for now')
    .action(action(open, change))
  role
    .command('undefine')
    .description('delete a role of your own that nobody holds')
    .argument('<role>', 'display name or id')
    .action(action(open, undefine))
  role
    .command('grants')
    .description('show what a person can do by the roles they hold')
    .argument('<user>', 'user principal name or id')
    .action(action(open, grants))
}

async function define({ kernel, actor }: Opened, displayName: string, given: Given): Promise<Answer> {
  const { description, action: allowedResourceActions = [] } = given
  const role = await defineRole(kernel, actor, { displayName, description, allowedResourceActions })
  return { json: toRoleDefinition(role), table: rowOf(role) }
}

async function change(opened: Opened, name: string, given: Change): Promise<Answer> {
  const { kernel, actor } = opened
  const { name: displayName, description, action: allowedResourceActions, enable, disable } = given
  const isEnabled = enable || disable ? enable === true : undefined
  const change = { displayName, description, isEnabled, allowedResourceActions }
  const role = await updateRole(kernel, actor, { role: await roleIdOf(opened, name), change })
  return { json: toRoleDefinition(role), table: rowOf(role) }
}

async function undefine(opened: Opened, name: string): Promise<Answer> {
  const id = await roleIdOf(opened, name)
  await undefineRole(opened.kernel, opened.actor, { role: id })
  return { json: { id, deleted: true }, note: `${name} is deleted.` }
}

async function grants({ kernel, actor }: Opened, user: string): Promise<Answer> {
  const held = await grantsOf(kernel, actor, user)
  return {
    json: held.map(({ role, scope, throughGroupId, operations }) => ({
      roleDefinitionId: role.id,
      displayName: role.displayName,
      isEnabled: role.isEnabled,
      directoryScopeId: scope,
      throughGroupId,
      operations,
    })),
    table: held.map(({ role, scopeName, throughGroupId, operations }) => ({
      role: role.displayName,
      'counts in': scopeName,
      through: throughGroupId ?? 'directly',
      'may do': operations.join(', ') || 'nothing: the role is switched off',
    })),
  }
}

const roleIdOf = async ({ kernel }: Opened, name: string): Promise<string> =>
  (await kernel.store.read((read) => requireRole(read, name))).id

const rowOf = (role: RoleDefinition): Row => ({
  role: role.displayName,
  enabled: role.isEnabled,
  id: role.id,
  actions: role.allowedResourceActions.join(', '),
})
