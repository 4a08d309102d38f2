import { type Operation, operations, resourceActions } from '../../roles/rules.ts'
import { knownDelegatedPermissions, knownPermissions } from './permissions.ts'

const descriptions = new Map(resourceActions.map(({ name, description }) => [name as string, description]))

interface Allowed {
  /** Of a resource action. */
  readonly name: string
  readonly description: string
}

/** A permission, with what it allows an application by itself, and for people; null: it is not given so. */
interface GrantablePermission {
  readonly id: string
  readonly application: readonly Allowed[] | null
  readonly delegated: readonly Allowed[] | null
}

type Kind = 'application' | 'delegated'

const asking = (operation: Operation, kind: Kind): readonly string[] =>
  kind === 'application' ? operation.application : [...operation.delegated, ...(operation.own ?? [])]

function allowedBy(permission: string, kind: Kind): readonly Allowed[] {
  const actions = Object.values<Operation>(operations).flatMap((operation) =>
    operation.action !== null && asking(operation, kind).includes(permission) ? [operation.action] : [],
  )
  return [...new Set(actions)].map((name) => ({ name, description: descriptions.get(name) ?? name }))
}

/** Every permission with what it allows, in the order of their names. */
export const grantablePermissions: readonly GrantablePermission[] = [
  ...new Set([...knownPermissions, ...knownDelegatedPermissions]),
]
  .sort()
  .map((id) => ({
    id,
    application: knownPermissions.includes(id) ? allowedBy(id, 'application') : null,
    delegated: knownDelegatedPermissions.includes(id) ? allowedBy(id, 'delegated') : null,
  }))
