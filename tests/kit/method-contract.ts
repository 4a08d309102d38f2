import { describe, expect, it } from 'vitest'
import type { RefusalCode } from '../../src/base/refusal.ts'
import type { User } from '../../src/directory/rules.ts'
import type { MethodModule } from '../../src/faces/method-module.ts'
import type { AnyMethod, CeremonyContext, ProofVerdict, RegisteredMethod } from '../../src/methods/method.ts'
import { problemOf } from '../../src/signin/rules/problems.ts'
import { aGroup, aUser, systemActor } from './builders.ts'
import { everythingStored } from './everything-stored.ts'
import { openTestKernel, type TestKernel } from './kernel.ts'
import { attemptOf, beginProof, beginRegistration, finishRegistration, proveWith, setPolicy } from './proving.ts'
import { recordsOf, refusalOf } from './records.ts'
import { provedRecord, refusedRecord } from './sign-in-records.ts'

/** A method that a user has, with what only the user knows. */
export interface EnrolledMethod {
  readonly id: string
  /** A right answer to these options; for methods without a challenge the options mean nothing. */
  answer(options: unknown): unknown
  /** Texts that may be found nowhere, once they were shown or typed. */
  readonly secrets: readonly string[]
}

/** What the contract has to know of a method to try it. */
export interface MethodUnderContract {
  readonly module: MethodModule
  /** Whether a right answer counts once. */
  readonly singleUse: boolean
  /** Log codes: of an answer the policy does not let count, and of a wrong one. */
  readonly blockedCode: number
  readonly wrongCode: number
  /** Switches the method on for everybody; nothing where it is on from the start. */
  prepare?(kernel: TestKernel): Promise<void>
  enrol(kernel: TestKernel, user: User): Promise<EnrolledMethod>
  /** An answer of the right form that nobody's method gives. */
  strangersAnswer(options: unknown): unknown
  /** Takes the method away, as its owner or an administrator would. */
  remove(kernel: TestKernel, user: User, id: string): Promise<void>
  /** How the owner answers the options of a registration, where owners register it themselves. */
  registrationAnswer?(kernel: TestKernel, options: unknown): unknown
  readonly challengeSeconds?: number
}

interface Stage {
  readonly kernel: TestKernel
  readonly method: AnyMethod
  readonly user: User
}

async function onStage(subject: MethodUnderContract, play: (stage: Stage) => Promise<void>): Promise<void> {
  await using kernel = await openTestKernel()
  await subject.prepare?.(kernel)
  await play({ kernel, method: subject.module.method, user: await aUser(kernel) })
}

const optionsFor = ({ kernel, method }: Stage, context: CeremonyContext): Promise<unknown> =>
  method.prove.begin ? beginProof(kernel, method, context) : Promise.resolve(undefined)

/** Begins where there is something to begin, and answers. */
async function answered(
  stage: Stage,
  answer: (options: unknown) => unknown,
  context = attemptOf(stage.user),
): Promise<ProofVerdict> {
  const given = answer(await optionsFor(stage, context))
  return proveWith(stage.kernel, stage.method, context, given)
}

const listed = ({ kernel, method, user }: Stage): Promise<readonly RegisteredMethod[]> =>
  kernel.store.read((r) => method.list(kernel, r, user.id))

const isUsable = ({ kernel, method, user }: Stage): Promise<boolean> =>
  kernel.store.read((r) => method.usable(kernel, r, user.id))

/**
 * What every method must do, on both databases.
 *
 * Source: architecture.md §11, §13; facts/security.md D6.
 */
export function describeMethod(name: string, subject: MethodUnderContract): void {
  describe(name, () => {
    describeProof(subject)
    describePolicy(subject)
    describeSilence(subject)
    describeChallenge(subject)
    describeRegistration(subject)
  })
}

function describeProof(subject: MethodUnderContract): void {
  it('is listed and usable once the user has it, and proves who it is', () =>
    onStage(subject, async (stage) => {
      const { kernel, method, user } = stage
      expect(await listed(stage)).toEqual([])
      expect(await isUsable(stage)).toBe(false)
      const own = await subject.enrol(kernel, user)
      expect(await listed(stage)).toMatchObject([{ kind: method.kind, id: own.id }])
      expect(await isUsable(stage)).toBe(true)
      const verdict = await answered(stage, own.answer)
      expect(verdict).toMatchObject({ ok: true, userId: user.id, proof: { kind: method.kind, methodId: own.id } })
    }))

  it('counts a right answer for one of sixteen racers, where it counts once', () =>
    onStage(subject, async (stage) => {
      const { kernel, method, user } = stage
      const own = await subject.enrol(kernel, user)
      const context = attemptOf(user)
      const given = own.answer(await optionsFor(stage, context))
      const verdicts = await Promise.all(Array.from({ length: 16 }, () => proveWith(kernel, method, context, given)))
      expect(verdicts.filter(({ ok }) => ok)).toHaveLength(subject.singleUse ? 1 : 16)
    }))

  it('is worth nothing to anybody but its owner', () =>
    onStage(subject, async (stage) => {
      const { kernel } = stage
      const own = await subject.enrol(kernel, stage.user)
      const other = await aUser(kernel)
      await subject.enrol(kernel, other)
      const given = own.answer(await optionsFor(stage, attemptOf(stage.user)))
      for (const context of [attemptOf(other), attemptOf(null)]) {
        expect(await proveWith(kernel, stage.method, context, given)).toMatchObject({ ok: false })
      }
    }))

  it('refuses a wrong answer and keeps everything as it was', () =>
    onStage(subject, async (stage) => {
      await subject.enrol(stage.kernel, stage.user)
      const before = await listed(stage)
      expect(await answered(stage, subject.strangersAnswer)).toMatchObject({ ok: false, errorCode: subject.wrongCode })
      expect(await listed(stage)).toEqual(before)
    }))

  it('is gone without a trace of use once it was removed', () =>
    onStage(subject, async (stage) => {
      const { kernel, method, user } = stage
      const own = await subject.enrol(kernel, user)
      const given = own.answer(await optionsFor(stage, attemptOf(user)))
      await subject.remove(kernel, user, own.id)
      expect(await listed(stage)).toEqual([])
      expect(await isUsable(stage)).toBe(false)
      expect(await proveWith(kernel, method, attemptOf(user), given)).toMatchObject({ ok: false })
    }))

  it('leaves a sign-in record of the attempt that failed and of the one that did not', () =>
    onStage(subject, async ({ kernel, method, user }) => {
      const own = await subject.enrol(kernel, user)
      const refused = await refusedRecord(kernel, method, user, subject.strangersAnswer)
      expect(refused).toMatchObject({ status: { errorCode: subject.wrongCode }, userId: user.id })
      const proved = await provedRecord(kernel, method, user, own.answer)
      expect(proved).toMatchObject({ status: { errorCode: 0 }, userId: user.id })
      expect(JSON.stringify(proved['authenticationDetails'])).toContain(method.logName)
    }))
}

function describePolicy(subject: MethodUnderContract): void {
  const { configurationId } = subject.module.method

  it('does not count while the policy has it switched off, and counts again after', () =>
    onStage(subject, async (stage) => {
      const own = await subject.enrol(stage.kernel, stage.user)
      await setPolicy(stage.kernel, configurationId, { state: 'disabled' })
      expect(await isUsable(stage)).toBe(false)
      expect(await answered(stage, own.answer)).toMatchObject({ ok: false, errorCode: subject.blockedCode })
      await setPolicy(stage.kernel, configurationId, { state: 'enabled' })
      expect(await answered(stage, own.answer)).toMatchObject({ ok: true })
    }))

  it('does not count for somebody whom a group excludes, also through another group', () =>
    onStage(subject, async (stage) => {
      const { kernel, user } = stage
      const own = await subject.enrol(kernel, user)
      const inner = await aGroup(kernel, { members: [user] })
      const outer = await aGroup(kernel, { members: [inner] })
      await setPolicy(kernel, configurationId, { excludeTargets: [{ targetType: 'group', id: outer.id }] })
      expect(await isUsable(stage)).toBe(false)
      expect(await answered(stage, own.answer)).toMatchObject({ ok: false, errorCode: subject.blockedCode })
    }))
}

function describeSilence(subject: MethodUnderContract): void {
  it('answers a stranger the same whether the name is known, has the method, or not', () =>
    onStage(subject, async (stage) => {
      const { kernel, method } = stage
      await subject.enrol(kernel, stage.user)
      const without = await aUser(kernel)
      const told = []
      for (const context of [attemptOf(stage.user), attemptOf(without), attemptOf(null)]) {
        const verdict = await answered(stage, subject.strangersAnswer, context)
        if (verdict.ok) throw new Error('a stranger got in')
        told.push(problemOf(method.kind, verdict))
      }
      expect(new Set(told.map((problem) => JSON.stringify(problem))).size).toBe(1)
    }))

  it('is found nowhere in the database, its answers or its log, once it was shown', () =>
    onStage(subject, async (stage) => {
      const { kernel, user } = stage
      const own = await subject.enrol(kernel, user)
      await answered(stage, subject.strangersAnswer)
      await answered(stage, own.answer)
      const shown = await kernel.store.read((r) =>
        subject.module.graph.list(kernel, r, user, { actor: systemActor(), version: 'beta' }),
      )
      const told = [await everythingStored(kernel), JSON.stringify([shown, await listed(stage)])].join('\n')
      for (const secret of own.secrets) expect(told).not.toContain(secret)
    }))
}

function describeChallenge(subject: MethodUnderContract): void {
  if (!subject.module.method.prove.begin) return

  it('takes no answer to the challenge of another attempt, to one that has run out, nor one given twice', () =>
    onStage(subject, async (stage) => {
      const { kernel, method, user } = stage
      const own = await subject.enrol(kernel, user)
      const refused = { ok: false, errorCode: 135019 }
      const context = attemptOf(user)
      const given = own.answer(await optionsFor(stage, context))
      expect(await proveWith(kernel, method, attemptOf(user, 'attempt-2'), given)).toMatchObject(refused)
      expect(await proveWith(kernel, method, context, given)).toMatchObject({ ok: true })
      expect(await proveWith(kernel, method, context, given)).toMatchObject(refused)
      const late = own.answer(await optionsFor(stage, context))
      kernel.clock.advanceSeconds(subject.challengeSeconds ?? 0)
      expect(await proveWith(kernel, method, context, late)).toMatchObject(refused)
    }))
}

function describeRegistration(subject: MethodUnderContract): void {
  const { registrationAnswer } = subject
  if (!registrationAnswer) return
  const failure = { activityDisplayName: 'User registered security info', result: 'failure' }

  it('records that a registration was begun, finished, and refused', () =>
    onStage(subject, async ({ kernel, method, user }) => {
      const records = await recordsOf(kernel, async () => {
        const options = await beginRegistration(kernel, method, user)
        const given = registrationAnswer(kernel, options)
        expect(await finishRegistration(kernel, method, user, given)).toMatchObject({ ok: true })
        expect(await finishRegistration(kernel, method, user, given)).toMatchObject({ ok: false })
      })
      expect(records.map(({ activityDisplayName, result }) => `${activityDisplayName}: ${result}`).sort()).toEqual([
        'User registered security info: failure',
        'User registered security info: success',
        'User started security info registration: success',
      ])
      expect(records.every(({ targetResources }) => targetResources[0]?.['id'] === user.id)).toBe(true)
    }))

  it('is not registered by the answer of another user, another session, or too late; each is recorded', () =>
    onStage(subject, async (stage) => {
      const { kernel, method, user } = stage
      const other = await aUser(kernel)
      const given = registrationAnswer(kernel, await beginRegistration(kernel, method, user))
      const records = await recordsOf(kernel, async () => {
        expect(await finishRegistration(kernel, method, other, given)).toMatchObject({ ok: false })
        expect(await finishRegistration(kernel, method, user, given, 'session-2')).toMatchObject({ ok: false })
        kernel.clock.advanceSeconds(subject.challengeSeconds ?? 0)
        expect(await finishRegistration(kernel, method, user, given)).toMatchObject({ ok: false })
      })
      expect(records).toMatchObject([failure, failure, failure])
      expect(await listed(stage)).toEqual([])
      expect(await listed({ ...stage, user: other })).toEqual([])
    }))

  it('is registered once by sixteen racers', () =>
    onStage(subject, async (stage) => {
      const { kernel, method, user } = stage
      const given = registrationAnswer(kernel, await beginRegistration(kernel, method, user))
      const outcomes = await Promise.all(
        Array.from({ length: 16 }, () => finishRegistration(kernel, method, user, given)),
      )
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
      expect(await listed(stage)).toHaveLength(1)
    }))

  it('is not registered where the policy does not offer it', () =>
    onStage(subject, async (stage) => {
      const { kernel, method, user } = stage
      const refused = (): Promise<RefusalCode> => refusalOf(beginRegistration(kernel, method, user))
      const given = registrationAnswer(kernel, await beginRegistration(kernel, method, user))
      await setPolicy(kernel, method.configurationId, { state: 'disabled' })
      expect(await refused()).toBe('methodDisabled')
      const group = await aGroup(kernel, { members: [user] })
      const excludeTargets = [{ targetType: 'group', id: group.id }]
      await setPolicy(kernel, method.configurationId, { state: 'enabled', excludeTargets })
      expect(await refused()).toBe('userExcluded')
      expect(await finishRegistration(kernel, method, user, given)).toMatchObject({ ok: false })
      expect(await listed(stage)).toEqual([])
    }))
}
