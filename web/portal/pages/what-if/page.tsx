import { makeStyles, tokens } from '@fluentui/react-components'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { GraphFailure } from '../../api/graph-client.ts'
import { myPermissions } from '../../api/permissions.ts'
import { whatIf } from '../../api/what-if.ts'
import { PageHeader } from '../../components/page-header.tsx'
import { Empty, Loaded, NoPermission } from '../../components/page-states.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'
import { Findings } from './findings.tsx'
import { SupposedForm } from './supposed-form.tsx'
import { bodyOf, fields, paramsOf, supposedIn } from './supposition.ts'

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(16rem, 22rem) minmax(0, 1fr)',
    gap: tokens.spacingHorizontalXXL,
    alignItems: 'start',
    '@media (max-width: 1000px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
})

export function Page() {
  const { shell, access } = useTexts()
  const may = useMay()
  const permissions = useQuery(myPermissions)
  return (
    <>
      <PageHeader
        title={shell.pages.whatIf}
        text={access.ask.text}
        parents={
          may('conditionalAccess.read') ? [{ title: shell.pages.conditionalAccess, path: '/conditional-access' }] : []
        }
      />
      <Loaded query={permissions}>{() => (may('conditionalAccess.evaluate') ? <WhatIf /> : <NoPermission />)}</Loaded>
    </>
  )
}

function WhatIf() {
  const styles = useStyles()
  const { ask } = useTexts().access
  const [params, setParams] = useSearchParams()
  const supposed = supposedIn(params)
  const client = useQueryClient()
  const [hasAsked, setAsked] = useState(false)
  const isAsking = supposed.user !== ''
  const query = useQuery({ ...whatIf(bodyOf(supposed)), enabled: isAsking })
  const isAtField = query.error instanceof GraphFailure && Object.values<unknown>(fields).includes(query.error.target)
  return (
    <div className={styles.columns}>
      <SupposedForm
        key={params.toString()}
        supposed={supposed}
        error={query.error}
        onAsk={(asked) => {
          setAsked(true)
          void client.resetQueries({ queryKey: ['whatIf'] })
          setParams(paramsOf(asked))
        }}
        onReset={() => setParams({})}
      />
      <section>
        {!isAsking || isAtField ? (
          <Empty title={ask.waiting} text={ask.waitingText} />
        ) : (
          <Loaded query={query}>
            {(results) => <Findings key={params.toString()} results={results} takesFocus={hasAsked} />}
          </Loaded>
        )}
      </section>
    </div>
  )
}
