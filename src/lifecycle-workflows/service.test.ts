import { describe, expect, it } from 'vitest'
import { aGroup, aUnit, aUser, holding, systemActor } from '../../tests/kit/builders.ts'
import { everythingStored } from '../../tests/kit/everything-stored.ts'
import { openTestKernel, type TestKernel } from '../../tests/kit/kernel.ts'
import { openMailServer, type TestMailServer } from '../../tests/kit/mail-server.ts'
import { attemptOf, proveWith } from '../../tests/kit/proving.ts'
import { recordsOf } from '../../tests/kit/records.ts'
import { parseListQuery } from '../base/odata/query.ts'
import { Secret } from '../base/secret.ts'
import { instant, plusMinutes } from '../base/time.ts'
import type { User, UserChange } from '../directory/rules.ts'
import { temporaryAccessPass } from '../methods/temporary-access-pass/method.ts'
import { findPass, issuePass } from '../methods/temporary-access-pass/service.ts'
import { updateConfigurations } from '../policies/authentication-methods/service.ts'
import { roleIds } from '../roles/rules.ts'
import { assignRole } from '../roles/service.ts'
import { resultShape, taskDefinitions } from './rules.ts'
import {
  activateWorkflow,
  createWorkflow,
  deleteWorkflow,
  listRuns,
  runWorkflows,
  scheduleWorkflows,
  type WorkflowDraft,
} from './service.ts'

const [pass = '', welcome = '', remind = ''] = taskDefinitions.map(({ id }) => id)
const actor = systemActor()

interface Scene extends AsyncDisposable {
  readonly kernel: TestKernel
  readonly mail: TestMailServer
  readonly manager: User
  newcomer(given?: UserChange): Promise<User>
  run(draft: Partial<WorkflowDraft>, user: User): Promise<Awaited<ReturnType<typeof outcomes>>>
}

const outcomes = (kernel: TestKernel, id: string) =>
  listRuns(kernel, actor, id, parseListQuery(new Map(), resultShape)).then((page) => page.items)

async function openScene(settings: object = {}): Promise<Scene> {
  const mail = await openMailServer()
  const kernel = await openTestKernel({
    settings: { smtpUrl: new Secret(mail.url), mailFrom: 'Latchkey <latchkey@example.com>', ...settings },
  })
  await updateConfigurations(kernel, actor, [{ id: 'TemporaryAccessPass', change: { state: 'enabled' } }])
  const manager = await aUser(kernel, { displayName: 'Bo Boss', mail: 'boss@example.com' })
  return {
    kernel,
    mail,
    manager,
    newcomer: (given = {}) => aUser(kernel, { ...given, manager: manager.id }),
    run: async (draft, user) => {
      const { id } = await createWorkflow(kernel, actor, {
        category: 'joiner',
        displayName: 'First day',
        tasks: [{ taskDefinitionId: pass }],
        ...draft,
      })
      await activateWorkflow(kernel, actor, { id, subjects: [user.id] })
      await runWorkflows(kernel, actor)
      return outcomes(kernel, id)
    },
    [Symbol.asyncDispose]: async () => {
      await kernel[Symbol.asyncDispose]()
      await mail[Symbol.asyncDispose]()
    },
  }
}

const codeIn = (text: string): string => text.split(/\r?\n/).find((line) => /^\S{8,}$/.test(line)) ?? ''

const usable = (kernel: TestKernel, user: User) => kernel.store.read((r) => findPass(r, user.id))

describe('a workflow that mails a pass', () => {
  it('sends the manager a code that signs in, and keeps it nowhere', async () => {
    await using scene = await openScene()
    const { kernel, mail } = scene
    const user = await scene.newcomer({ displayName: 'Nia Newcomer' })
    const [run] = await scene.run({}, user)
    expect(run).toMatchObject({ status: 'completed', results: [{ status: 'completed', failureReason: null }] })
    const [sent] = mail.mails
    expect(sent).toMatchObject({ to: ['boss@example.com'] })
    expect(sent?.raw).toContain('Subject: Temporary Access Pass for Nia Newcomer')
    expect(sent?.text).toContain(`Sign in at ${kernel.settings.publicUrl}/signin between`)
    const code = codeIn(sent?.text ?? '')
    expect(await proveWith(kernel, temporaryAccessPass, attemptOf(user), code)).toMatchObject({ ok: true })
    expect(await everythingStored(kernel)).not.toContain(code)
  })

  it('leaves the records of an issued pass and of its own end', async () => {
    await using scene = await openScene()
    const user = await scene.newcomer()
    const records = await recordsOf(scene.kernel, () => scene.run({}, user))
    expect(records.map((record) => record.activityDisplayName)).toEqual([
      'Admin registered security info',
      'Create workflow',
      'On-demand workflow execution started',
      'Workflow execution completed',
    ])
  })

  it('starts the pass with the hire date, as long and as often usable as its task says', async () => {
    await using scene = await openScene()
    const employeeHireAt = instant(Date.UTC(2026, 2, 4, 9))
    const user = await scene.newcomer({ employeeHireAt })
    const given = [
      { name: 'tapLifetimeMinutes', value: '120' },
      { name: 'tapIsUsableOnce', value: 'true' },
    ]
    await scene.run({ tasks: [{ taskDefinitionId: pass, arguments: given }] }, user)
    expect((await usable(scene.kernel, user))?.pass).toMatchObject({
      startAt: employeeHireAt,
      endAt: plusMinutes(employeeHireAt, 120),
      isUsableOnce: true,
    })
  })

  it('starts it now where the hire date is over', async () => {
    await using scene = await openScene()
    const user = await scene.newcomer({ employeeHireAt: instant(Date.UTC(2020, 0, 1)) })
    await scene.run({}, user)
    expect((await usable(scene.kernel, user))?.pass.startAt).toBe(scene.kernel.clock.now())
  })

  it('mails nothing to anybody who got a role while the pass was made, and takes the pass back', async () => {
    await using scene = await openScene()
    const { kernel } = scene
    const user = await scene.newcomer()
    const { hash } = kernel.passHash
    Object.assign(kernel.passHash, {
      hash: async (...given: Parameters<typeof hash>) => {
        await assignRole(kernel, actor, { principalId: user.id, roleDefinitionId: roleIds.reportsReader })
        return hash.apply(kernel.passHash, given)
      },
    })
    const [run] = await scene.run({}, user)
    expect(run?.results[0]?.failureReason).toContain('holds a role')
    expect(scene.mail.mails).toEqual([])
    expect(await usable(kernel, user)).toBeUndefined()
  })

  it('tells whom the task names of the pass, in the words of the task, but its code to the manager alone', async () => {
    await using scene = await openScene()
    const assistant = await aUser(scene.kernel, { mail: 'assistant@example.com' })
    const given = [
      { name: 'cc', value: assistant.id },
      { name: 'customSubject', value: 'For {{userDisplayName}}' },
      { name: 'customBody', value: 'The code:\n{{temporaryAccessPass}}\nbye' },
    ]
    await scene.run({ tasks: [{ taskDefinitionId: pass, arguments: given }] }, await scene.newcomer())
    const [sent, copy] = scene.mail.mails
    expect([sent?.to, copy?.to]).toEqual([['boss@example.com'], ['assistant@example.com']])
    for (const mail of [sent, copy]) expect(mail?.raw).toContain('Subject: For Ada Example')
    const code = codeIn(sent?.text ?? '')
    expect(code).toMatch(/^\S{8,}$/)
    expect(copy?.text).toContain('bye')
    expect(copy?.raw).not.toContain(code)
  })

  it.each<[string, (scene: Scene, user: User) => Promise<unknown>, string]>([
    [
      'has a pass already',
      ({ kernel }, user) => issuePass(kernel, actor, { user: user.id }),
      'has a way to sign in already (temporaryAccessPass)',
    ],
    [
      'holds a role',
      ({ kernel }, user) =>
        assignRole(kernel, actor, { principalId: user.id, roleDefinitionId: roleIds.reportsReader }),
      'holds a role',
    ],
    [
      'holds a role for one unit alone',
      async ({ kernel }, user) => holding(kernel, user, roleIds.authenticationAdministrator, await aUnit(kernel)),
      'holds a role',
    ],
    [
      'is in a group that roles can be assigned to',
      ({ kernel }, user) => aGroup(kernel, { isAssignableToRole: true, members: [user] }),
      'holds a role',
    ],
    [
      'is in a unit with restricted management',
      ({ kernel }, user) => aUnit(kernel, { isMemberManagementRestricted: true, members: [user] }),
      'restricted management',
    ],
    [
      'is not included by the policy',
      ({ kernel }) =>
        updateConfigurations(kernel, actor, [{ id: 'TemporaryAccessPass', change: { state: 'disabled' } }]),
      'Temporary Access Pass',
    ],
  ])('issues nothing to somebody who %s, and says so', async (_, before, why) => {
    await using scene = await openScene()
    const user = await scene.newcomer()
    await before(scene, user)
    const passBefore = await usable(scene.kernel, user)
    const [run] = await scene.run({}, user)
    expect(run?.status).toBe('failed')
    expect(run?.results[0]?.failureReason).toContain(why)
    expect(scene.mail.mails).toEqual([])
    expect((await usable(scene.kernel, user))?.pass.id).toBe(passBefore?.pass.id)
  })

  it('issues nothing where there is no manager, or one without an address', async () => {
    await using scene = await openScene()
    const alone = await aUser(scene.kernel)
    const [first] = await scene.run({}, alone)
    expect(first?.results[0]?.failureReason).toContain('no manager')
    const silent = await aUser(scene.kernel)
    const [second] = await scene.run({}, await aUser(scene.kernel, { manager: silent.id }))
    expect(second?.results[0]?.failureReason).toContain('no mail address')
  })

  it('issues nothing on a server that sends no mail, and says what to set', async () => {
    await using scene = await openScene({ smtpUrl: undefined })
    const user = await scene.newcomer()
    const [run] = await scene.run({}, user)
    expect(run?.results[0]?.failureReason).toContain('LATCHKEY_SMTP_URL')
    expect(await usable(scene.kernel, user)).toBeUndefined()
  })

  it('deletes the pass where the mail is not taken, tries again, and succeeds once it is', async () => {
    await using scene = await openScene()
    const { kernel, mail } = scene
    mail.refuseAll(true)
    const user = await scene.newcomer()
    const [waiting] = await scene.run({}, user)
    expect(waiting).toMatchObject({ status: 'inProgress', results: [] })
    expect(await usable(kernel, user)).toBeUndefined()
    mail.refuseAll(false)
    expect(await runWorkflows(kernel, actor)).toBe(0)
    kernel.clock.advanceSeconds(2 * 60)
    expect(await runWorkflows(kernel, actor)).toBe(1)
    expect(mail.mails).toHaveLength(1)
    expect(await usable(kernel, user)).toBeDefined()
  })

  it('gives up after five tries, with nothing left behind', async () => {
    await using scene = await openScene()
    const { kernel, mail } = scene
    mail.refuseAll(true)
    const user = await scene.newcomer()
    const [first] = await scene.run({}, user)
    for (let attempt = 0; attempt < 5; attempt++) {
      kernel.clock.advanceSeconds(3600)
      await runWorkflows(kernel, actor)
    }
    const [run] = await outcomes(kernel, first?.workflowId ?? '')
    expect(run).toMatchObject({ status: 'failed', attempts: 5 })
    expect(run?.results[0]?.failureReason).toContain('did not take the mail')
    expect(await usable(kernel, user)).toBeUndefined()
  })
})

describe('the tasks of a workflow', () => {
  it('are canceled behind one that failed, unless that one lets them go on', async () => {
    await using scene = await openScene()
    const user = await aUser(scene.kernel, { mail: 'ada@example.com' })
    const tasks = [{ taskDefinitionId: remind }, { taskDefinitionId: welcome }]
    const [halted] = await scene.run({ tasks }, user)
    expect(halted?.results.map(({ status }) => status)).toEqual(['failed', 'canceled'])
    const [first, second] = tasks
    const [ongoing] = await scene.run(
      {
        tasks: [{ ...first, taskDefinitionId: remind, continueOnError: true }, second ?? { taskDefinitionId: welcome }],
      },
      user,
    )
    expect(ongoing).toMatchObject({ status: 'completedWithErrors' })
    expect(scene.mail.mails.map(({ to }) => to)).toEqual([['ada@example.com']])
  })

  it('are done by one process though two take them up', async () => {
    await using scene = await openScene()
    const { kernel } = scene
    const user = await scene.newcomer()
    const { id } = await createWorkflow(kernel, actor, {
      category: 'joiner',
      displayName: 'Greet',
      tasks: [{ taskDefinitionId: remind }],
    })
    await activateWorkflow(kernel, actor, { id, subjects: [user.id] })
    await Promise.all([runWorkflows(kernel, actor), runWorkflows(kernel, actor), runWorkflows(kernel, actor)])
    expect(scene.mail.mails).toHaveLength(1)
  })

  it('are not done once the workflow is deleted', async () => {
    await using scene = await openScene()
    const { kernel } = scene
    const user = await scene.newcomer()
    const { id } = await createWorkflow(kernel, actor, {
      category: 'joiner',
      displayName: 'Greet',
      tasks: [{ taskDefinitionId: remind }],
    })
    await activateWorkflow(kernel, actor, { id, subjects: [user.id] })
    await deleteWorkflow(kernel, actor, { id })
    await runWorkflows(kernel, actor)
    expect(scene.mail.mails).toEqual([])
  })
})

describe('a workflow that runs by itself', () => {
  it('runs once for everybody whose hire date comes, and whom its rule names', async () => {
    await using scene = await openScene()
    const { kernel, mail } = scene
    const soon = plusMinutes(kernel.clock.now(), 24 * 60)
    await scene.newcomer({ displayName: 'In time', department: 'Sales', employeeHireAt: soon })
    await scene.newcomer({ displayName: 'Elsewhere', department: 'Legal', employeeHireAt: soon })
    await scene.newcomer({ displayName: 'Later', department: 'Sales', employeeHireAt: plusMinutes(soon, 10 * 24 * 60) })
    await createWorkflow(kernel, actor, {
      category: 'joiner',
      displayName: 'A day before',
      isSchedulingEnabled: true,
      executionConditions: {
        '@odata.type': '#microsoft.graph.identityGovernance.triggerAndScopeBasedConditions',
        scope: { rule: "department eq 'Sales'" },
        trigger: { timeBasedAttribute: 'employeeHireDate', offsetInDays: -1 },
      },
      tasks: [{ taskDefinitionId: remind }],
    })
    expect(await scheduleWorkflows(kernel, actor)).toBe(1)
    expect(await scheduleWorkflows(kernel, actor)).toBe(0)
    await runWorkflows(kernel, actor)
    expect(mail.mails.map(({ raw }) => /Subject: (.*)/.exec(raw)?.[1]?.trim())).toEqual(['In time joins your team'])
    kernel.clock.advanceSeconds(10 * 24 * 3600)
    expect(await scheduleWorkflows(kernel, actor)).toBe(1)
  })
})
