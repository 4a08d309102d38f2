import { customActions } from '../../src/roles/rules/custom-role.ts'
import { actionsFor, basicsOfEveryRole } from '../../src/roles/rules/definitions.ts'
import {
  canBeScoped,
  type Operation,
  type OperationName,
  operations,
  roleDefinitions,
  scopableRoleNames,
} from '../../src/roles/rules.ts'

const names = Object.keys(operations) as OperationName[]

const code = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(', ') || 'none'

const isBasic = (operation: Operation): boolean =>
  actionsFor(operation).some((action) => basicsOfEveryRole.includes(action))

function rolesFor(operation: Operation): string {
  if (isBasic(operation)) return 'every role'
  const actions = actionsFor(operation)
  const roles = roleDefinitions.filter((role) => actions.some((action) => role.allowedResourceActions.includes(action)))
  return roles.map((role) => role.displayName).join(', ') || 'none'
}

function scopeOf(operation: Operation): string {
  if (isBasic(operation)) return 'tenant'
  if (operation.leavesTargetAlone) return 'tenant; not on oneself'
  const where = {
    tenant: 'tenant',
    group: 'tenant, unit',
    user: 'tenant by reach, unit but no administrators; not on oneself',
  } as const
  return where[operation.reach]
}

function rowOf(name: OperationName): string {
  const operation: Operation = operations[name]
  const { application, delegated, own = [] } = operation
  const isSame = application.length > 0 && [...application].sort().join() === [...delegated].sort().join()
  const cells = [
    `\`${name}\``,
    code(application),
    isSame ? 'the same' : code(delegated),
    own.length > 0 ? code(own) : '–',
    rolesFor(operation),
    scopeOf(operation),
  ]
  return `| ${cells.join(' | ')} |`
}

const operationsOf = (action: string): readonly OperationName[] =>
  names.filter((name) => actionsFor(operations[name]).includes(action))

function actionRow(action: string): string {
  const role = { id: '', isBuiltIn: false, allowedResourceActions: [action] }
  return `| \`${action}\` | ${code(operationsOf(action))} | ${canBeScoped(role) ? 'yes' : 'no'} |`
}

/** Prints `docs/permissions.md` from the operations and the roles. */
export const printPermissions = (): string => `# Who may do what

Printed from \`src/roles/rules\`; \`UPDATE_DOCS=1\` rewrites it, a test compares it.

- **An application** with credentials of its own needs one of the application permissions, the first being the least.
- **A person** on our own pages needs one of the roles, in a session opened with more than one factor.
- **An application that acts for a person** needs both: one of the delegated permissions, and the person one of the roles.
- **On the own account**, what people do under \`/me\` and on the security info page asks for no role. An application that does it for them needs a permission of the column *own account*, or one of the delegated ones.

## Operations

Scope says where a role counts. *Tenant*: for everybody it reaches. *Unit*: given for one administrative unit, for that unit's direct members. *Not on oneself*: nobody does it to the own account, whatever the role.

| operation | application permissions | delegated permissions | own account | roles | scope |
| --- | --- | --- | --- | --- | --- |
${names.map(rowOf).join('\n')}

## Whom a role reaches

- Global Administrator, Privileged Authentication Administrator and, where they only look, Global Reader reach everybody.
- Authentication, Helpdesk, User and Password Administrator reach users without a role, and holders of some: the table is in \`src/roles/rules/reach.ts\`.
- A custom role reaches users without a role. Its holder could otherwise sign in as somebody who may do more.
- A role given for one administrative unit reaches the users and groups that were added to the unit themselves. It never reaches a user who holds any role or is in a role-assignable group, nor the members of a group in the unit, unless they were added too. Reading the directory is not limited by scope; reading methods and passes is.
- A unit whose management is restricted shuts out changes by whoever holds a role for the tenant or for another unit, the Global Administrator included. Applications are not shut out. Whoever manages units can take a member out of it.

For one unit there are ${scopableRoleNames.join(', ')}, and custom roles that act on users or groups.

## Actions a custom role may grant

Any action that reads, and those that change users and groups without a role. Whatever hands out rights is left to the built-in roles: assigning and defining roles, role-assignable groups, administrative units, applications, policies, workflows. An action on one kind of sign-in method is Latchkey's own; the ones without a kind are Entra's and include it.

| action | lets its holder do | counts in a unit |
| --- | --- | --- |
${customActions.map(actionRow).join('\n')}
`
