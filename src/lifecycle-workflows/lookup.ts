import type { Actor } from '../base/actor.ts'
import type { ListQuery } from '../base/odata/query.ts'
import type { Page } from '../base/odata/shape.ts'
import { Refusal } from '../base/refusal.ts'
import { isGuid } from '../base/text.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Read } from '../kernel/store.ts'
import { findTaskDefinition, type TaskDefinition, taskDefinitions, type Workflow, type WorkflowRun } from './rules.ts'
import { findWorkflowRow, listRunPage, listWorkflowPage } from './store.ts'

/** The workflow with this id; refuses with `workflowNotFound`. */
export async function requireWorkflow(read: Read, id: string): Promise<Workflow> {
  const workflow = isGuid(id) ? await findWorkflowRow(read.db, id.toLowerCase()) : undefined
  if (workflow) return workflow
  throw new Refusal('workflowNotFound', `There is no lifecycle workflow '${id.slice(0, 100)}'.`)
}

/** One page of the workflows. */
export const listWorkflows = (kernel: Kernel, actor: Actor, query: ListQuery): Promise<Page<Workflow>> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'workflows.read')
    return listWorkflowPage(read.db, query)
  })

/** One workflow; refuses with `workflowNotFound`. */
export const readWorkflow = (kernel: Kernel, actor: Actor, id: string): Promise<Workflow> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'workflows.read')
    return requireWorkflow(read, id)
  })

/** What became of a workflow, user by user, newest first; refuses with `workflowNotFound`. */
export const listRuns = (kernel: Kernel, actor: Actor, id: string, query: ListQuery): Promise<Page<WorkflowRun>> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'workflows.readResults')
    const workflow = await requireWorkflow(read, id)
    return listRunPage(read.db, workflow.id, query)
  })

/** The tasks workflows are made of. */
export const listTaskDefinitions = (kernel: Kernel, actor: Actor): Promise<readonly TaskDefinition[]> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'taskDefinitions.read')
    return taskDefinitions
  })

/** One of them; refuses with `taskDefinitionNotFound`. */
export async function readTaskDefinition(kernel: Kernel, actor: Actor, id: string): Promise<TaskDefinition> {
  await listTaskDefinitions(kernel, actor)
  const definition = findTaskDefinition(id)
  if (definition) return definition
  throw new Refusal('taskDefinitionNotFound', `There is no task definition '${id.slice(0, 100)}'.`)
}
