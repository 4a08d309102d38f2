import type { Actor, UserActor } from '../../src/base/actor.ts'
import type { User } from '../../src/directory/rules.ts'
import type { Kernel } from '../../src/kernel/kernel.ts'
import type { AnyMethod, CeremonyContext, ProofVerdict, Registered } from '../../src/methods/method.ts'
import type { ConfigurationId } from '../../src/policies/authentication-methods/rules.ts'
import { updateConfigurations } from '../../src/policies/authentication-methods/service.ts'
import { systemActor, userActor } from './builders.ts'

/** The context of a sign-in attempt by somebody, or under a name nobody has. */
export const attemptOf = (user: User | null, boundTo = 'attempt-1', decoyKey = 'decoy'): CeremonyContext => ({
  userId: user?.id ?? null,
  decoyKey,
  boundTo,
})

/** The context of an attempt in which nobody was named yet. */
export const unnamedAttempt = (boundTo = 'attempt-1'): CeremonyContext => attemptOf(null, boundTo, '')

const sessionOf = (user: User, boundTo: string) => ({ userId: user.id, decoyKey: '', boundTo })

/** A write whose record is somebody else's business. */
export const unrecorded = <Value>(
  kernel: Kernel,
  work: (w: Parameters<Parameters<Kernel['store']['write']>[1]>[0]) => Promise<Value>,
  actor: Actor = systemActor(),
): Promise<Value> =>
  kernel.store.write(actor, (w) => {
    w.unrecorded('the caller records')
    return work(w)
  })

/** The options of a proof, with its challenge stored. */
export async function beginProof<Options>(
  kernel: Kernel,
  method: AnyMethod,
  context: CeremonyContext,
): Promise<Options> {
  return (await unrecorded(kernel, async (w) => method.prove.begin?.(kernel, w, context))) as Options
}

/** Checks and settles one answer, as the sign-in does. */
export async function proveWith(
  kernel: Kernel,
  method: AnyMethod,
  context: CeremonyContext,
  answer: unknown,
): Promise<ProofVerdict> {
  const checked = await method.prove.check(kernel, context, answer)
  return unrecorded(kernel, (w) => method.prove.settle(kernel, w, context, checked))
}

const registerOf = (method: AnyMethod) => {
  if (!method.register) throw new Error(`Nobody registers a ${method.kind} themselves`)
  return method.register
}

/** Begins a registration in a session of the user. */
export async function beginRegistration<Options>(
  kernel: Kernel,
  method: AnyMethod,
  user: User,
  boundTo = 'session-1',
): Promise<Options> {
  const begin = registerOf(method).begin
  return (await kernel.store.write(userActor(user), (w) => begin(kernel, w, sessionOf(user, boundTo)))) as Options
}

export type RegistrationOutcome =
  | { readonly ok: true; readonly value: Registered }
  | { readonly ok: false; readonly why: string }

/** Finishes a registration, in the same session unless told; each of several racers calls it. */
export async function finishRegistration(
  kernel: Kernel,
  method: AnyMethod,
  user: User,
  answer: unknown,
  boundTo = 'session-1',
  actor: UserActor = userActor(user),
): Promise<RegistrationOutcome> {
  const { check, settle } = registerOf(method)
  const context = sessionOf(user, boundTo)
  const checked = await check(kernel, context, answer)
  return kernel.store.write(actor, (w) => settle(kernel, w, context, checked))
}

/** Changes one configuration of the methods policy. */
export const setPolicy = (kernel: Kernel, id: ConfigurationId, change: object): Promise<void> =>
  updateConfigurations(kernel, systemActor(), [{ id, change }])
