import type { DirectoryAudit } from '../../audit/rules.ts'
import { type Conditions, type Exclusion, exclusionId, exclusionsIn } from '../../policies/conditional-access/rules.ts'

interface Changed {
  readonly displayName: string
  readonly oldValue: string | null
  readonly newValue: string | null
}

/** The exclusions that a record of the log put into its policy: there after the change and not before. */
export function introducedBy({ targetResources }: Pick<DirectoryAudit, 'targetResources'>): readonly Exclusion[] {
  const [policy] = targetResources
  const policyId = policy?.['id']
  const changes = policy?.['modifiedProperties']
  if (typeof policyId !== 'string' || !Array.isArray(changes)) return []
  const change = (changes as readonly Changed[]).find(({ displayName }) => displayName === 'conditions')
  if (!change) return []
  const before = new Set(exclusionsFrom(policyId, change.oldValue).map(exclusionId))
  return exclusionsFrom(policyId, change.newValue).filter((exclusion) => !before.has(exclusionId(exclusion)))
}

const exclusionsFrom = (policyId: string, conditions: string | null): readonly Exclusion[] =>
  conditions === null
    ? []
    : exclusionsIn((JSON.parse(conditions) as Conditions).users).map((key) => ({ ...key, policyId }))
