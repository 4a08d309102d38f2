import { Button, MessageBar, MessageBarBody, makeStyles, ProgressBar, Text, tokens } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { myPermissions } from '../../api/permissions.ts'
import { globalAdministratorRoleId, type SetupState, setupState } from '../../api/setup.ts'
import { AppLink } from '../../components/app-link.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { Loaded, NoPermission } from '../../components/page-states.tsx'
import { setupOperations } from '../../shell/navigation.ts'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'
import { PassPolicyStep } from './pass-policy-step.tsx'
import { doneSteps } from './setup-steps.ts'
import { Step } from './step.tsx'

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, maxWidth: '48rem' },
  steps: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
})

/** Leads the first administrator from the pass they came with to the first pass they issue. */
export function Page() {
  const { shell, setup } = useTexts()
  const may = useMay()
  const permissions = useQuery(myPermissions)
  return (
    <>
      <PageHeader title={shell.pages.setup} text={setup.text} />
      <Loaded query={permissions}>{() => (may(...setupOperations) ? <Setup /> : <NoPermission />)}</Loaded>
    </>
  )
}

function Setup() {
  const query = useQuery(setupState)
  return <Loaded query={query}>{(state) => <Steps state={state} />}</Loaded>
}

function Steps({ state }: { readonly state: SetupState }) {
  const styles = useStyles()
  const { setup } = useTexts()
  const navigate = useNavigate()
  const done = doneSteps(state)
  const all = Object.values(done)
  const count = all.filter(Boolean).length
  return (
    <div className={styles.root}>
      {count === all.length && (
        <MessageBar intent="success">
          <MessageBarBody>{setup.allDone}</MessageBarBody>
        </MessageBar>
      )}
      <div>
        <Text>{setup.progress(count, all.length)}</Text>
        <ProgressBar value={count} max={all.length} aria-label={setup.progress(count, all.length)} />
      </div>
      <ol className={styles.steps}>
        <Step title={setup.passkey.title} text={setup.passkey.text} isDone={done.passkey}>
          <Button as="a" href="/security-info/passkeys/new" appearance="primary">
            {setup.passkey.action}
          </Button>
        </Step>
        <Step title={setup.second.title} text={setup.second.text} isDone={done.second}>
          <Text block>{setup.second.count(state.globalAdministratorCount)}</Text>
          <AppLink to="/users?create=1">{setup.second.create}</AppLink>
          <AppLink to={`/roles/${globalAdministratorRoleId}`}>{setup.second.assign}</AppLink>
        </Step>
        <Step title={setup.policy.title} text={setup.policy.text} isDone={done.policy}>
          <PassPolicyStep policy={state.passPolicy} />
        </Step>
        <Step title={setup.pass.title} text={setup.pass.text} isDone={done.pass}>
          <Button appearance="primary" onClick={() => void navigate('/users')}>
            {setup.pass.action}
          </Button>
        </Step>
      </ol>
    </div>
  )
}
