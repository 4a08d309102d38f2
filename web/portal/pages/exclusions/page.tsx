import { makeStyles, Tab, TabList, tokens } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { exclusions } from '../../api/exclusions.ts'
import { PageHeader } from '../../components/page-header.tsx'
import { Loaded } from '../../components/page-states.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { Entries } from './entries.tsx'
import { Filters } from './filters.tsx'
import { People } from './people.tsx'

const useStyles = makeStyles({
  body: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
})

export function Page() {
  const { shell, exclusions: texts } = useTexts()
  const query = useQuery(exclusions({}))
  return (
    <>
      <PageHeader title={shell.pages.exclusions} text={texts.text} />
      <Loaded query={query}>{() => <Watch />}</Loaded>
    </>
  )
}

function Watch() {
  const styles = useStyles()
  const { tabs } = useTexts().exclusions
  const [params, setParams] = useSearchParams()
  const view = params.get('view') === 'people' ? 'people' : 'entries'
  return (
    <div className={styles.body}>
      <TabList
        selectedValue={view}
        onTabSelect={(_, { value }) =>
          setParams(
            (before) => {
              before.set('view', String(value))
              before.delete('open')
              return before
            },
            { replace: true },
          )
        }
      >
        <Tab value="entries">{tabs.entries}</Tab>
        <Tab value="people">{tabs.people}</Tab>
      </TabList>
      <Filters isOfPeople={view === 'people'} />
      {view === 'people' ? <People /> : <Entries />}
    </div>
  )
}
