import { Button, Checkbox, makeStyles, Tab, TabList, tokens } from '@fluentui/react-components'
import { PeopleAdd20Regular } from '@fluentui/react-icons'
import { useNavigate, useSearchParams } from 'react-router'
import { FilterTag } from '../../components/filter-tag.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { PersonFilter } from '../../components/person-filter.tsx'
import { useFormat, useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'
import { PassList } from './pass-list.tsx'
import { type PassSearch, passStates, readSearch, writeSearch } from './search.ts'

const useStyles = makeStyles({
  tabs: { flexWrap: 'wrap' },
  filters: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'end',
    gap: tokens.spacingHorizontalL,
    padding: `${tokens.spacingVerticalM} 0`,
  },
})

/** The passes of the tenant: which live, which start later, which are over, and whose they are. */
export function Page() {
  const styles = useStyles()
  const { shell, passesList } = useTexts()
  const format = useFormat()
  const may = useMay()
  const navigate = useNavigate()
  const [params, setParams] = useSearchParams()
  const search = readSearch(params)
  const change = (part: Partial<PassSearch>) =>
    setParams((now) => writeSearch({ ...readSearch(now), ...part }), { replace: true, preventScrollReset: true })
  return (
    <>
      <PageHeader title={shell.pages.passes} text={passesList.text}>
        {may('passes.create') && (
          <Button icon={<PeopleAdd20Regular />} onClick={() => void navigate('/bulk')}>
            {shell.pages.bulk}
          </Button>
        )}
      </PageHeader>
      {may('passes.read') && (
        <search>
          <TabList
            className={styles.tabs}
            aria-label={passesList.columns.state}
            selectedValue={search.state ?? ''}
            onTabSelect={(_, { value }) => change({ state: passStates.find((state) => state === value) })}
          >
            <Tab value="">{passesList.states.standing}</Tab>
            {passStates.map((state) => (
              <Tab key={state} value={state}>
                {passesList.states[state]}
              </Tab>
            ))}
          </TabList>
          <div className={styles.filters}>
            <PersonFilter userId={search.userId} onChange={(userId) => change({ userId })} />
            <Checkbox
              label={passesList.unusedOnly}
              checked={search.isUnused}
              onChange={(_, { checked }) => change({ isUnused: checked === true })}
            />
            {search.endFrom && (
              <FilterTag
                text={passesList.endFrom(format.dateTime(search.endFrom))}
                onRemove={() => change({ endFrom: '' })}
              />
            )}
            {search.startTo && (
              <FilterTag
                text={passesList.startTo(format.dateTime(search.startTo))}
                onRemove={() => change({ startTo: '' })}
              />
            )}
          </div>
        </search>
      )}
      <PassList
        key={`${search.state} ${search.userId} ${search.isUnused} ${search.endFrom} ${search.startTo}`}
        search={search}
        onSort={(sort) => change({ sort })}
        onClear={() => change({ userId: '', isUnused: false, endFrom: '', startTo: '' })}
      />
    </>
  )
}
