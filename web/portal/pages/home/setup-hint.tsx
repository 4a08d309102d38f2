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
import { setupState } from '../../api/setup.ts'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'
import { isSetUp } from '../setup/setup-steps.ts'

const useStyles = makeStyles({ bar: { marginBottom: tokens.spacingVerticalL } })

/** Leads whoever can set the tenant up to the first steps, until they are done. */
export function SetupHint() {
  const styles = useStyles()
  const { home } = useTexts()
  const may = useMay()
  const navigate = useNavigate()
  const isTheirs = may('methodsPolicy.update', 'roles.assign', 'passes.read')
  const { data } = useQuery({ ...setupState, enabled: isTheirs })
  if (!data || isSetUp(data)) return null
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
