import { Badge } from '@fluentui/react-components'
import { DateTime } from '../../components/date-time.tsx'
import { useTexts } from '../../shell/preferences.tsx'

/** When an exclusion ends; one that lasts is marked. */
export function Ends({ at }: { readonly at: string | null }) {
  const { exclusions } = useTexts()
  if (at !== null) return <DateTime iso={at} />
  return (
    <Badge appearance="tint" color="warning">
      {exclusions.permanent}
    </Badge>
  )
}
