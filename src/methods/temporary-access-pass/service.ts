import { type AuditTarget, modified } from '../../audit/rules.ts'
import type { Actor } from '../../base/actor.ts'
import { Refusal } from '../../base/refusal.ts'
import type { Secret } from '../../base/secret.ts'
import type { UserId } from '../../base/text.ts'
import { toIso } from '../../base/time.ts'
import { isExternalGuest, type User } from '../../directory/rules.ts'
import { findUser, requireUser } from '../../directory/service.ts'
import { command } from '../../kernel/command.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { Read, Write } from '../../kernel/store.ts'
import { type PassConfiguration, passcodeLength } from '../../policies/authentication-methods/rules.ts'
import { policyFor } from '../../policies/authentication-methods/service.ts'
import { requireOnOneself } from '../../roles/rules.ts'
import { endSessionsOf } from '../../sessions/service.ts'
import { clearThrottle } from '../../throttling/service.ts'
import { type DrawnPasscode, makePasscode, passcodeKeyPurpose } from './passcode.ts'
import { refuseIssue } from './refusals.ts'
import {
  decideIssue,
  issueRefusals,
  type Pass,
  type PassPolicy,
  type PassRequest,
  type PassTerms,
  termsAsked,
  type Usability,
  usability,
} from './rules.ts'
import {
  deletePass,
  deletePassOf,
  eraseExpired,
  findPassOf,
  isKeyInUse,
  listPassesInWindow,
  replacePass,
} from './store.ts'

export interface IssuePass extends PassRequest {
  readonly user: string
}

/** A pass with its code, the one time it is shown. */
export interface IssuedPass {
  readonly pass: Pass
  readonly usability: Usability
  readonly code: Secret
}

/** What the policy says to one user about passes, today. */
export const passPolicy = (r: Read, owner: UserId): Promise<PassPolicy> => policyFor(r, 'TemporaryAccessPass', owner)

export const userTarget = (user: User): AuditTarget => ({
  type: 'User',
  id: user.id,
  displayName: user.displayName,
  userPrincipalName: user.userPrincipalName,
})

async function targetUser(r: Read, input: { readonly user: string }) {
  const user = await requireUser(r, input.user)
  return { userId: user.id, resource: userTarget(user) }
}

/**
 * Issues a pass to somebody else and returns its code, which can't be read again.
 *
 * Another pass of the user is replaced and dead at once, with the sessions it opened.
 * Refuses with an `IssueRefusal`, `userNotFound`, and what the permission check refuses.
 *
 * Source: product.md §2; facts/entra.md §2.4-§2.8.
 */
export const issuePass = command({
  name: 'issuePass',
  operation: 'passes.create',
  activity: 'adminRegisteredSecurityInfo',
  target: (r, input: IssuePass) => targetUser(r, input),
  prepare: async (kernel, input, actor) => {
    const { user, policy } = await kernel.store.read(async (r) => {
      const found = await requireUser(r, input.user)
      return { user: found, policy: await passPolicy(r, found.id) }
    })
    const { lifetimeMinutes } = await termsOrRefuse(kernel, user, policy, input)
    const length = passcodeLength(policy.configuration, lifetimeMinutes)
    return makePasscode(kernel, actor, user.id, { alphabet: policy.configuration.passcodeAlphabet, length })
  },
  work: async (w, input, drawn: DrawnPasscode, kernel): Promise<IssuedPass> => {
    const user = await requireUser(w, input.user)
    const policy = await passPolicy(w, user.id)
    const decided = decideIssue(policy, input, { isExternalGuest: isExternalGuest(user) }, w.now)
    if (!decided.ok) throw await refuseIssue(w, decided.why, policy, input)
    const pass = await keepPass(kernel, w, user, drawn, decided.terms, false)
    return { pass, usability: usability(pass, policy, w.now), code: drawn.code }
  },
})

/** A pass as it is asked for, before anybody issues it. */
export interface ForeseenPass {
  readonly terms: PassTerms
  /** What issuing it would be refused with, the weightiest first. */
  readonly refusals: readonly Refusal[]
  /** It would count only after a password. */
  readonly secondFactorOnly: boolean
  readonly configuration: PassConfiguration
}

/** What would come of issuing a pass, without doing it. */
export async function foreseePass(r: Read, user: User, request: PassRequest): Promise<ForeseenPass> {
  const policy = await passPolicy(r, user.id)
  const reasons = issueRefusals(policy, request, { isExternalGuest: isExternalGuest(user) })
  return {
    terms: termsAsked(policy, request, r.now),
    refusals: await Promise.all(reasons.map((why) => refuseIssue(r, why, policy, request))),
    secondFactorOnly: policy.secondFactorOnly,
    configuration: policy.configuration,
  }
}

async function termsOrRefuse(kernel: Kernel, user: User, policy: PassPolicy, input: PassRequest): Promise<PassTerms> {
  const decided = decideIssue(policy, input, { isExternalGuest: isExternalGuest(user) }, kernel.clock.now())
  if (!decided.ok) throw await kernel.store.read((r) => refuseIssue(r, decided.why, policy, input))
  return decided.terms
}

async function keepPass(
  kernel: Kernel,
  w: Write,
  user: User,
  drawn: DrawnPasscode,
  terms: PassTerms,
  isBootstrap: boolean,
): Promise<Pass> {
  const previous = await findPassOf(w, user.id)
  const pass: Pass = {
    id: drawn.passId,
    userId: user.id,
    createdAt: w.now,
    ...terms,
    alphabet: drawn.alphabet,
    isBootstrap,
    usedAt: null,
    lastUsedAt: null,
  }
  await replacePass(w, { pass, codeHash: drawn.codeHash, keyId: drawn.keyId })
  await endSessionsOf(w, { passesOf: user.id }, 'The Temporary Access Pass was replaced')
  await clearThrottle(kernel, w, 'temporaryAccessPass', user.id)
  w.audit({
    activity: 'adminRegisteredSecurityInfo',
    reason: 'Admin registered temporary access pass method for user',
    targets: [{ ...userTarget(user), modifiedProperties: passProperties(pass, previous?.pass) }],
    ...(isBootstrap ? { details: { issuedBy: 'Command line on the server' } } : {}),
  })
  return pass
}

const propertyPrefix = 'TemporaryAccessPass.TemporaryAccessPass'

/** The properties detection rules read (facts/security.md D2); never the code. */
const passProperties = (pass: Pass, previous: Pass | undefined) => [
  modified(`${propertyPrefix}.Id`, previous?.id, pass.id),
  modified(`${propertyPrefix}.StartDateTime`, previous && toIso(previous.startAt), toIso(pass.startAt)),
  modified(`${propertyPrefix}.EndTime`, previous && toIso(previous.endAt), toIso(pass.endAt)),
  modified(`${propertyPrefix}.AccessPassUsage`, previous && usage(previous), usage(pass)),
]

const usage = (pass: Pass): string => (pass.isUsableOnce ? 'Once' : 'Multiple')

/** Deletes somebody's pass; its sessions end at once. Refuses with `methodNotFound`. */
export const revokePass = command({
  name: 'revokePass',
  operation: 'passes.delete',
  activity: 'adminDeletedSecurityInfo',
  target: (r, input: { readonly user: string; readonly passId: string }) => targetUser(r, input),
  work: async (w, input): Promise<void> => {
    const user = await requireUser(w, input.user)
    const pass = await dropPass(w, user.id, input.passId)
    w.audit({
      activity: 'adminDeletedSecurityInfo',
      reason: 'Admin deleted temporary access pass method for user',
      targets: [{ ...userTarget(user), modifiedProperties: [modified(`${propertyPrefix}.Id`, pass.id, null)] }],
    })
  },
})

/** A person deletes the own pass; a session it opened is over with it. Refuses with `methodNotFound`. */
export async function deleteOwnPass(w: Write, user: User, passId: string): Promise<void> {
  const pass = await dropPass(w, user.id, passId)
  w.audit({
    activity: 'userDeletedSecurityInfo',
    reason: 'User deleted temporary access pass method',
    targets: [{ ...userTarget(user), modifiedProperties: [modified(`${propertyPrefix}.Id`, pass.id, null)] }],
  })
}

/**
 * Deletes a pass for whoever asks: the own one as its owner, somebody else's as who may.
 *
 * Refuses with `methodNotFound`, `userNotFound` and what the permission check refuses.
 */
export async function deletePassFor(
  kernel: Kernel,
  actor: Actor,
  { user, passId }: { readonly user: string; readonly passId: string },
): Promise<void> {
  const found = actor.kind === 'user' ? await kernel.store.read((r) => findUser(r, user)) : undefined
  if (actor.kind === 'user' && found?.id === actor.userId) {
    requireOnOneself(actor, 'passes.delete')
    await kernel.store.write(actor, (w) => deleteOwnPass(w, found, passId))
  } else await revokePass(kernel, actor, { user, passId })
}

async function dropPass(w: Write, owner: UserId, passId: string): Promise<Pass> {
  const pass = await deletePass(w, owner, passId)
  if (!pass) throw passNotFound(passId)
  await endSessionsOf(w, { passesOf: owner }, 'The Temporary Access Pass was deleted')
  return pass
}

export const passNotFound = (passId: string): Refusal =>
  new Refusal('methodNotFound', `The user has no Temporary Access Pass with the id '${passId}'.`)

/** The user's pass with its state, or nothing. */
export async function findPass(
  r: Read,
  owner: UserId,
): Promise<{ readonly pass: Pass; readonly usability: Usability } | undefined> {
  const stored = await findPassOf(r, owner)
  return stored && { pass: stored.pass, usability: usability(stored.pass, await passPolicy(r, owner), r.now) }
}

/** Those of the users who could sign in with a pass now. */
export async function usablePassOwners(r: Read, users: readonly UserId[]): Promise<readonly UserId[]> {
  const passes = await listPassesInWindow(r, users)
  const judged = passes.map(async (pass) => ({
    pass,
    usability: usability(pass, await passPolicy(r, pass.userId), r.now),
  }))
  return (await Promise.all(judged)).filter((one) => one.usability === 'EnabledByPolicy').map(({ pass }) => pass.userId)
}

/** Takes an account's pass away with the account; the deletion of the account is what gets recorded. */
export const removePassOf = (w: Write, owner: UserId): Promise<void> => deletePassOf(w, owner)

/** Erases the hashes of passes that are over. */
export async function eraseExpiredPasses(w: Write): Promise<number> {
  w.unrecorded('expiry is told by the clock; erasing changes nothing that anybody sees')
  return eraseExpired(w)
}

/** Destroys the keys of codes under which no pass is left that could be used; returns how many. */
export const destroyPassKeys = (kernel: Kernel, w: Write): Promise<number> =>
  kernel.keyRing.destroyUnneeded(w, passcodeKeyPurpose, (keyId) => isKeyInUse(w, keyId))

/** Puts a pass made on the server itself in place; the caller has decided who may. */
export const keepBootstrapPass = (
  kernel: Kernel,
  w: Write,
  user: User,
  drawn: DrawnPasscode,
  terms: PassTerms,
): Promise<Pass> => keepPass(kernel, w, user, drawn, terms, true)
