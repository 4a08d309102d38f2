import { Badge } from '@fluentui/react-components'
import { useTexts } from '../../shell/preferences.tsx'

const colors = { success: 'success', failure: 'danger', interrupted: 'warning', timeout: 'warning' } as const

const isKnown = (result: string): result is keyof typeof colors => Object.hasOwn(colors, result)

/** How something ended, in a word. */
export function ResultBadge({ result }: { readonly result: string }) {
  const { results } = useTexts().logs
  if (!isKnown(result)) return <span>{result}</span>
  return (
    <Badge appearance="tint" color={colors[result]}>
      {results[result]}
    </Badge>
  )
}
