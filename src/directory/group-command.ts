import type { ActivityName } from '../audit/rules.ts'
import type { Actor } from '../base/actor.ts'
import { Refusal } from '../base/refusal.ts'
import { type CommandTarget, command } from '../kernel/command.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Read, Write } from '../kernel/store.ts'
import type { OperationName } from '../roles/rules.ts'
import { groupTarget } from './audit-targets.ts'
import { findGroup, requireGroup } from './lookup.ts'

export interface GroupInput {
  /** Id of the group. */
  readonly group: string
}

interface GroupCommandSpec<Input, Output> {
  readonly name: string
  /** What it takes for an ordinary group. */
  readonly operation: OperationName
  readonly activity: ActivityName
  /** Whether the group is role-assignable, or is to be. */
  concernsRoles(read: Read, input: Input): Promise<boolean>
  target(read: Read, input: Input): Promise<CommandTarget>
  work(w: Write, input: Input, kernel: Kernel, target: CommandTarget): Promise<Output>
}

/**
 * Declares a use-case on groups twice: once for ordinary groups, once for role-assignable ones.
 *
 * Whoever changes a role-assignable group hands out roles, so that takes `groups.updateRoleAssignable`.
 */
export function groupCommand<Input, Output>(spec: GroupCommandSpec<Input, Output>) {
  const declare = (name: string, operation: OperationName) =>
    command<Input, Output>({
      name,
      operation,
      activity: spec.activity,
      target: spec.target,
      work: (w, input, _prepared, kernel, target) => spec.work(w, input, kernel, target),
    })
  const ordinary = declare(spec.name, spec.operation)
  const roleAssignable = declare(`${spec.name}RoleAssignable`, 'groups.updateRoleAssignable')
  return async (kernel: Kernel, actor: Actor, input: Input): Promise<Output> => {
    const concernsRoles = await kernel.store.read((read) => spec.concernsRoles(read, input))
    return (concernsRoles ? roleAssignable : ordinary)(kernel, actor, input)
  }
}

/** For a use-case on a group that exists: whether it is role-assignable. */
export const isRoleAssignable = async (read: Read, { group }: GroupInput): Promise<boolean> =>
  (await findGroup(read, group))?.isAssignableToRole ?? false

/** The group a use-case acts on; refuses with `groupNotFound`. */
export const targetGroup = async (read: Read, { group }: GroupInput): Promise<CommandTarget> => {
  const found = await requireGroup(read, group)
  return { groupId: found.id, resource: groupTarget(found) }
}

export const groupGone = () => new Refusal('groupNotFound', 'The group was deleted in the meantime.')
