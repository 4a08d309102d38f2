import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { hasOwnPasskey, setupState } from '../../api/setup.ts'
import { setupOperations } from '../../shell/navigation.ts'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'
import { isSetUp } from '../setup/setup-steps.ts'

const useStyles = makeStyles({ bar: { marginBottom: tokens.spacingVerticalL } })

/** Leads whoever can set the tenant up to the first steps, until they are done; else whoever has no passkey to one. */
export function SetupHint() {
  const styles = useStyles()
  const { home } = useTexts()
  const may = useMay()
  const navigate = useNavigate()
  const isTheirs = may(...setupOperations)
  const { data: setup, isPending } = useQuery({ ...setupState, enabled: isTheirs })
  const { data: hasPasskey } = useQuery(hasOwnPasskey)
  if (isTheirs && isPending) return null
  if (setup && !isSetUp(setup)) {
    return (
      <MessageBar layout="multiline" className={styles.bar}>
        <MessageBarBody>
          <MessageBarTitle>{home.setupTitle}</MessageBarTitle> {home.setupText}
        </MessageBarBody>
        <MessageBarActions>
          <Button onClick={() => void navigate('/setup')}>{home.setupAction}</Button>
        </MessageBarActions>
      </MessageBar>
    )
  }
  if (hasPasskey !== false) return null
  return (
    <MessageBar layout="multiline" className={styles.bar}>
      <MessageBarBody>
        <MessageBarTitle>{home.noPasskeyTitle}</MessageBarTitle> {home.noPasskeyText}
      </MessageBarBody>
      <MessageBarActions>
        <Button as="a" href="/security-info">
          {home.noPasskeyAction}
        </Button>
      </MessageBarActions>
    </MessageBar>
  )
}
