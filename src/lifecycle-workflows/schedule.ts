import type { SystemActor } from '../base/actor.ts'
import { type Condition, parseCondition } from '../base/odata/condition.ts'
import type { ListQuery } from '../base/odata/query.ts'
import type { Position } from '../base/odata/shape.ts'
import type { UserId } from '../base/text.ts'
import type { Instant } from '../base/time.ts'
import { userShape } from '../directory/rules.ts'
import { listUsers } from '../directory/service.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { onceKey, queueRun } from './activate.ts'
import { workflowTarget } from './manage.ts'
import { type ExecutionConditions, hireDateWindow, type Workflow } from './rules.ts'
import { knownOnceKeys, listScheduled } from './store.ts'

const pageSize = 200

/** Queues the workflows that are due for somebody, each once for each user; returns how many runs were queued. */
export async function scheduleWorkflows(kernel: Kernel, actor: SystemActor): Promise<number> {
  let queued = 0
  for (const workflow of await kernel.store.read((r) => listScheduled(r.db))) {
    const { executionConditions } = workflow
    if (executionConditions.kind !== 'triggered') continue
    for await (const users of dueUsers(kernel, actor, executionConditions)) {
      queued += await queueForNew(kernel, actor, workflow, users)
    }
  }
  return queued
}

async function* dueUsers(
  kernel: Kernel,
  actor: SystemActor,
  conditions: Extract<ExecutionConditions, { kind: 'triggered' }>,
): AsyncGenerator<readonly UserId[]> {
  const condition = dueCondition(conditions, kernel.clock.now())
  let after: Position | undefined
  do {
    const query: ListQuery = {
      top: pageSize,
      condition,
      order: userShape.order,
      after,
      count: false,
      select: undefined,
    }
    const page = await listUsers(kernel, actor, query)
    yield page.items.map((user) => user.id)
    after = page.next
  } while (after)
}

function dueCondition({ rule, offsetInDays }: { readonly rule: string; readonly offsetInDays: number }, now: Instant) {
  const { from, to } = hireDateWindow(offsetInDays, now)
  const hired = (operator: 'ge' | 'le', value: Instant): Condition => ({
    kind: 'compare',
    property: 'employeeHireDate',
    operator,
    value,
  })
  const inWindow: Condition = { kind: 'both', left: hired('ge', from), right: hired('le', to) }
  if (rule.trim() === '') return inWindow
  return { kind: 'both', left: inWindow, right: parseCondition(rule, userShape) } satisfies Condition
}

async function queueForNew(
  kernel: Kernel,
  actor: SystemActor,
  workflow: Workflow,
  users: readonly UserId[],
): Promise<number> {
  const keys = users.map((user) => onceKey(workflow, user))
  const known = await kernel.store.read((r) => knownOnceKeys(r.db, keys))
  const fresh = users.filter((user) => !known.has(onceKey(workflow, user)))
  if (fresh.length === 0) return 0
  return kernel.store.write(actor, async (w) => {
    let queued = 0
    for (const user of fresh) if (await queueRun(w, workflow, user, 'scheduled')) queued++
    if (queued === 0) w.unrecorded('another process was faster')
    else
      w.audit({ activity: 'scheduleWorkflow', targets: [workflowTarget(workflow)], details: { users: String(queued) } })
    return queued
  })
}
