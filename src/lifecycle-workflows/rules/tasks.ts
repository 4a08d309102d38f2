import { isGuid } from '../../base/text.ts'
import { type ArgumentProblem, argumentNames, argumentProblem, type TaskArgument } from './arguments.ts'

export type TaskKind = 'issuePass' | 'welcome' | 'remind'

/** What a workflow can do: Graph's taskDefinition. */
export interface TaskDefinition {
  readonly id: string
  readonly kind: TaskKind
  readonly category: 'joiner'
  readonly displayName: string
  readonly description: string
  readonly parameters: readonly { readonly name: string; readonly valueType: 'string' | 'int' | 'bool' }[]
}

const texts = ['cc', 'customSubject', 'customBody', 'locale'].map((name) => ({ name, valueType: 'string' as const }))

/**
 * The tasks there are, with Entra's ids.
 *
 * Source: facts/entra.md §11.
 */
export const taskDefinitions: readonly TaskDefinition[] = [
  {
    id: '1b555e50-7f65-41d5-b514-5894a026d10d',
    kind: 'issuePass',
    category: 'joiner',
    displayName: 'GenerateTAPAndSendEmail',
    description: 'Issues a Temporary Access Pass to a new person and mails it to their manager.',
    parameters: [
      { name: 'tapLifetimeMinutes', valueType: 'int' },
      { name: 'tapIsUsableOnce', valueType: 'bool' },
      ...texts,
    ],
  },
  {
    id: '70b29d51-b59a-4773-9280-8841dfd3f2ea',
    kind: 'welcome',
    category: 'joiner',
    displayName: 'Send welcome email to new hire',
    description: 'Greets a new person by mail.',
    parameters: texts,
  },
  {
    id: '3c860712-2d37-42a4-928f-5c93935d26a1',
    kind: 'remind',
    category: 'joiner',
    displayName: 'Send onboarding reminder email',
    description: 'Reminds a manager by mail that somebody joins.',
    parameters: texts,
  },
]

export const findTaskDefinition = (id: string): TaskDefinition | undefined =>
  taskDefinitions.find((definition) => definition.id === id.toLowerCase())

/** One step of a workflow: Graph's task. */
export interface Task {
  readonly id: string
  readonly taskDefinitionId: string
  readonly displayName: string
  readonly description: string | null
  readonly isEnabled: boolean
  readonly continueOnError: boolean
  /** Counts from 1. */
  readonly executionSequence: number
  readonly arguments: readonly TaskArgument[]
}

/** A task as somebody wants it. */
export interface TaskDraft {
  readonly taskDefinitionId: string
  readonly displayName?: string | undefined
  readonly description?: string | null | undefined
  readonly category?: string | undefined
  readonly isEnabled?: boolean | undefined
  readonly continueOnError?: boolean | undefined
  readonly arguments?: readonly TaskArgument[] | undefined
}

export type ParsedTasks =
  | { readonly ok: true; readonly tasks: readonly Task[] }
  | ({ readonly ok: false } & ArgumentProblem)

const mostTasks = 25

/** Makes tasks of drafts; `nextId` gives each an id. Says what is wrong with the first that can't be one. */
export function parseTasks(drafts: readonly TaskDraft[], workflowCategory: string, nextId: () => string): ParsedTasks {
  if (drafts.length === 0 || drafts.length > mostTasks) {
    return { ok: false, field: 'tasks', message: `A workflow has 1 to ${mostTasks} tasks.` }
  }
  const tasks: Task[] = []
  for (const [index, draft] of drafts.entries()) {
    const field = `tasks/${index}`
    const definition = isGuid(draft.taskDefinitionId) ? findTaskDefinition(draft.taskDefinitionId) : undefined
    if (!definition) return { ok: false, field: `${field}/taskDefinitionId`, message: noSuchDefinition(draft) }
    if (workflowCategory !== definition.category) {
      const message = `'${definition.displayName}' is a task for people who join: the category has to be '${definition.category}'.`
      return { ok: false, field: 'category', message }
    }
    const problem = argumentProblem(draft.arguments ?? [], argumentNames(definition), `${field}/arguments`)
    if (problem) return { ok: false, ...problem }
    if (definition.kind === 'issuePass' && !carriesPass(draft)) {
      const message =
        'The customBody has to hold {{temporaryAccessPass}}, or the pass would be mailed without its code.'
      return { ok: false, field: `${field}/arguments`, message }
    }
    tasks.push(taskOf(draft, definition, index, nextId()))
  }
  return { ok: true, tasks }
}

const carriesPass = ({ arguments: given = [] }: TaskDraft): boolean =>
  given.every(({ name, value }) => name !== 'customBody' || /\{\{\s*temporaryAccessPass\s*\}\}/.test(value))

const noSuchDefinition = ({ taskDefinitionId }: TaskDraft): string => {
  const known = taskDefinitions.map(({ id, displayName }) => `${id} (${displayName})`).join(', ')
  return `There is no task definition '${taskDefinitionId.slice(0, 50)}'. There are ${known}.`
}

const taskOf = (draft: TaskDraft, definition: TaskDefinition, index: number, id: string): Task => ({
  id,
  taskDefinitionId: definition.id,
  displayName: draft.displayName ?? definition.displayName,
  description: draft.description ?? null,
  isEnabled: draft.isEnabled ?? true,
  continueOnError: draft.continueOnError ?? false,
  executionSequence: index + 1,
  arguments: draft.arguments ?? [],
})
