import type { Command } from 'commander'
import { groupIdOf } from '../../faces/cli/find-group.ts'
import { type AddCommands, type Answer, action, type Opened, type Row } from '../../faces/cli.ts'
import { groupToGraph, objectToGraph } from '../graph/resources.ts'
import { directoryObjectShape, type Group, groupShape } from '../rules.ts'
import {
  addMember,
  createGroup,
  type DirectoryObject,
  deleteGroup,
  findUser,
  listGroups,
  listMembers,
  readGroup,
  removeMember,
} from '../service.ts'
import { allPages } from './all-pages.ts'

/** `latchkey group create|list|show|delete|add-member|remove-member|members`. */
export const addGroupCommands: AddCommands = (program, open) => {
  const group = program.command('group').description('security groups and who is in them')
  group
    .command('create')
    .description('create a group')
    .requiredOption('--name <name>', 'display name')
    .option('--description <text>', 'what it is for')
    .option('--role-assignable', 'roles may be given to it; fixed for ever')
    .action(action(open, create))
  group
    .command('list')
    .description('list groups')
    .option('--filter <filter>', 'as Graph takes it: "startswith(displayName,\'desk\')"')
    .action(action(open, list))
  named(group, 'show', 'show one group').action(action(open, show))
  named(group, 'delete', 'delete a group with its memberships and roles').action(action(open, remove))
  named(group, 'members', 'list who is in a group')
    .option('--transitive', 'also who is in the groups inside it')
    .action(action(open, members))
  named(group, 'add-member', 'put a user or a group into a group')
    .argument('<member>', 'user principal name, id, or display name of a group')
    .action(action(open, add))
  named(group, 'remove-member', 'take a user or a group out of a group')
    .argument('<member>', 'user principal name, id, or display name of a group')
    .action(action(open, takeOut))
}

const named = (group: Command, name: string, description: string): Command =>
  group.command(name).description(description).argument('<group>', 'id or display name')

interface CreateOptions {
  readonly name: string
  readonly description?: string
  readonly roleAssignable?: boolean
}

async function create({ kernel, actor }: Opened, options: CreateOptions): Promise<Answer> {
  const { name: displayName, description, roleAssignable: isAssignableToRole } = options
  const group = await createGroup(kernel, actor, { displayName, description, isAssignableToRole })
  return { json: groupToGraph(group), table: rowOf(group) }
}

async function list({ kernel, actor }: Opened, { filter }: { readonly filter?: string }): Promise<Answer> {
  const groups = await allPages(groupShape, filter, (query) => listGroups(kernel, actor, query))
  return { json: groups.map(groupToGraph), table: groups.map(rowOf) }
}

async function show(opened: Opened, name: string): Promise<Answer> {
  const group = await readGroup(opened.kernel, opened.actor, await groupIdOf(opened, name))
  return { json: groupToGraph(group), table: { ...rowOf(group), description: group.description } }
}

async function remove(opened: Opened, name: string): Promise<Answer> {
  const id = await groupIdOf(opened, name)
  await deleteGroup(opened.kernel, opened.actor, { group: id })
  return { json: { id, deleted: true }, note: `${name} is deleted.` }
}

async function members(opened: Opened, name: string, options: { readonly transitive?: boolean }): Promise<Answer> {
  const { kernel, actor } = opened
  const id = await groupIdOf(opened, name)
  const reach = options.transitive ? 'transitive' : 'direct'
  const found = await allPages(directoryObjectShape, undefined, (query) => listMembers(kernel, actor, id, reach, query))
  return { json: found.map((object) => objectToGraph(object, kernel.tenant, true)), table: found.map(memberRow) }
}

async function add(opened: Opened, name: string, member: string): Promise<Answer> {
  const ids = { group: await groupIdOf(opened, name), member: await memberIdOf(opened, member) }
  await addMember(opened.kernel, opened.actor, ids)
  return { json: { ...ids, added: true }, note: `${member} is in ${name}.` }
}

async function takeOut(opened: Opened, name: string, member: string): Promise<Answer> {
  const ids = { group: await groupIdOf(opened, name), member: await memberIdOf(opened, member) }
  await removeMember(opened.kernel, opened.actor, ids)
  return { json: { ...ids, removed: true }, note: `${member} is no longer in ${name}.` }
}

async function memberIdOf(opened: Opened, member: string): Promise<string> {
  const user = await opened.kernel.store.read((read) => findUser(read, member))
  return user?.id ?? groupIdOf(opened, member)
}

const rowOf = (group: Group): Row => ({
  name: group.displayName,
  'role-assignable': group.isAssignableToRole,
  id: group.id,
})

const memberRow = (object: DirectoryObject): Row =>
  object.kind === 'user'
    ? { name: object.user.userPrincipalName, kind: 'user', id: object.id }
    : { name: object.group.displayName, kind: 'group', id: object.id }
