import type { Command } from 'commander'
import { InvalidArgumentError } from 'commander'
import { inZone } from '../../base/duration.ts'
import { Secret } from '../../base/secret.ts'
import { type Instant, parseIso } from '../../base/time.ts'
import { type AddCommands, type Answer, action, type Opened, type OpenKernel, type Row } from '../../faces/cli.ts'
import { userToGraph } from '../graph/resources.ts'
import { firstPassword } from '../passwords.ts'
import { isExternalGuest, type User, type UserChange, userShape } from '../rules.ts'
import {
  createUser,
  deleteUser,
  disableUser,
  enableUser,
  findUser,
  listMemberOf,
  listUsers,
  readUser,
  removeManager,
  setManager,
  updateUser,
} from '../service.ts'
import { allPages } from './all-pages.ts'

/** `latchkey user create|list|show|update|disable|enable|delete`. */
export const addUserCommands: AddCommands = (program, open) => {
  const user = program.command('user').description('people who sign in')
  addCreate(user, open)
  user
    .command('list')
    .description('list users')
    .option('--filter <filter>', 'as Graph takes it: "startswith(displayName,\'ada\')"')
    .action(action(open, list))
  named(user, 'show', 'show one user').action(action(open, show))
  withProperties(named(user, 'update', 'change a user; an empty value clears a property'))
    .option('--upn <name>', 'the new user principal name')
    .option('--name <name>', 'the new display name')
    .action(action(open, update))
  named(user, 'disable', 'refuse a user at once, and end every session').action(action(open, disable))
  named(user, 'enable', 'let a user sign in again').action(action(open, enable))
  named(user, 'delete', 'delete a user with sessions, sign-in methods, roles and memberships').action(
    action(open, remove),
  )
}

const named = (user: Command, name: string, description: string): Command =>
  user.command(name).description(description).argument('<user>', 'user principal name or id')

function addCreate(user: Command, open: OpenKernel): void {
  withProperties(user.command('create'))
    .description('create a user, who can sign in once there is a pass, a passkey or a password')
    .requiredOption('--upn <name>', 'user principal name: ada@example.com')
    .requiredOption('--name <name>', 'display name')
    .option('--password-stdin', 'read a password from standard input')
    .option('--must-change-password', 'ask for another password at the first sign-in')
    .option('--guest', 'a guest whose credentials are here')
    .option('--disabled', 'not to sign in yet')
    .addHelpText('after', "\nExample:\n  latchkey user create --upn ada@example.com --name 'Ada Lovelace'")
    .action(action(open, create))
}

const withProperties = (command: Command): Command =>
  command
    .option('--given-name <text>', 'given name')
    .option('--surname <text>', 'surname')
    .option('--mail <address>', 'mail address')
    .option('--job-title <text>', 'job title')
    .option('--department <text>', 'department')
    .option('--employee-id <text>', 'number of the employee')
    .option('--hire-date <time>', 'first day of work: 2026-04-01 or 2026-04-01T08:00:00+02:00', hireDate)
    .option('--manager <user>', 'user principal name or id of the manager')

function hireDate(text: string): Instant | null {
  if (text === '') return null
  const at = parseIso(text)
  if (at === undefined) throw new InvalidArgumentError('Write a day as 2026-04-01, or a time as 2026-04-01T08:00:00Z.')
  return at
}

interface PropertyOptions {
  readonly givenName?: string
  readonly surname?: string
  readonly mail?: string
  readonly jobTitle?: string
  readonly department?: string
  readonly employeeId?: string
  readonly hireDate?: Instant | null
  readonly manager?: string
}

interface CreateOptions extends PropertyOptions {
  readonly upn: string
  readonly name: string
  readonly passwordStdin?: boolean
  readonly mustChangePassword?: boolean
  readonly guest?: boolean
  readonly disabled?: boolean
}

function changeFrom({ hireDate: employeeHireAt, manager: _manager, ...texts }: PropertyOptions): UserChange {
  const { givenName, surname, mail, jobTitle, department, employeeId } = texts
  const given = { givenName, surname, mail, jobTitle, department, employeeId }
  const cleared = Object.entries(given).map(([name, text]) => [name, text === '' ? null : text])
  return { ...Object.fromEntries(cleared), employeeHireAt }
}

async function create({ kernel, actor, terminal }: Opened, options: CreateOptions): Promise<Answer> {
  const password = options.passwordStdin ? new Secret(await terminal.readInput()) : undefined
  const user = await createUser(kernel, actor, {
    ...changeFrom(options),
    userPrincipalName: options.upn,
    displayName: options.name,
    userType: options.guest ? 'Guest' : 'Member',
    accountEnabled: !options.disabled,
    manager: options.manager || undefined,
    credential: password && firstPassword(password, options.mustChangePassword ?? false),
  })
  return {
    json: userToGraph(user, kernel.tenant),
    table: rowOf(user),
    note: password ? 'The password works at once.' : `Next: latchkey pass issue ${user.userPrincipalName}`,
  }
}

async function list({ kernel, actor }: Opened, { filter }: { readonly filter?: string }): Promise<Answer> {
  const users = await allPages(userShape, filter, (query) => listUsers(kernel, actor, query))
  return { json: users.map((user) => userToGraph(user, kernel.tenant)), table: users.map(rowOf) }
}

async function show({ kernel, actor, terminal }: Opened, key: string): Promise<Answer> {
  const user = await readUser(kernel, actor, key)
  const manager = user.managerId
  const boss = manager === null ? undefined : await kernel.store.read((read) => findUser(read, manager))
  const all = { top: 999, condition: undefined, order: userShape.order, after: undefined, count: false }
  const groups = await listMemberOf(kernel, actor, user.id, 'direct', { ...all, select: undefined })
  const hired = user.employeeHireAt === null ? null : inZone(user.employeeHireAt, terminal.zone)
  return {
    json: userToGraph(user, kernel.tenant),
    table: {
      ...rowOf(user),
      mail: user.mail,
      'job title': user.jobTitle,
      department: user.department,
      hired,
      manager: boss?.userPrincipalName,
      groups: groups.items.map((group) => group.displayName).join(', ') || null,
      created: inZone(user.createdAt, terminal.zone),
    },
  }
}

type UpdateOptions = PropertyOptions & { readonly upn?: string; readonly name?: string }

async function update({ kernel, actor }: Opened, key: string, options: UpdateOptions): Promise<Answer> {
  const { upn: userPrincipalName, name: displayName, manager } = options
  const { id } = await readUser(kernel, actor, key)
  const change = { ...changeFrom(options), userPrincipalName, displayName }
  const user = await updateUser(kernel, actor, { user: id, change })
  if (manager === '') await removeManager(kernel, actor, { user: id })
  else if (manager !== undefined) await setManager(kernel, actor, { user: id, manager })
  return { json: userToGraph(user, kernel.tenant), table: rowOf(user) }
}

async function disable({ kernel, actor }: Opened, key: string): Promise<Answer> {
  const user = await disableUser(kernel, actor, { user: key })
  return { json: userToGraph(user, kernel.tenant), note: `${user.userPrincipalName} is signed out and refused.` }
}

async function enable({ kernel, actor }: Opened, key: string): Promise<Answer> {
  const user = await enableUser(kernel, actor, { user: key })
  return { json: userToGraph(user, kernel.tenant), note: `${user.userPrincipalName} may sign in again.` }
}

async function remove({ kernel, actor }: Opened, key: string): Promise<Answer> {
  const { id, userPrincipalName } = await readUser(kernel, actor, key)
  await deleteUser(kernel, actor, { user: id })
  return { json: { id, deleted: true }, note: `${userPrincipalName} is deleted; the name is free.` }
}

const rowOf = (user: User): Row => ({
  name: user.userPrincipalName,
  'display name': user.displayName,
  kind: isExternalGuest(user) ? 'external guest' : user.userType.toLowerCase(),
  enabled: user.accountEnabled,
  id: user.id,
})
