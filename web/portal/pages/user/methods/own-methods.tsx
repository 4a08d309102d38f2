import { Link, MessageBar, MessageBarBody } from '@fluentui/react-components'
import { useTexts } from '../../../shell/preferences.tsx'

/** Nobody manages the own methods as an administrator. */
export function OwnMethods() {
  const { passes } = useTexts()
  return (
    <MessageBar intent="info" layout="multiline">
      <MessageBarBody>
        {passes.list.own}{' '}
        <Link href="/security-info" inline>
          {passes.list.securityInfo}
        </Link>
      </MessageBarBody>
    </MessageBar>
  )
}
