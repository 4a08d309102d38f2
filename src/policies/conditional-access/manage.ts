import { changesBetween } from '../../audit/rules/changes.ts'
import { type AuditTarget, type ModifiedProperty, modified } from '../../audit/rules.ts'
import { uuid } from '../../base/random.ts'
import { Refusal } from '../../base/refusal.ts'
import { toIso } from '../../base/time.ts'
import { type CommandTarget, command } from '../../kernel/command.ts'
import type { Read, Write } from '../../kernel/store.ts'
import { changeAccess, reviseAccess } from '../revision/service.ts'
import {
  accessPolicies,
  deletedPolicies,
  type Found,
  forgottenBefore,
  requireDeleted,
  requirePolicy,
  strengthsById,
} from './reading.ts'
import {
  type AccessPolicy,
  changed,
  type ExclusionEnd,
  exclusionId,
  exclusionsIn,
  mostPolicies,
  type PolicyChange,
  type PolicySettings,
} from './rules.ts'
import { refuseUnsound } from './sound.ts'
import { removeEndsBut } from './store/exclusion-ends.ts'
import {
  insertPolicy,
  markPolicyDeleted,
  removeDeletedUntil,
  removePolicy,
  replacePolicy,
  unmarkPolicyDeleted,
} from './store.ts'

const targetOf = ({ id, displayName }: Pick<AccessPolicy, 'id' | 'displayName'>): AuditTarget => ({
  type: 'Policy',
  id,
  displayName,
})

interface PolicyInput {
  readonly id: string
}

const targetPolicy = async (read: Read, { id }: PolicyInput): Promise<CommandTarget> => ({
  resource: targetOf(await requirePolicy(read, id)),
})

const targetDeleted = async (read: Read, { id }: PolicyInput): Promise<CommandTarget> => ({
  resource: targetOf(await requireDeleted(read, id)),
})

const settingsOf = ({
  id: _id,
  createdAt: _created,
  modifiedAt: _modified,
  ...settings
}: AccessPolicy): PolicySettings => settings

async function refuseTooMany(w: Write): Promise<void> {
  if ((await accessPolicies(w)).length < mostPolicies) return
  const message = `There are ${mostPolicies} Conditional Access policies, and there may be no more. Delete one that is not used.`
  throw new Refusal('accessPolicyLimitReached', message)
}

/** Whom to leave out, where everybody who could undo a change is locked out by it. */
const whom = 'conditions/users'

/** Creates a policy; refuses with `policyInvalid`, `securityDefaultsInForce`, `accessPolicyLimitReached` or `administratorsLockedOut`. */
export const createPolicy = command({
  name: 'createPolicy',
  operation: 'conditionalAccess.create',
  activity: 'addAccessPolicy',
  target: async (_read, { displayName = '' }: PolicyChange) => ({ resource: targetOf({ id: '', displayName }) }),
  work: (write, change, _prepared, kernel) =>
    changeAccess(
      kernel,
      write,
      whom,
      async (w): Promise<Found<AccessPolicy>> => ({
        policies: [await addPolicy(w, change)],
        strengths: await strengthsById(w),
      }),
    ),
})

/** Adds a policy in a write that changes access; refuses as `createPolicy` does. */
export async function addPolicy(w: Write, change: PolicyChange): Promise<AccessPolicy> {
  const settings = changed(undefined, change)
  await refuseUnsound(w, undefined, settings)
  await refuseTooMany(w)
  const made: AccessPolicy = { ...settings, id: uuid(w.random), createdAt: w.now, modifiedAt: null }
  await insertPolicy(w.db, made)
  const modifiedProperties = changesBetween(undefined, settings)
  w.audit({ activity: 'addAccessPolicy', targets: [{ ...targetOf(made), modifiedProperties }] })
  return made
}

interface UpdatePolicy extends PolicyInput {
  readonly change: PolicyChange
}

/** An end goes with the exclusion it was set on. */
const endTaken = (end: ExclusionEnd): ModifiedProperty =>
  modified(`exclusionEnds/${exclusionId(end)}`, toIso(end.endAt), null)

/** Changes a policy; refuses with `accessPolicyNotFound`, `policyInvalid`, `securityDefaultsInForce` or `administratorsLockedOut`. */
export const updatePolicy = command({
  name: 'updatePolicy',
  operation: 'conditionalAccess.update',
  activity: 'updateAccessPolicy',
  target: (read, input: UpdatePolicy) => targetPolicy(read, input),
  work: (write, { id, change }, _prepared, kernel) =>
    changeAccess(kernel, write, whom, async (w) => {
      const policy = await requirePolicy(w, id)
      const before = settingsOf(policy)
      const after = changed(before, change)
      await refuseUnsound(w, before, after)
      const modifiedProperties = changesBetween(before, after)
      if (modifiedProperties.length === 0) return w.unrecorded('every value was there already')
      if (!(await replacePolicy(w.db, { ...policy, ...after, modifiedAt: w.now }))) await requirePolicy(w, id)
      const ended = await removeEndsBut(w.db, policy.id, exclusionsIn(after.conditions.users))
      const changes = [...modifiedProperties, ...ended.map(endTaken)]
      const target = { ...targetOf({ ...policy, ...after }), modifiedProperties: changes }
      w.audit({ activity: 'updateAccessPolicy', targets: [target] })
    }),
})

/** Moves a policy to the deleted ones, from where it may come back for thirty days; refuses with `accessPolicyNotFound`. */
export const deletePolicy = command({
  name: 'deletePolicy',
  operation: 'conditionalAccess.delete',
  activity: 'deleteAccessPolicy',
  target: (read, input: PolicyInput) => targetPolicy(read, input),
  work: async (w, { id }) => {
    await reviseAccess(w)
    const policy = await requirePolicy(w, id)
    await removeDeletedUntil(w.db, forgottenBefore(w.now))
    const [oldest, ...others] = await deletedPolicies(w)
    if (oldest && others.length >= mostPolicies) await removePolicy(w.db, oldest.id)
    if (!(await markPolicyDeleted(w.db, policy.id, w.now))) await requirePolicy(w, id)
    w.audit({ activity: 'deleteAccessPolicy', targets: [targetOf(policy)] })
  },
})

/** Brings a deleted policy back as it was, where that is still right; refuses as `createPolicy` does. */
export const restorePolicy = command({
  name: 'restorePolicy',
  operation: 'conditionalAccess.update',
  activity: 'addAccessPolicy',
  target: (read, input: PolicyInput) => targetDeleted(read, input),
  work: (write, { id }, _prepared, kernel) =>
    changeAccess(kernel, write, undefined, async (w): Promise<Found<AccessPolicy>> => {
      const { deletedAt: _deleted, ...policy } = await requireDeleted(w, id)
      await refuseUnsound(w, undefined, settingsOf(policy))
      await refuseTooMany(w)
      if (!(await unmarkPolicyDeleted(w.db, policy.id))) await requireDeleted(w, id)
      w.audit({ activity: 'addAccessPolicy', reason: 'Restored', targets: [targetOf(policy)] })
      return { policies: [policy], strengths: await strengthsById(w) }
    }),
})

/** Removes a deleted policy for good; refuses with `accessPolicyNotFound`. */
export const purgePolicy = command({
  name: 'purgePolicy',
  operation: 'conditionalAccess.delete',
  activity: 'deleteAccessPolicy',
  target: (read, input: PolicyInput) => targetDeleted(read, input),
  work: async (w, { id }) => {
    await reviseAccess(w)
    const policy = await requireDeleted(w, id)
    if (!(await removePolicy(w.db, policy.id))) await requireDeleted(w, id)
    w.audit({ activity: 'deleteAccessPolicy', reason: 'Removed for good', targets: [targetOf(policy)] })
  },
})
