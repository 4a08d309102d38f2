import { modified } from '../audit/rules.ts'
import type { SystemActor } from '../base/actor.ts'
import { Refusal } from '../base/refusal.ts'
import { userId } from '../base/text.ts'
import { plusMinutes } from '../base/time.ts'
import { findUser } from '../directory/service.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { workflowTarget } from './manage.ts'
import { carryOut } from './perform.ts'
import { statusOf, type Task, type TaskResult, type Workflow, type WorkflowRun } from './rules.ts'
import { claimRun, findWorkflowRow, listDueRuns, noteRun } from './store.ts'

const batchSize = 20
const mostAttempts = 5

/**
 * Carries out the workflows that wait, oldest first; returns how many were finished.
 *
 * Each run is claimed by a guarded update, so two processes never do the same.
 * What only the mail server stood in the way of is tried again, five times in all; what succeeded before is not repeated.
 */
export async function runWorkflows(kernel: Kernel, actor: SystemActor): Promise<number> {
  const due = await kernel.store.read((r) => listDueRuns(r.db, r.now, batchSize))
  let finished = 0
  for (const waiting of due) {
    const run = await kernel.store.write(actor, (w) => {
      w.unrecorded('what the workflow does is recorded where it is done')
      return claimRun(w.db, waiting, w.now)
    })
    if (run && (await advance(kernel, actor, run))) finished++
  }
  return finished
}

async function advance(kernel: Kernel, actor: SystemActor, run: WorkflowRun): Promise<boolean> {
  const workflow = await kernel.store.read((r) => findWorkflowRow(r.db, run.workflowId))
  const tasks = workflow?.isEnabled ? workflow.tasks.filter((task) => task.isEnabled) : []
  const results: TaskResult[] = run.results.filter((result) => result.status === 'completed')
  for (const task of tasks) {
    if (results.some((result) => result.taskId === task.id)) continue
    const halted = results.some((result) => result.status === 'failed' && !continuesAfter(tasks, result))
    const outcome = halted ? ('canceled' as const) : await attempt(kernel, actor, run, task)
    if (outcome === 'later') return retryLater(kernel, actor, run, results)
    results.push(resultOf(kernel, task, outcome))
    if (!halted) await keep(kernel, actor, run, results)
  }
  await finish(kernel, actor, run, workflow, results)
  return true
}

const continuesAfter = (tasks: readonly Task[], { taskId }: TaskResult): boolean =>
  tasks.find((task) => task.id === taskId)?.continueOnError ?? false

type Outcome = 'done' | 'canceled' | 'later' | { readonly problem: string }

async function attempt(kernel: Kernel, actor: SystemActor, run: WorkflowRun, task: Task): Promise<Outcome> {
  try {
    const user = await kernel.store.read((r) => findUser(r, run.userId))
    if (!user) return { problem: 'The user is gone.' }
    const problem = await carryOut(kernel, actor, user, task)
    return problem === undefined ? 'done' : { problem }
  } catch (error) {
    if (!(error instanceof Refusal)) {
      kernel.log.error({ err: error, run: run.id, task: task.displayName }, 'A task of a workflow failed')
      return { problem: `The server failed. Ask its operator about the run ${run.id}.` }
    }
    const isPassing =
      error.code === 'mailNotTaken' || error.kind === 'throttled' || error.code === 'databaseUnavailable'
    if (isPassing && run.attempts < mostAttempts) {
      kernel.log.warn({ err: error, run: run.id }, 'A task of a workflow is tried again')
      return 'later'
    }
    return { problem: error.message }
  }
}

const resultOf = (kernel: Kernel, task: Task, outcome: Exclude<Outcome, 'later'>): TaskResult => ({
  taskId: task.id,
  taskDefinitionId: task.taskDefinitionId,
  displayName: task.displayName,
  status: outcome === 'done' ? 'completed' : outcome === 'canceled' ? 'canceled' : 'failed',
  failureReason: typeof outcome === 'object' ? outcome.problem : null,
  at: kernel.clock.now(),
})

const notDone = 'the run is not over; its end is recorded'

/** So that a process that stops here repeats nothing. */
const keep = (kernel: Kernel, actor: SystemActor, run: WorkflowRun, results: readonly TaskResult[]): Promise<void> =>
  kernel.store.write(actor, async (w) => {
    w.unrecorded(notDone)
    await noteRun(w.db, run, { status: 'inProgress', results, availableAt: plusMinutes(w.now, 10) }, w.now)
  })

async function retryLater(
  kernel: Kernel,
  actor: SystemActor,
  run: WorkflowRun,
  results: readonly TaskResult[],
): Promise<boolean> {
  await kernel.store.write(actor, async (w) => {
    w.unrecorded(notDone)
    const availableAt = plusMinutes(w.now, 2 ** run.attempts)
    await noteRun(w.db, run, { status: 'inProgress', results, availableAt }, w.now)
  })
  return false
}

async function finish(
  kernel: Kernel,
  actor: SystemActor,
  run: WorkflowRun,
  workflow: Workflow | undefined,
  results: readonly TaskResult[],
): Promise<void> {
  await kernel.store.write(actor, async (w) => {
    const status = results.length === 0 ? 'canceled' : statusOf(results)
    await noteRun(w.db, run, { status, results, availableAt: w.now }, w.now)
    const user = await findUser(w, userId(run.userId))
    const problems = results.flatMap(({ displayName, failureReason }) =>
      failureReason === null ? [] : [`${displayName}: ${failureReason}`],
    )
    w.audit({
      activity: 'workflowCompleted',
      result: status === 'completed' ? 'success' : 'failure',
      reason:
        problems.join(' ') ||
        (status === 'canceled' ? 'The workflow was switched off or deleted' : 'Every task was done'),
      targets: [
        {
          type: 'User',
          id: run.userId,
          displayName: user?.displayName ?? '',
          userPrincipalName: user?.userPrincipalName ?? '',
          modifiedProperties: [modified('ProcessingStatus', null, status)],
        },
        ...(workflow ? [workflowTarget(workflow)] : []),
      ],
    })
  })
}
