import type { Command } from 'commander'
import { allPages } from '../directory/cli/all-pages.ts'
import { objectToGraph } from '../directory/graph/resources.ts'
import { directoryObjectShape } from '../directory/rules.ts'
import { type DirectoryObject, findUser } from '../directory/service.ts'
import { unitIdOf } from '../faces/cli/find-unit.ts'
import { type AddCommands, type Answer, action, groupIdOf, type Opened, type Row } from '../faces/cli.ts'
import { unitToGraph } from './graph/resources.ts'
import { type AdministrativeUnit, administrativeUnitShape } from './rules.ts'
import {
  addUnitMember,
  createUnit,
  listUnitMembers,
  listUnits,
  readUnit,
  removeUnit,
  removeUnitMember,
} from './service.ts'

/** `latchkey unit create|list|show|delete|members|add-member|remove-member`. */
export const addUnitCommands: AddCommands = (program, open) => {
  const unit = program
    .command('unit')
    .description('administrative units: parts of the directory that roles are given for')
  unit
    .command('create')
    .description('create an administrative unit')
    .requiredOption('--name <name>', 'display name')
    .option('--description <text>', 'what it is for')
    .option('--hidden', 'hide who is in it')
    .option('--restricted', 'shut administrators of the whole tenant out from changing its members; fixed for ever')
    .action(action(open, create))
  unit
    .command('list')
    .description('list administrative units')
    .option('--filter <filter>', 'as Graph takes it: "startswith(displayName,\'Berlin\')"')
    .action(action(open, list))
  named(unit, 'show', 'show one administrative unit').action(action(open, show))
  named(unit, 'delete', 'delete an administrative unit with the roles given for it').action(action(open, remove))
  named(unit, 'members', 'list who is in an administrative unit').action(action(open, members))
  named(unit, 'add-member', 'put a user or a group into an administrative unit')
    .argument('<member>', 'user principal name, id, or display name of a group')
    .action(action(open, add))
  named(unit, 'remove-member', 'take a user or a group out of an administrative unit')
    .argument('<member>', 'user principal name, id, or display name of a group')
    .action(action(open, takeOut))
}

const named = (unit: Command, name: string, description: string): Command =>
  unit.command(name).description(description).argument('<unit>', 'id or display name')

interface CreateOptions {
  readonly name: string
  readonly description?: string
  readonly hidden?: boolean
  readonly restricted?: boolean
}

async function create({ kernel, actor }: Opened, options: CreateOptions): Promise<Answer> {
  const { name: displayName, description, hidden, restricted: isMemberManagementRestricted } = options
  const visibility = hidden ? 'HiddenMembership' : null
  const unit = await createUnit(kernel, actor, { displayName, description, visibility, isMemberManagementRestricted })
  return { json: unitToGraph(unit), table: rowOf(unit) }
}

async function list({ kernel, actor }: Opened, { filter }: { readonly filter?: string }): Promise<Answer> {
  const units = await allPages(administrativeUnitShape, filter, (query) => listUnits(kernel, actor, query))
  return { json: units.map(unitToGraph), table: units.map(rowOf) }
}

async function show(opened: Opened, name: string): Promise<Answer> {
  const unit = await readUnit(opened.kernel, opened.actor, await unitIdOf(opened, name))
  return { json: unitToGraph(unit), table: { ...rowOf(unit), description: unit.description } }
}

async function remove(opened: Opened, name: string): Promise<Answer> {
  const unit = await unitIdOf(opened, name)
  await removeUnit(opened.kernel, opened.actor, { unit })
  return { json: { id: unit, deleted: true }, note: `${name} is deleted.` }
}

async function members(opened: Opened, name: string): Promise<Answer> {
  const { kernel, actor } = opened
  const unit = await unitIdOf(opened, name)
  const found = await allPages(directoryObjectShape, undefined, (query) => listUnitMembers(kernel, actor, unit, query))
  return { json: found.map((object) => objectToGraph(object, kernel.tenant, true)), table: found.map(memberRow) }
}

async function add(opened: Opened, name: string, member: string): Promise<Answer> {
  const ids = { unit: await unitIdOf(opened, name), member: await memberIdOf(opened, member) }
  await addUnitMember(opened.kernel, opened.actor, ids)
  return { json: { ...ids, added: true }, note: `${member} is in ${name}.` }
}

async function takeOut(opened: Opened, name: string, member: string): Promise<Answer> {
  const ids = { unit: await unitIdOf(opened, name), member: await memberIdOf(opened, member) }
  await removeUnitMember(opened.kernel, opened.actor, ids)
  return { json: { ...ids, removed: true }, note: `${member} is no longer in ${name}.` }
}

async function memberIdOf(opened: Opened, member: string): Promise<string> {
  const user = await opened.kernel.store.read((read) => findUser(read, member))
  return user?.id ?? groupIdOf(opened, member)
}

const rowOf = (unit: AdministrativeUnit): Row => ({
  name: unit.displayName,
  visibility: unit.visibility ?? 'Public',
  restricted: unit.isMemberManagementRestricted,
  id: unit.id,
})

const memberRow = (object: DirectoryObject): Row =>
  object.kind === 'user'
    ? { name: object.user.userPrincipalName, kind: 'user', id: object.id }
    : { name: object.group.displayName, kind: 'group', id: object.id }
