import { Badge } from '@fluentui/react-components'
import { useTexts } from '../../shell/preferences.tsx'

/** Marks what changes people, how they sign in, who may do what or who gets in. */
export function PrivilegedBadge() {
  const { roles } = useTexts()
  return (
    <Badge appearance="tint" color="warning" title={roles.privilegedHint}>
      {roles.privileged}
    </Badge>
  )
}
