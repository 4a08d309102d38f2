import { type AuditTarget, modified } from '../audit/rules.ts'
import { uuid } from '../base/random.ts'
import { Refusal } from '../base/refusal.ts'
import { hasForbiddenCharacter } from '../base/text.ts'
import { command } from '../kernel/command.ts'
import type { Write } from '../kernel/store.ts'
import { requireWorkflow } from './lookup.ts'
import type { ConditionsDraft } from './rules/conditions.ts'
import type { TaskDraft } from './rules/tasks.ts'
import { mostWorkflows, parseConditions, parseTasks, type Task, type Workflow, type WorkflowCategory } from './rules.ts'
import { countWorkflows, insertWorkflow, markWorkflowDeleted, replaceWorkflow } from './store.ts'

/** A workflow as somebody wants it. */
export interface WorkflowDraft {
  readonly category: WorkflowCategory
  readonly displayName: string
  readonly description?: string | null | undefined
  readonly isEnabled?: boolean | undefined
  readonly isSchedulingEnabled?: boolean | undefined
  readonly executionConditions?: ConditionsDraft | null | undefined
  readonly tasks: readonly TaskDraft[]
}

/** How the audit shows a workflow. */
export const workflowTarget = ({ id, displayName }: Pick<Workflow, 'id' | 'displayName'>): AuditTarget => ({
  type: 'Other',
  id,
  displayName,
})

/**
 * Creates a workflow, switched on unless told.
 *
 * Refuses with `workflowInvalid`, `nameInvalid`, `tooManyWorkflows`, or `unsupportedQuery` for its rule.
 */
export const createWorkflow = command({
  name: 'createWorkflow',
  operation: 'workflows.write',
  activity: 'createWorkflow',
  target: async (_read, input: WorkflowDraft) => ({ resource: workflowTarget({ id: '', ...input }) }),
  work: async (w, input): Promise<Workflow> => {
    if ((await countWorkflows(w.db)) >= mostWorkflows) {
      throw new Refusal('tooManyWorkflows', `A tenant has at most ${mostWorkflows} workflows. Delete one first.`)
    }
    const workflow = consistent({
      id: uuid(w.random),
      category: input.category,
      displayName: nameOf(input.displayName),
      description: input.description ?? null,
      isEnabled: input.isEnabled ?? true,
      isSchedulingEnabled: input.isSchedulingEnabled ?? false,
      executionConditions: parseConditions(input.executionConditions),
      tasks: tasksOf(w, input.tasks, input.category),
      version: 1,
      createdAt: w.now,
      modifiedAt: w.now,
    })
    await insertWorkflow(w.db, workflow)
    record(w, 'createWorkflow', undefined, workflow)
    return workflow
  },
})

export interface UpdateWorkflow {
  readonly id: string
  readonly change: Partial<Omit<WorkflowDraft, 'category'>>
}

/** Changes what is given of a workflow; refuses as `createWorkflow`, and with `workflowNotFound` or `workflowChanged`. */
export const updateWorkflow = command({
  name: 'updateWorkflow',
  operation: 'workflows.write',
  activity: 'updateWorkflow',
  target: async (read, input: UpdateWorkflow) => ({ resource: workflowTarget(await requireWorkflow(read, input.id)) }),
  work: async (w, { id, change }): Promise<Workflow> => {
    const before = await requireWorkflow(w, id)
    const { displayName, tasks, executionConditions, description, ...flags } = change
    const after = consistent({
      ...before,
      isEnabled: flags.isEnabled ?? before.isEnabled,
      isSchedulingEnabled: flags.isSchedulingEnabled ?? before.isSchedulingEnabled,
      ...(displayName === undefined ? {} : { displayName: nameOf(displayName) }),
      ...(description === undefined ? {} : { description }),
      ...(executionConditions === undefined ? {} : { executionConditions: parseConditions(executionConditions) }),
      ...(tasks === undefined ? {} : { tasks: tasksOf(w, tasks, before.category) }),
      version: before.version + 1,
      modifiedAt: w.now,
    })
    if (!(await replaceWorkflow(w.db, after))) {
      throw new Refusal('workflowChanged', 'Somebody else changed this workflow meanwhile. Read it again, then decide.')
    }
    record(w, 'updateWorkflow', before, after)
    return after
  },
})

/** Deletes a workflow; what waits to be run is canceled. Refuses with `workflowNotFound`. */
export const deleteWorkflow = command({
  name: 'deleteWorkflow',
  operation: 'workflows.write',
  activity: 'deleteWorkflow',
  target: async (read, input: { readonly id: string }) => ({
    resource: workflowTarget(await requireWorkflow(read, input.id)),
  }),
  work: async (w, { id }): Promise<void> => {
    const workflow = await requireWorkflow(w, id)
    await markWorkflowDeleted(w.db, workflow.id, w.now)
    record(w, 'deleteWorkflow', workflow, undefined)
  },
})

function consistent(workflow: Workflow): Workflow {
  if (workflow.isSchedulingEnabled && workflow.executionConditions.kind === 'onDemand') {
    throw new Refusal(
      'workflowInvalid',
      'A workflow that runs by itself needs executionConditions that say when; without them isSchedulingEnabled is false.',
      { field: 'isSchedulingEnabled' },
    )
  }
  return workflow
}

function tasksOf(w: Write, drafts: readonly TaskDraft[], category: WorkflowCategory): readonly Task[] {
  const parsed = parseTasks(drafts, category, () => uuid(w.random))
  if (parsed.ok) return parsed.tasks
  throw new Refusal('workflowInvalid', parsed.message, { field: parsed.field })
}

function nameOf(given: string): string {
  const name = given.trim()
  if (name.length > 0 && name.length <= 256 && !hasForbiddenCharacter(name)) return name
  throw new Refusal('nameInvalid', "A workflow's name has 1 to 256 characters and no control characters.", {
    field: 'displayName',
  })
}

function record(
  w: Write,
  activity: 'createWorkflow' | 'updateWorkflow' | 'deleteWorkflow',
  before: Workflow | undefined,
  after: Workflow | undefined,
): void {
  const changes = (
    ['displayName', 'description', 'isEnabled', 'isSchedulingEnabled', 'executionConditions', 'tasks'] as const
  )
    .map((name) => modified(name, told(before?.[name]), told(after?.[name])))
    .filter(({ oldValue, newValue }) => oldValue !== newValue)
  const workflow = after ?? before
  if (workflow) w.audit({ activity, targets: [{ ...workflowTarget(workflow), modifiedProperties: changes }] })
}

const told = (value: unknown): string | boolean | null =>
  typeof value === 'string' || typeof value === 'boolean'
    ? value
    : value === undefined || value === null
      ? null
      : JSON.stringify(value)
