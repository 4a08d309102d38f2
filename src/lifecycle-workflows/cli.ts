import type { Actor } from '../base/actor.ts'
import { inZone } from '../base/duration.ts'
import { parseListQuery } from '../base/odata/query.ts'
import { Refusal } from '../base/refusal.ts'
import { comparisonKey } from '../base/text.ts'
import { requireUser } from '../directory/service.ts'
import { type AddCommands, type Answer, action, type Opened } from '../faces/cli.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { runToGraph, workflowToGraph } from './graph/resources.ts'
import { resultShape, type Workflow, workflowShape } from './rules.ts'
import { activateWorkflow, listRuns, listWorkflows } from './service.ts'

/** `latchkey workflow list|show|activate|results`. */
export const addWorkflowCommands: AddCommands = (program, open) => {
  const workflow = program.command('workflow').description('what happens by itself when people join')
  const named = (name: string, description: string) =>
    workflow.command(name).description(description).argument('<workflow>', 'id or display name')
  workflow.command('list').description('list the lifecycle workflows').action(action(open, list))
  named('show', 'show one workflow with its tasks').action(action(open, show))
  named('activate', 'carry a workflow out for users now')
    .requiredOption('--user <user...>', 'user principal names or ids, ten at most')
    .action(action(open, activate))
  named('results', 'show what became of a workflow, user by user, newest first').action(action(open, results))
}

async function everyWorkflow(kernel: Kernel, actor: Actor): Promise<readonly Workflow[]> {
  const query = parseListQuery(new Map([['$top', '999']]), workflowShape)
  return (await listWorkflows(kernel, actor, query)).items
}

async function workflowNamed(kernel: Kernel, actor: Actor, name: string): Promise<Workflow> {
  const all = await everyWorkflow(kernel, actor)
  const key = comparisonKey(name)
  const found = all.filter(({ id, displayName }) => id === key || comparisonKey(displayName) === key)
  const [workflow, another] = found
  if (workflow && !another) return workflow
  const why = another ? `Several workflows are called '${name}'. Give the id.` : `There is no workflow '${name}'.`
  throw new Refusal('workflowNotFound', why)
}

async function list({ kernel, actor }: Opened): Promise<Answer> {
  const workflows = await everyWorkflow(kernel, actor)
  return {
    json: workflows.map(workflowToGraph),
    table: workflows.map(({ displayName, id, isEnabled, isSchedulingEnabled, tasks }) => ({
      workflow: displayName,
      enabled: isEnabled,
      'runs by itself': isSchedulingEnabled,
      tasks: tasks.length,
      id,
    })),
  }
}

async function show({ kernel, actor, terminal }: Opened, name: string): Promise<Answer> {
  const workflow = await workflowNamed(kernel, actor, name)
  return {
    json: workflowToGraph(workflow),
    table: {
      workflow: workflow.displayName,
      id: workflow.id,
      enabled: workflow.isEnabled,
      'runs by itself': workflow.isSchedulingEnabled,
      changed: inZone(workflow.modifiedAt, terminal.zone),
      ...Object.fromEntries(workflow.tasks.map((task) => [`task ${task.executionSequence}`, task.displayName])),
    },
  }
}

async function activate(
  { kernel, actor }: Opened,
  name: string,
  { user: users }: { readonly user: readonly string[] },
): Promise<Answer> {
  const { id, displayName } = await workflowNamed(kernel, actor, name)
  const found = await kernel.store.read((read) => Promise.all(users.map((user) => requireUser(read, user))))
  await activateWorkflow(kernel, actor, { id, subjects: found.map((user) => user.id) })
  return {
    json: { id, subjects: found.map((user) => user.id) },
    note: `${displayName} is carried out by the running server; latchkey workflow results tells how it went.`,
  }
}

async function results({ kernel, actor, terminal }: Opened, name: string): Promise<Answer> {
  const workflow = await workflowNamed(kernel, actor, name)
  const query = parseListQuery(new Map([['$top', '100']]), resultShape)
  const { items } = await listRuns(kernel, actor, workflow.id, query)
  return {
    json: items.map(runToGraph),
    table: items.map((run) => ({
      user: run.userId,
      when: inZone(run.requestedAt, terminal.zone),
      status: run.status,
      why: run.results.flatMap(({ failureReason }) => failureReason ?? []).join(' '),
    })),
  }
}
