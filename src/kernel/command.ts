import type { ActivityName, AuditTarget } from '../audit/rules.ts'
import type { Actor } from '../base/actor.ts'
import { Refusal } from '../base/refusal.ts'
import { nobody, type UserId } from '../base/text.ts'
import type { OperationName } from '../roles/rules.ts'
import type { ActedOn, Kernel } from './kernel.ts'
import type { Read, Write } from './store.ts'

/** Whom a use-case acts on, for the permission and for the record of a refusal. */
export interface CommandTarget {
  /** Set where reach and the rule "nobody on oneself" apply. */
  readonly userId?: UserId
  /** Set where it matters which administrative units the group is in. */
  readonly groupId?: string
  readonly resource: AuditTarget
}

interface CommandSpec<Input, Prepared> {
  readonly name: string
  readonly operation: OperationName
  readonly activity: ActivityName
  /** Finds the target; may refuse when there is none. */
  target(read: Read, input: Input): Promise<CommandTarget>
  /** Slow work, after the permission and before the transaction. */
  prepare?(kernel: Kernel, input: Input, actor: Actor): Promise<Prepared>
  /** The work itself, on the target the permission was given for; it records its own success. */
  work(write: Write, input: Input, prepared: Prepared, kernel: Kernel, target: CommandTarget): Promise<unknown>
}

/** A declared use-case. */
export interface Command<Input, Output> {
  (kernel: Kernel, actor: Actor, input: Input): Promise<Output>
  readonly commandName: string
  readonly operation: OperationName
  readonly activity: ActivityName
}

const catalogue: Command<never, unknown>[] = []

/** Every use-case declared so far, for the permission matrix and its tests. */
export const commandCatalogue = (): readonly Command<never, unknown>[] => catalogue

/**
 * Declares an administrative use-case, so that permission, record and work cannot part.
 *
 * Calling it checks the permission, prepares, checks it again, and runs `work`, those two in one write.
 * What was prepared may have waited long, and the target may have got a role or come into a unit meanwhile.
 * Whoever may not do it at all is not told whether the target exists.
 * A refusal on the way is recorded as a failure by a write of its own and thrown again.
 *
 * Source: architecture.md §6.
 */
export function command<Input, Output, Prepared = undefined>(
  spec: Omit<CommandSpec<Input, Prepared>, 'work'> & {
    work(write: Write, input: Input, prepared: Prepared, kernel: Kernel, target: CommandTarget): Promise<Output>
  },
): Command<Input, Output> {
  const run = async (kernel: Kernel, actor: Actor, input: Input): Promise<Output> => {
    let target: CommandTarget | undefined
    try {
      const found = await kernel.store.read(async (read) => {
        target = await hiding(kernel, read, actor, spec.operation, () => spec.target(read, input))
        await kernel.authorize(read, actor, spec.operation, actedOn(target))
        return target
      })
      const prepared = (await spec.prepare?.(kernel, input, actor)) as Prepared
      return await kernel.store.write(actor, async (write) => {
        await kernel.authorize(write, actor, spec.operation, actedOn(found))
        return spec.work(write, input, prepared, kernel, found)
      })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const named = target ?? (await kernel.store.read((read) => spec.target(read, input)).catch(() => undefined))
      await recordRefusal(kernel, actor, spec.activity, named, error)
      throw error
    }
  }
  const declared = Object.assign(run, {
    commandName: spec.name,
    operation: spec.operation,
    activity: spec.activity,
  })
  catalogue.push(declared as Command<never, unknown>)
  return declared
}

const actedOn = ({ userId, groupId }: CommandTarget): ActedOn | undefined =>
  userId ?? (groupId === undefined ? undefined : { groupId })

/**
 * Finds what is acted upon; whoever may not perform the operation on anybody is refused that, not told it does not exist.
 */
export async function hiding<Found>(
  kernel: Kernel,
  read: Read,
  actor: Actor,
  operation: OperationName,
  find: () => Promise<Found>,
): Promise<Found> {
  try {
    return await find()
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'notFound') await kernel.authorize(read, actor, operation, nobody)
    throw error
  }
}

function recordRefusal(
  kernel: Kernel,
  actor: Actor,
  activity: ActivityName,
  target: CommandTarget | undefined,
  refusal: Refusal,
): Promise<void> {
  return kernel.store.unguarded().write(actor, async (w) => {
    w.audit({
      activity,
      result: 'failure',
      reason: refusal.message,
      targets: target ? [target.resource] : [],
      details: { code: refusal.code },
    })
  })
}
