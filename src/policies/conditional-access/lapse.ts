import { changesBetween } from '../../audit/rules/changes.ts'
import type { SystemActor } from '../../base/actor.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { Write } from '../../kernel/store.ts'
import { reviseAccess } from '../revision/service.ts'
import { excludedTargets } from './exclusion-ends.ts'
import { accessPolicies } from './reading.ts'
import { withoutExclusions } from './rules.ts'
import { listPoliciesWithLapsed, takeLapsed } from './store/exclusion-ends.ts'
import { replacePolicy } from './store.ts'

/**
 * Takes exclusions whose end has come out of their policies, and returns how many.
 *
 * Decisions have not counted them from that moment on; this is so that the policies say so too.
 * Of several servers at once one does it: the others find the ends taken.
 */
export async function lapseExclusions(kernel: Kernel, actor: SystemActor): Promise<number> {
  const policies = await kernel.store.read((r) => listPoliciesWithLapsed(r.db, r.now))
  let lapsed = 0
  for (const id of policies) lapsed += await kernel.store.write(actor, (w) => lapseIn(w, id))
  return lapsed
}

async function lapseIn(w: Write, policyId: string): Promise<number> {
  await reviseAccess(w)
  const policy = (await accessPolicies(w)).find(({ id }) => id === policyId)
  const lapsed = policy ? await takeLapsed(w.db, policyId, w.now) : []
  if (!policy || lapsed.length === 0) {
    w.unrecorded('another server was faster')
    return 0
  }
  const after = { ...withoutExclusions(policy, lapsed), modifiedAt: w.now }
  await replacePolicy(w.db, after)
  const excluded = await Promise.all(lapsed.map((end) => excludedTargets(w, end)))
  w.audit({
    activity: 'updateAccessPolicy',
    reason: 'The end of an exclusion came',
    targets: [
      {
        type: 'Policy',
        id: policy.id,
        displayName: policy.displayName,
        modifiedProperties: changesBetween({ conditions: policy.conditions }, { conditions: after.conditions }),
      },
      ...excluded.flat(),
    ],
  })
  return lapsed.length
}
