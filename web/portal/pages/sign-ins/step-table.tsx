import { Text } from '@fluentui/react-components'
import type { SignIn } from '../../api/logs.ts'
import { DateTime } from '../../components/date-time.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { ResultBadge } from '../log-parts/result-badge.tsx'
import { SmallTable } from '../log-parts/small-table.tsx'
import { methodCalled } from './sign-in-filters.ts'
import { wordFor } from './sign-in-words.ts'

/** What was proved in a sign-in, or was not, step by step. */
export function StepTable({ steps }: { readonly steps: SignIn['authenticationDetails'] }) {
  const { pane, methods } = useTexts().logs.signIns
  if (steps.length === 0) return <Text>{pane.noSteps}</Text>
  const { date, method, detail, result, why, requirement, primary, results } = pane.step
  const methodName = (word: string) => {
    const known = methodCalled(word)
    return known === undefined ? word : methods[known]
  }
  return (
    <SmallTable
      label={pane.steps}
      head={[date, method, detail, result, why, requirement]}
      rows={steps.map((step, index) => ({
        key: String(index),
        cells: [
          <DateTime key="date" iso={step.authenticationStepDateTime} isExact />,
          methodName(step.authenticationMethod),
          step.authenticationMethodDetail ?? '',
          <ResultBadge key="result" result={step.succeeded ? 'success' : 'failure'} />,
          wordFor(results, step.authenticationStepResultDetail),
          wordFor({ 'Primary authentication': primary }, step.authenticationStepRequirement),
        ],
      }))}
    />
  )
}
