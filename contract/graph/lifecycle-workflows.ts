import { z } from 'zod'

const prefix = '#microsoft.graph.identityGovernance.'

const text = z.string({ error: 'it must be a text' }).max(10_000, { error: 'it is too long' })
const flag = z.boolean({ error: 'it must be true or false' })
const guid = z.guid({ error: 'it must be a GUID' })
const readOnly = z.never({ error: 'it is read-only and cannot be set' }).optional()
const typed = (name: string) => z.literal(`${prefix}${name}`, { error: `it must be '${prefix}${name}'` })

const taskArgument = z.strictObject({
  '@odata.type': z.exactOptional(z.string()),
  name: text,
  value: z.string({ error: "it must be a text, also for numbers: '480'" }).max(10_000, { error: 'it is too long' }),
})

const task = z.strictObject({
  '@odata.type': z.exactOptional(typed('task')),
  taskDefinitionId: text,
  category: z.exactOptional(z.enum(['joiner', 'mover', 'leaver'], { error: "it must be 'joiner'" })),
  displayName: z.exactOptional(text.min(1, { error: 'it is empty' }).max(256, { error: 'it is too long' })),
  description: z.exactOptional(text.nullable()),
  isEnabled: z.exactOptional(flag),
  continueOnError: z.exactOptional(flag),
  arguments: z.exactOptional(z.array(taskArgument).max(20)),
  id: readOnly,
  executionSequence: readOnly,
})

const onDemand = z.strictObject({ '@odata.type': typed('onDemandExecutionOnly') })

const triggered = z.strictObject({
  '@odata.type': typed('triggerAndScopeBasedConditions'),
  scope: z.strictObject({
    '@odata.type': typed('ruleBasedSubjectSet'),
    rule: text.max(2000, { error: 'it is too long' }),
  }),
  trigger: z.strictObject({
    '@odata.type': typed('timeBasedAttributeTrigger'),
    timeBasedAttribute: text,
    offsetInDays: z.int({ error: 'it must be a whole number of days' }),
  }),
})

const conditions = z.discriminatedUnion('@odata.type', [onDemand, triggered], {
  error: `its @odata.type must be '${prefix}onDemandExecutionOnly' or '${prefix}triggerAndScopeBasedConditions'`,
})

const writable = {
  '@odata.type': z.exactOptional(typed('workflow')),
  description: z.exactOptional(text.max(1024, { error: 'it is too long' }).nullable()),
  isEnabled: z.exactOptional(flag),
  isSchedulingEnabled: z.exactOptional(flag),
  executionConditions: z.exactOptional(conditions.nullable()),
}

const notWritable = {
  id: readOnly,
  createdDateTime: readOnly,
  lastModifiedDateTime: readOnly,
  deletedDateTime: readOnly,
  nextScheduleRunDateTime: readOnly,
  version: readOnly,
}

export const createWorkflowBody = z.strictObject({
  ...writable,
  ...notWritable,
  category: z.enum(['joiner', 'mover', 'leaver'], { error: "it must be 'joiner', 'mover' or 'leaver'" }),
  displayName: text,
  tasks: z.array(task, { error: 'it must be a list of tasks' }),
})

export const updateWorkflowBody = z.strictObject({
  ...writable,
  ...notWritable,
  category: z.never({ error: 'it is fixed when the workflow is created' }).optional(),
  displayName: z.exactOptional(text),
  tasks: z.exactOptional(z.array(task)),
})

/** Whom a workflow is carried out for. */
export const activateWorkflowBody = z.strictObject({
  subjects: z
    .array(z.strictObject({ '@odata.type': z.exactOptional(z.string()), id: guid }), {
      error: 'it must be a list of users, each with its id',
    })
    .min(1, { error: 'it is empty' })
    .max(10, { error: 'it holds more than 10 users' }),
})
