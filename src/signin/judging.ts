import { type Missing, modelsNamedIn, type Standing, strengthProofs, type Way } from '../access/rules.ts'
import { type Access, judgeAccess } from '../access/service.ts'
import type { UserId } from '../base/text.ts'
import type { Read } from '../kernel/store.ts'
import type { MethodKind } from '../methods/method.ts'
import { passkeysOf } from '../methods/passkey/service.ts'
import { isFreshProof } from '../sessions/rules.ts'
import type { SignInContext } from './attempt.ts'
import { methodFacts } from './facts.ts'
import { allProofs, type MethodFacts, type SignIn } from './rules.ts'

/** What the policies say to an attempt as it stands. */
export function judgeAttempt(
  { kernel, origin }: SignInContext,
  r: Read,
  signIn: SignIn,
  userId: UserId,
): Promise<Access> {
  const { app, userAction, passwordChanged } = signIn
  return judgeAccess(kernel, r, {
    userId,
    target: { appId: app.appId, ...(userAction && { userAction }) },
    clientAppType: app.clientAppType,
    origin,
    proofs: allProofs(signIn),
    passwordChanged,
  })
}

/**
 * What the policies on registering security information say, and no others.
 *
 * Those on the application were asked before; what they miss is what is to be registered for (facts/entra.md §6.5).
 */
export const judgeRegistration = (
  { kernel, origin }: SignInContext,
  r: Read,
  signIn: SignIn,
  userId: UserId,
): Promise<Access> =>
  judgeAccess(kernel, r, {
    userId,
    target: { userAction: 'urn:user:registersecurityinfo' },
    clientAppType: 'browser',
    origin,
    proofs: allProofs(signIn),
    passwordChanged: signIn.passwordChanged,
  })

/** Everything that is known of a person in an attempt, for planning what to ask. */
export interface Person {
  readonly facts: readonly MethodFacts[]
  /** What might be added, by kind and models. */
  readonly registrable: (missing: readonly Missing[]) => readonly Way[]
  readonly usable: readonly Way[]
  /** Whether the person has nothing but a password, not even something that can't be used now. */
  readonly hasOnlyPassword: boolean
}

export async function personOf({ kernel, methods }: SignInContext, r: Read, userId: UserId): Promise<Person> {
  const facts = await methodFacts(kernel, r, methods, userId)
  const usable: Way[] = []
  const offers: { readonly kind: MethodKind; readonly models: (named: readonly string[]) => readonly string[] }[] = []
  let hasOnlyPassword = true
  for (const method of methods) {
    const { kind } = method
    const known = facts.find((one) => one.kind === kind)
    const isSecond = known?.strength === 'second'
    if (known?.usable) {
      const proofs = (await method.counts?.(kernel, r, userId)) ?? [{ mode: kind } as Way['proof']]
      usable.push(...proofs.map((proof) => ({ kind, proof, isSecond })))
    }
    if (kind !== 'password' && (await method.list(kernel, r, userId)).length > 0) hasOnlyPassword = false
    const offer = await method.register?.offer(r, userId)
    if (offer?.why === null) offers.push({ kind, models: offer.models ?? (() => ['']) })
  }
  const registrable = (missing: readonly Missing[]) =>
    offers.flatMap(({ kind, models }) =>
      models(modelsNamedIn(missing)).map(
        (aaguid): Way => ({
          kind,
          proof: { mode: kind as Way['proof']['mode'], ...(kind === 'fido2' && { aaguid }) },
        }),
      ),
    )
  return { facts, usable, registrable, hasOnlyPassword }
}

/** Where the person stands before what is missing. */
export async function standingOf(
  r: Read,
  userId: UserId,
  { missing, counting }: Pick<Access, 'missing' | 'counting'>,
  person: Person,
): Promise<Standing> {
  const models = new Map((await passkeysOf(r, userId)).map(({ id, aaguid }) => [id, aaguid]))
  return {
    missing,
    held: strengthProofs(counting, models),
    fresh: strengthProofs(
      counting.filter((proof) => isFreshProof(proof, r.now)),
      models,
    ),
    usable: person.usable,
    registrable: person.registrable(missing),
    passwordMayRegister: person.hasOnlyPassword,
  }
}
