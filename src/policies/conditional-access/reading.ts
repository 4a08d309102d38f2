import type { Actor } from '../../base/actor.ts'
import { Refusal } from '../../base/refusal.ts'
import { type Instant, instant } from '../../base/time.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { once } from '../../kernel/once.ts'
import type { Read } from '../../kernel/store.ts'
import type { OperationName } from '../../roles/rules.ts'
import type { AuthenticationStrength } from '../authentication-strengths/rules.ts'
import { requireStrength, strengths } from '../authentication-strengths/service.ts'
import { type AccessPolicy, type PolicyTemplate, policyTemplates, type ReferenceKind, referencesOf } from './rules.ts'
import { type DeletedPolicy, listDeletedSince, listPolicyRows } from './store.ts'

/** Every Conditional Access policy, the oldest first. */
export const accessPolicies = (read: Read): Promise<readonly AccessPolicy[]> =>
  once(read, 'access policies', () => listPolicyRows(read.db))

/** The policy with this id; refuses with `accessPolicyNotFound`. */
export async function requirePolicy(read: Read, id: string): Promise<AccessPolicy> {
  const found = (await accessPolicies(read)).find((policy) => policy.id === id.toLowerCase())
  if (found) return found
  throw new Refusal('accessPolicyNotFound', `There is no Conditional Access policy '${id.slice(0, 100)}'.`)
}

const deletedForDays = 30

/** The moment up to which deleted policies are gone for good. */
export const forgottenBefore = (now: Instant): Instant => instant(now - deletedForDays * 24 * 60 * 60_000)

/** The deleted policies that may still be restored, the oldest first. */
export const deletedPolicies = (read: Read): Promise<readonly DeletedPolicy[]> =>
  listDeletedSince(read.db, forgottenBefore(read.now))

/** The deleted policy with this id; refuses with `accessPolicyNotFound`. */
export async function requireDeleted(read: Read, id: string): Promise<DeletedPolicy> {
  const found = (await deletedPolicies(read)).find((policy) => policy.id === id.toLowerCase())
  if (found) return found
  throw new Refusal('accessPolicyNotFound', `There is no deleted Conditional Access policy '${id.slice(0, 100)}'.`)
}

/** Policies, and the strengths that they are answered with. */
export interface Found<Policy> {
  readonly policies: readonly Policy[]
  readonly strengths: ReadonlyMap<string, AuthenticationStrength>
}

/** What is found, beside the strengths, for whoever may perform the operation. */
const foundFor = <Policy>(
  kernel: Kernel,
  actor: Actor,
  operation: OperationName,
  find: (read: Read) => Promise<readonly Policy[]>,
): Promise<Found<Policy>> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, operation)
    return { policies: await find(read), strengths: await strengthsById(read) }
  })

export const strengthsById = async (read: Read): Promise<ReadonlyMap<string, AuthenticationStrength>> =>
  new Map((await strengths(read)).map((strength) => [strength.id, strength]))

/** Every policy, for whoever may read them. */
export const listPolicies = (kernel: Kernel, actor: Actor): Promise<Found<AccessPolicy>> =>
  foundFor(kernel, actor, 'conditionalAccess.read', accessPolicies)

/** One policy, for whoever may read them; refuses with `accessPolicyNotFound`. */
export const readPolicy = (kernel: Kernel, actor: Actor, id: string): Promise<Found<AccessPolicy>> =>
  foundFor(kernel, actor, 'conditionalAccess.read', async (read) => [await requirePolicy(read, id)])

/** The deleted policies, for whoever may read policies. */
export const listDeletedPolicies = (kernel: Kernel, actor: Actor): Promise<Found<DeletedPolicy>> =>
  foundFor(kernel, actor, 'conditionalAccess.read', deletedPolicies)

/** One deleted policy, for whoever may read policies; refuses with `accessPolicyNotFound`. */
export const readDeletedPolicy = (kernel: Kernel, actor: Actor, id: string): Promise<Found<DeletedPolicy>> =>
  foundFor(kernel, actor, 'conditionalAccess.read', async (read) => [await requireDeleted(read, id)])

/** The templates, for whoever may read policies. */
export const listTemplates = async (kernel: Kernel, actor: Actor): Promise<readonly PolicyTemplate[]> =>
  (await foundFor(kernel, actor, 'conditionalAccess.read', async () => policyTemplates)).policies

/** The policies that ask for a strength, for whoever may read strengths; refuses with `strengthNotFound`. */
export const policiesAskingFor = (kernel: Kernel, actor: Actor, strengthId: string): Promise<Found<AccessPolicy>> =>
  foundFor(kernel, actor, 'strengths.read', async (read) => {
    const { id } = await requireStrength(read, strengthId)
    return referringTo(read, 'strengths', id)
  })

/** The ids of the policies that ask for a strength; the caller has been asked what they may. */
export const policyIdsAskingFor = (kernel: Kernel, strengthId: string): Promise<readonly string[]> =>
  kernel.store.read(async (read) =>
    (await referringTo(read, 'strengths', strengthId.toLowerCase())).map(({ id }) => id),
  )

/** The policies that refer to something. */
export const referringTo = async (read: Read, kind: ReferenceKind, id: string): Promise<readonly AccessPolicy[]> =>
  (await accessPolicies(read)).filter((policy) => referencesOf(policy)[kind].has(id))
