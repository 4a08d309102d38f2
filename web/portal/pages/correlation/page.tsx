import { MessageBar, MessageBarBody, makeStyles, Text, tokens } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { correlation } from '../../api/correlations.ts'
import { myPermissions } from '../../api/permissions.ts'
import { PageHeader } from '../../components/page-header.tsx'
import { Loaded, Loading, NoPermission } from '../../components/page-states.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'
import { StoryField } from '../log-parts/story-field.tsx'
import { Story } from './story.tsx'

const useStyles = makeStyles({
  ask: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
})

/** The story of one correlation id; without one, a field to type it. */
export function Page() {
  const { correlationId } = useParams()
  const { shell, logs } = useTexts()
  const may = useMay()
  const parents = [
    ...(may('signIns.read') ? [{ title: shell.pages.signIns, path: '/sign-ins' }] : []),
    ...(may('auditLogs.read') ? [{ title: shell.pages.audits, path: '/audits' }] : []),
  ]
  return (
    <>
      <PageHeader title={shell.pages.correlation} text={logs.correlation.text} parents={parents} />
      {correlationId ? <Told id={correlationId} /> : <Asked />}
    </>
  )
}

function Asked() {
  const styles = useStyles()
  const { ask } = useTexts().logs.correlation
  const may = useMay()
  const { data } = useQuery(myPermissions)
  if (!data) return <Loading />
  if (!may('signIns.read') && !may('auditLogs.read')) return <NoPermission />
  return (
    <div className={styles.ask}>
      <Text block>{ask}</Text>
      <StoryField />
    </div>
  )
}

function Told({ id }: { readonly id: string }) {
  const { leftOut, truncated, again } = useTexts().logs.correlation
  const styles = useStyles()
  const may = useMay()
  const query = useQuery(correlation(id))
  return (
    <>
      <Loaded query={query}>
        {(story) => (
          <>
            {story.leftOut.map((log) => (
              <MessageBar key={log} intent="warning" layout="multiline">
                <MessageBarBody>{leftOut[log]}</MessageBarBody>
              </MessageBar>
            ))}
            {story.isTruncated && (
              <MessageBar intent="warning" layout="multiline">
                <MessageBarBody>{truncated}</MessageBarBody>
              </MessageBar>
            )}
            <Story story={story} />
          </>
        )}
      </Loaded>
      {(may('signIns.read') || may('auditLogs.read')) && (
        <div data-print="no" className={styles.ask}>
          <Text block>{again}</Text>
          <StoryField key={id} />
        </div>
      )}
    </>
  )
}
