import { type Instant, plusMinutes } from '../../src/base/time.ts'
import { onceKey } from '../../src/lifecycle-workflows/activate.ts'
import type { TaskResult, Workflow } from '../../src/lifecycle-workflows/rules.ts'
import { createWorkflow } from '../../src/lifecycle-workflows/service.ts'
import { insertRows } from './bulk.ts'
import { chiefOf } from './organisation.ts'
import type { Person } from './people.ts'
import type { Scene } from './scene.ts'
import type { Stage } from './stage.ts'

const issueAndMail = '1b555e50-7f65-41d5-b514-5894a026d10d'
const welcome = '70b29d51-b59a-4773-9280-8841dfd3f2ea'

/** A workflow that gave newcomers their first pass, and what came of it; it is off, since a demo sends no mail. */
export async function welcomeNewcomers({ stage, organisation, start }: Scene): Promise<void> {
  stage.clock.set(plusMinutes(start, 26 * 60))
  const workflow = await createWorkflow(stage.kernel, chiefOf(stage, organisation.people), {
    category: 'joiner',
    displayName: 'First day: pass to the manager',
    description: 'Issues a pass on the first day and mails it to the manager',
    isSchedulingEnabled: false,
    executionConditions: {
      '@odata.type': '#microsoft.graph.identityGovernance.triggerAndScopeBasedConditions',
      scope: { rule: "userType eq 'Member'" },
      trigger: { timeBasedAttribute: 'employeeHireDate', offsetInDays: 0 },
    },
    tasks: [
      {
        taskDefinitionId: issueAndMail,
        arguments: [
          { name: 'tapLifetimeMinutes', value: '480' },
          { name: 'tapIsUsableOnce', value: 'true' },
        ],
      },
      { taskDefinitionId: welcome, continueOnError: true },
    ],
  })
  stage.clock.set(stage.now)
  const joined = organisation.people.filter(
    ({ user, kind }) => kind === 'staff' && user.employeeHireAt !== null && user.employeeHireAt > workflow.createdAt,
  )
  const rows = joined.slice(0, 200).map((person) => runFor(stage, workflow, person))
  await insertRows(stage, 'lifecycle_workflow_runs', rows)
}

function runFor(stage: Stage, workflow: Workflow, { user, activeFrom }: Person) {
  const at: Instant = plusMinutes(activeFrom, -60)
  const isMailed = stage.draw.happens(0.9)
  const results = workflow.tasks.map(
    ({ id, taskDefinitionId, displayName }): TaskResult => ({
      taskId: id,
      taskDefinitionId,
      displayName,
      status: isMailed || taskDefinitionId === issueAndMail ? 'completed' : 'failed',
      failureReason: isMailed || taskDefinitionId === issueAndMail ? null : 'The mail server did not answer.',
      at,
    }),
  )
  return {
    id: stage.draw.id(),
    workflow_id: workflow.id,
    workflow_version: workflow.version,
    user_id: user.id,
    activation: 'scheduled' as const,
    once_key: onceKey(workflow, user.id),
    status: isMailed ? ('completed' as const) : ('completedWithErrors' as const),
    results: JSON.stringify(results),
    attempts: 1,
    available_at: at,
    requested_at: at,
    started_at: at,
    completed_at: plusMinutes(at, 1),
  }
}
