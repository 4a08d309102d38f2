import { Badge } from '@fluentui/react-components'
import { DateTime } from '../../components/date-time.tsx'
import { useTexts } from '../../shell/preferences.tsx'

/** When an exclusion ends, in a list by the day; one that lasts is marked. */
export function Ends({ at, isDay = false }: { readonly at: string | null; readonly isDay?: boolean }) {
  const { exclusions } = useTexts()
  if (at !== null) return <DateTime iso={at} isDay={isDay} />
  return (
    <Badge appearance="tint" color="warning">
      {exclusions.permanent}
    </Badge>
  )
}
