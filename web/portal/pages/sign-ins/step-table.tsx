import { Text } from '@fluentui/react-components'
import type { SignIn } from '../../api/logs.ts'
import { DateTime } from '../../components/date-time.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { ResultBadge } from '../log-parts/result-badge.tsx'
import { SmallTable } from '../log-parts/small-table.tsx'

/** What was proved in a sign-in, or was not, step by step. */
export function StepTable({ steps }: { readonly steps: SignIn['authenticationDetails'] }) {
  const { pane } = useTexts().logs.signIns
  if (steps.length === 0) return <Text>{pane.noSteps}</Text>
  const { date, method, detail, result, why, requirement } = pane.step
  return (
    <SmallTable
      label={pane.steps}
      head={[date, method, detail, result, why, requirement]}
      rows={steps.map((step, index) => ({
        key: String(index),
        cells: [
          <DateTime key="date" iso={step.authenticationStepDateTime} isExact />,
          step.authenticationMethod,
          step.authenticationMethodDetail ?? '',
          <ResultBadge key="result" result={step.succeeded ? 'success' : 'failure'} />,
          step.authenticationStepResultDetail,
          step.authenticationStepRequirement,
        ],
      }))}
    />
  )
}
