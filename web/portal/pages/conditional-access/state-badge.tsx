import { Badge } from '@fluentui/react-components'
import type { PolicyState } from '../../api/access-policy.ts'
import { useTexts } from '../../shell/preferences.tsx'

const colors = {
  enabled: 'success',
  disabled: 'subtle',
  enabledForReportingButNotEnforced: 'informative',
} as const

/** Whether a policy is on, off or in report-only. */
export function StateBadge({ state }: { readonly state: PolicyState }) {
  const { access } = useTexts()
  return (
    <Badge appearance="tint" color={colors[state]}>
      {access.states[state]}
    </Badge>
  )
}
