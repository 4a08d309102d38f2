import { Badge, Text } from '@fluentui/react-components'
import type { SignIn } from '../../api/logs.ts'
import { AppLink } from '../../components/app-link.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'
import { SmallTable } from '../log-parts/small-table.tsx'
import { wordFor } from './sign-in-words.ts'

/** The policies that applied to a sign-in and what each came to, those in report-only too. */
export function PolicyTable({ policies }: { readonly policies: SignIn['appliedConditionalAccessPolicies'] }) {
  const { pane } = useTexts().logs.signIns
  const may = useMay()
  if (policies.length === 0) return <Text>{pane.noPolicies}</Text>
  const { name, grant, session, result } = pane.policy
  return (
    <SmallTable
      label={pane.access}
      head={[name, grant, session, result]}
      rows={policies.map((policy) => ({
        key: policy.id,
        cells: [
          may('conditionalAccess.read') ? (
            <AppLink key="name" to={`/conditional-access/${policy.id}`}>
              {policy.displayName}
            </AppLink>
          ) : (
            policy.displayName
          ),
          policy.enforcedGrantControls.join(', '),
          policy.enforcedSessionControls.join(', '),
          <Badge key="result" appearance="tint" color={colorOf(policy.result)}>
            {wordFor(pane.policyResults, policy.result)}
          </Badge>,
        ],
      }))}
    />
  )
}

function colorOf(result: string) {
  if (result === 'success') return 'success'
  if (result === 'failure') return 'danger'
  return result === 'reportOnlyFailure' || result === 'reportOnlyInterrupted' ? 'warning' : 'informative'
}
