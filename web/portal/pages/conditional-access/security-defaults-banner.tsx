import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  Text,
} from '@fluentui/react-components'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  type AccessPolicy,
  policiesChanged,
  securityDefaults,
  switchSecurityDefaults,
} from '../../api/access-policy.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { useNotices } from '../../components/notices.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'

/** Says whether security defaults are on, what follows, and switches them for whoever may. */
export function SecurityDefaultsBanner({ policies }: { readonly policies: readonly AccessPolicy[] }) {
  const { defaults } = useTexts().access
  const may = useMay()
  const { data } = useQuery(securityDefaults)
  const [isAsking, setAsking] = useState(false)
  const enabled = policies.filter(({ state }) => state === 'enabled')
  if (!data || (!data.isEnabled && enabled.length > 0 && !may('securityDefaults.update'))) return null
  const { isEnabled } = data
  const isBlocked = !isEnabled && enabled.length > 0
  return (
    <MessageBar intent={isEnabled || enabled.length > 0 ? 'info' : 'warning'} layout="multiline" politeness="polite">
      <MessageBarBody>
        <MessageBarTitle>{isEnabled ? defaults.onTitle : defaults.offTitle}</MessageBarTitle>{' '}
        {isEnabled ? defaults.onText : defaults.offText}
      </MessageBarBody>
      {may('securityDefaults.update') && !isBlocked && (
        <MessageBarActions>
          <Button size="small" onClick={() => setAsking(true)}>
            {isEnabled ? defaults.turnOff : defaults.turnOn}
          </Button>
        </MessageBarActions>
      )}
      {isAsking && <Question isEnabled={isEnabled} onClose={() => setAsking(false)} />}
    </MessageBar>
  )
}

interface Asking {
  readonly isEnabled: boolean
  onClose(): void
}

function Question({ isEnabled, onClose }: Asking) {
  const { defaults } = useTexts().access
  const { done, failed } = useNotices()
  const client = useQueryClient()
  const put = async (to: boolean) => {
    await switchSecurityDefaults(to)
    await policiesChanged(client)
  }
  const confirm = async () => {
    await put(!isEnabled)
    done(isEnabled ? defaults.turnedOff : defaults.turnedOn, () => void put(isEnabled).catch(failed))
  }
  return (
    <ConfirmDialog
      title={isEnabled ? defaults.offQuestion : defaults.onQuestion}
      action={isEnabled ? defaults.turnOff : defaults.turnOn}
      isDestructive={isEnabled}
      onConfirm={confirm}
      onClose={onClose}
    >
      <Text block>{isEnabled ? defaults.offFollows : defaults.onFollows}</Text>
    </ConfirmDialog>
  )
}
