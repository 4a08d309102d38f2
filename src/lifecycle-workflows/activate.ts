import { modified } from '../audit/rules.ts'
import { uuid } from '../base/random.ts'
import { Refusal } from '../base/refusal.ts'
import type { UserId } from '../base/text.ts'
import { findUser } from '../directory/service.ts'
import { command } from '../kernel/command.ts'
import type { Write } from '../kernel/store.ts'
import { requireWorkflow } from './lookup.ts'
import { workflowTarget } from './manage.ts'
import { mostSubjects, type Workflow } from './rules.ts'
import { insertRun } from './store.ts'

export interface ActivateWorkflow {
  readonly id: string
  /** Ids of users. */
  readonly subjects: readonly string[]
}

/**
 * Has a workflow carried out for some users; it happens after the answer, and `listRuns` tells how it went.
 *
 * Refuses with `workflowNotFound`, `workflowDisabled`, `userNotFound` or `malformedRequest`; then it runs for none of them.
 *
 * Source: facts/entra.md §11, §13.
 */
export const activateWorkflow = command({
  name: 'activateWorkflow',
  operation: 'workflows.activate',
  activity: 'activateWorkflow',
  target: async (read, input: ActivateWorkflow) => ({
    resource: workflowTarget(await requireWorkflow(read, input.id)),
  }),
  work: async (w, input): Promise<void> => {
    const workflow = await requireWorkflow(w, input.id)
    if (!workflow.isEnabled) {
      throw new Refusal('workflowDisabled', `The workflow '${workflow.displayName}' is switched off. Enable it first.`)
    }
    const subjects = [...new Set(input.subjects.map((id) => id.toLowerCase()))]
    if (subjects.length === 0 || subjects.length > mostSubjects) {
      throw new Refusal('malformedRequest', `Give 1 to ${mostSubjects} subjects.`, { field: 'subjects' })
    }
    for (const id of subjects) {
      const user = await findUser(w, id)
      if (!user) {
        throw new Refusal('userNotFound', `There is no user '${id.slice(0, 100)}'; nothing was started.`, {
          field: 'subjects',
        })
      }
      await queueRun(w, workflow, user.id, 'onDemand')
    }
    const change = modified('Subjects', null, subjects)
    w.audit({ activity: 'activateWorkflow', targets: [{ ...workflowTarget(workflow), modifiedProperties: [change] }] })
  },
})

/** Lets a workflow run for a user soon; says whether it will, because by itself it does so but once. */
export const queueRun = (
  w: Write,
  workflow: Workflow,
  user: UserId,
  activation: 'onDemand' | 'scheduled',
): Promise<boolean> =>
  insertRun(w.db, {
    id: uuid(w.random),
    workflow_id: workflow.id,
    workflow_version: workflow.version,
    user_id: user,
    activation,
    once_key: activation === 'scheduled' ? onceKey(workflow, user) : null,
    status: 'queued',
    results: '[]',
    attempts: 0,
    available_at: w.now,
    requested_at: w.now,
    started_at: null,
    completed_at: null,
  })

/** Under what a workflow that ran for a user by itself is known. */
export const onceKey = (workflow: Pick<Workflow, 'id'>, user: string): string => `${workflow.id} ${user}`
