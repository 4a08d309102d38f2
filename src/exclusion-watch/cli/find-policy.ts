import { Refusal } from '../../base/refusal.ts'
import { comparisonKey } from '../../base/text.ts'
import { type Opened, UsageError } from '../../faces/cli.ts'
import { listPolicies } from '../../policies/conditional-access/service.ts'

/**
 * The id of the policy that a person at the command line means: by id, or by a display name that only one has.
 *
 * Refuses with `accessPolicyNotFound`; throws `UsageError` for a name that several have.
 */
export async function policyIdOf({ kernel, actor }: Opened, idOrName: string): Promise<string> {
  const name = comparisonKey(idOrName)
  const { policies } = await listPolicies(kernel, actor)
  const found = policies.filter(({ id, displayName }) => id === name || comparisonKey(displayName) === name)
  const [policy, another] = found
  if (!policy) throw new Refusal('accessPolicyNotFound', `There is no Conditional Access policy '${idOrName}'.`)
  if (!another) return policy.id
  const ids = found.map(({ id }) => id).join(', ')
  throw new UsageError(`Several policies are named '${idOrName}'. Give the id of one: ${ids}.`)
}
