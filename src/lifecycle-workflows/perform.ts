import { hasSignedIn } from '../audit/service.ts'
import type { SystemActor } from '../base/actor.ts'
import { Refusal } from '../base/refusal.ts'
import type { User } from '../directory/rules.ts'
import { findUser, requireUser } from '../directory/service.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Read } from '../kernel/store.ts'
import { registeredMethods } from '../methods/service.ts'
import { type IssuedPass, issuePass, revokePass } from '../methods/temporary-access-pass/service.ts'
import { standingOf } from '../roles/service.ts'
import { mailTerms, passTerms } from './rules/arguments.ts'
import type { PassCandidate } from './rules/eligibility.ts'
import type { TaskKind } from './rules/tasks.ts'
import {
  findTaskDefinition,
  type Message,
  type MessageFacts,
  messageOf,
  type Task,
  type TaskProblem,
  whyNoPass,
  withoutCode,
} from './rules.ts'

/** Does one task for one user; returns why it can't be done, or throws what stood in the way. */
export async function carryOut(
  kernel: Kernel,
  actor: SystemActor,
  user: User,
  task: Task,
): Promise<TaskProblem | undefined> {
  const definition = findTaskDefinition(task.taskDefinitionId)
  if (!definition) return 'There is no such task any more.'
  if (!kernel.mail.isSetUp) throw new Refusal('mailNotSetUp', mailNotSetUp)
  if (definition.kind === 'issuePass') return mailPass(kernel, actor, user, task)
  return mailWords(kernel, definition.kind, user, task)
}

const mailNotSetUp = 'This server sends no mail: its operator has to set LATCHKEY_SMTP_URL and LATCHKEY_MAIL_FROM.'

/**
 * Issues a pass and hands its code to the mail server in the same breath: it is in memory alone in between.
 *
 * Whether the person may have one is asked before the slow work, and again in the write that keeps the pass.
 * Where the mail server does not take the mail, the pass is deleted again, for nobody knows its code.
 *
 * Source: facts/entra.md §11; ADR 22.
 */
async function mailPass(kernel: Kernel, actor: SystemActor, user: User, task: Task): Promise<TaskProblem | undefined> {
  const terms = mailTerms(task.arguments)
  const { candidate, manager, copies } = await kernel.store.read(async (r) => ({
    candidate: await candidateOf(r, user),
    manager: await managerOf(r, user),
    copies: await addressesOf(r, terms.cc),
  }))
  const problem = whyNoPass(candidate)
  if (problem !== undefined || !manager?.mail) return problem
  const issued = await issueUnasked(kernel, actor, user, manager.mail, task)
  const facts = factsOf(kernel, user, manager, issued)
  try {
    await kernel.mail.send({ to: manager.mail, ...messageOf('issuePass', terms, facts) })
  } catch (error) {
    await revokePass(kernel, actor, { user: user.id, passId: issued.pass.id })
    throw error
  }
  await sendCopies(kernel, copies, messageOf('issuePass', terms, withoutCode(facts)))
  return undefined
}

/** Issues the pass unless something has changed meanwhile that stands against it. */
function issueUnasked(
  kernel: Kernel,
  actor: SystemActor,
  user: User,
  address: string,
  task: Task,
): Promise<IssuedPass> {
  const { lifetimeMinutes, isUsableOnce } = passTerms(task.arguments)
  const now = kernel.clock.now()
  const startAt = user.employeeHireAt !== null && user.employeeHireAt > now ? user.employeeHireAt : undefined
  const store = kernel.store.guardedBy(async (r) => {
    const candidate = await candidateOf(r, await requireUser(r, user.id))
    const problem = whyNoPass(candidate)
    if (problem !== undefined) throw new Refusal('passNotUnasked', problem)
    if (candidate.managerMail !== address) throw new Refusal('passNotUnasked', managerChanged)
  })
  return issuePass({ ...kernel, store }, actor, {
    user: user.id,
    ...(startAt === undefined ? {} : { startAt }),
    ...(lifetimeMinutes === undefined ? {} : { lifetimeMinutes }),
    ...(isUsableOnce === undefined ? {} : { isUsableOnce }),
  })
}

const managerChanged = "The user's manager changed while the pass was made. Run the workflow again."

/** The pass is in the manager's hands by now, so a copy that is not taken changes nothing. */
async function sendCopies(kernel: Kernel, copies: readonly string[], message: Message): Promise<void> {
  for (const to of copies) {
    await kernel.mail.send({ to, ...message }).catch((error: unknown) => {
      kernel.log.warn({ err: error }, 'A copy of a mail about a pass was not taken')
    })
  }
}

async function mailWords(
  kernel: Kernel,
  kind: Exclude<TaskKind, 'issuePass'>,
  user: User,
  task: Task,
): Promise<TaskProblem | undefined> {
  const terms = mailTerms(task.arguments)
  const { manager, copies } = await kernel.store.read(async (r) => ({
    manager: await managerOf(r, user),
    copies: await addressesOf(r, terms.cc),
  }))
  const to = kind === 'welcome' ? user.mail : manager?.mail
  if (kind === 'remind' && !manager) return 'The user has no manager to remind. Set one.'
  if (!to) return `The ${kind === 'welcome' ? 'user' : "user's manager"} has no mail address. Set one.`
  await kernel.mail.send({ to, cc: copies, ...messageOf(kind, terms, factsOf(kernel, user, manager)) })
  return undefined
}

async function candidateOf(r: Read, user: User): Promise<PassCandidate> {
  const methods = (await registeredMethods(r, [user.id])).get(user.id) ?? []
  const manager = await managerOf(r, user)
  const standing = await standingOf(r, user.id)
  return {
    accountEnabled: user.accountEnabled,
    methods: methods.filter((kind) => kind !== 'password'),
    hasSignedIn: await hasSignedIn(r, user.id),
    holdsRole: standing.roles.length > 0 || standing.inRoleAssignableGroup,
    isRestricted: standing.units.some((unit) => unit.isRestricted),
    managerMail: manager?.mail,
  }
}

const managerOf = async (r: Read, user: User): Promise<User | undefined> =>
  user.managerId === null ? undefined : findUser(r, user.managerId)

async function addressesOf(r: Read, ids: readonly string[]): Promise<readonly string[]> {
  const users = await Promise.all(ids.map((id) => findUser(r, id)))
  return users.flatMap((user) => (user?.mail ? [user.mail] : []))
}

const factsOf = (kernel: Kernel, user: User, manager: User | undefined, issued?: IssuedPass): MessageFacts => ({
  userDisplayName: user.displayName,
  userPrincipalName: user.userPrincipalName,
  userGivenName: user.givenName,
  userSurname: user.surname,
  userEmployeeHireDate: user.employeeHireAt,
  managerDisplayName: manager?.displayName ?? '',
  managerEmail: manager?.mail ?? '',
  signInAddress: `${kernel.settings.publicUrl}/signin`,
  ...(issued
    ? {
        pass: {
          code: issued.code.reveal(),
          startAt: issued.pass.startAt,
          endAt: issued.pass.endAt,
          isUsableOnce: issued.pass.isUsableOnce,
        },
      }
    : {}),
})
