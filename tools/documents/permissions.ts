import { basicsOfEveryRole } from '../../src/roles/rules/definitions.ts'
import { type Operation, type OperationName, operations, roleDefinitions } from '../../src/roles/rules.ts'

const names = Object.keys(operations) as OperationName[]

const rolesFor = ({ action }: Operation): string => {
  const granted = (actions: readonly (string | null)[]) => action !== null && actions.includes(action)
  if (granted(basicsOfEveryRole)) return 'every role'
  const roles = roleDefinitions.filter((role) => granted(role.allowedResourceActions))
  return roles.map((role) => role.displayName).join(', ') || 'none'
}

const rowOf = (name: OperationName): string => {
  const operation: Operation = operations[name]
  const permissions = operation.application.map((permission) => `\`${permission}\``).join(', ')
  const action = operation.action === null ? '–' : `\`${operation.action}\``
  return `| \`${name}\` | ${permissions || 'none'} | ${action} | ${rolesFor(operation)} | ${operation.reach === 'user' ? 'yes' : 'no'} |`
}

/** Prints `docs/permissions.md` from the operations and the roles. */
export const printPermissions = (): string => `# Who may do what

Printed from \`src/roles/rules\`; \`UPDATE_DOCS=1\` rewrites it, a test compares it.

An application needs one of the permissions, the first being the least. A person needs a role that grants the action, in a session opened with more than one factor. Where the last column says yes, the table of who may act on whom applies as well, and nobody acts on the own account; what people do with the own account under \`/me\` and on the security info page asks for no role.

| operation | application permissions | resource action | roles | acts on a user |
| --- | --- | --- | --- | --- |
${names.map(rowOf).join('\n')}
`
