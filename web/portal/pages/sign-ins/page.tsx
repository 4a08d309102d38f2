import { makeStyles, Tab, TabList, tokens } from '@fluentui/react-components'
import { lazy, Suspense } from 'react'
import type { SignIn } from '../../api/logs.ts'
import { useTexts } from '../../shell/preferences.tsx'
import { useIsNarrow } from '../../shell/use-is-narrow.ts'
import { LogFrame } from '../log-parts/log-frame.tsx'
import { useLog } from '../log-parts/use-log.ts'
import { columnNames, selectOf, useSignInColumns, usualColumns } from './columns.tsx'
import { signInKind, tabs } from './sign-in-filters.ts'

const SignInPane = lazy(async () => ({ default: (await import('./sign-in-pane.tsx')).SignInPane }))

const useStyles = makeStyles({
  tall: { paddingBottom: tokens.spacingVerticalM, '& [role="tab"]': { textAlign: 'start' } },
  tabs: {
    flexWrap: 'wrap',
    marginLeft: `calc(0px - ${tokens.spacingHorizontalM})`,
    paddingBottom: tokens.spacingVerticalM,
  },
})

const columns = { all: columnNames, usual: usualColumns }
const timeOf = ({ createdDateTime }: SignIn): string => createdDateTime

/** The sign-in log: who came in, or did not, and why. */
export function Page() {
  const styles = useStyles()
  const { shell, logs } = useTexts()
  const log = useLog(signInKind, columns)
  const shown = useSignInColumns(log.columns, log.open)
  const isNarrow = useIsNarrow()
  const { filters } = log.search
  const choose = (tab: string) =>
    log.change({ filters: { ...filters, ...(tab === 'interactive' ? { tab: '' } : { tab }) } })
  return (
    <>
      <LogFrame
        log={log}
        title={shell.pages.signIns}
        operation="signIns.read"
        columns={shown}
        columnNames={columnNames}
        select={selectOf(log.columns)}
        timeOf={timeOf}
      >
        <TabList
          className={isNarrow ? styles.tall : styles.tabs}
          vertical={isNarrow}
          aria-label={logs.signIns.tabs.label}
          selectedValue={filters['tab'] ?? 'interactive'}
          onTabSelect={(_, { value }) => choose(String(value))}
        >
          {tabs.map((tab) => (
            <Tab key={tab} value={tab}>
              {logs.signIns.tabs[tab]}
            </Tab>
          ))}
        </TabList>
      </LogFrame>
      {log.opened !== '' && (
        <Suspense>
          <SignInPane id={log.opened} onClose={() => log.open('')} />
        </Suspense>
      )}
    </>
  )
}
