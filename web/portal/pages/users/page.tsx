import { Button, makeStyles, SearchBox, tokens } from '@fluentui/react-components'
import { PersonAdd20Regular } from '@fluentui/react-icons'
import { lazy, Suspense, useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { PageHeader } from '../../components/page-header.tsx'
import { useTyped } from '../../components/use-typed.ts'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'
import { ColumnsMenu } from './columns-menu.tsx'
import { FilterPills } from './filter-pills.tsx'
import { Filters } from './filters.tsx'
import { readSearch, type UserSearch, writeSearch } from './search.ts'
import { useColumns } from './use-columns.ts'
import { UserList } from './user-list.tsx'

const CreateUserPane = lazy(async () => ({ default: (await import('./create/create-user-pane.tsx')).CreateUserPane }))

const useStyles = makeStyles({
  tools: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    alignItems: 'center',
    paddingBottom: tokens.spacingVerticalM,
  },
  search: { flexGrow: 1, maxWidth: '28rem', minWidth: 'min(18rem, 100%)' },
})

/** The users of the tenant: searched as one types, filtered, sorted, and chosen for commands. */
export function Page() {
  const styles = useStyles()
  const { shell, users } = useTexts()
  const may = useMay()
  const [params, setParams] = useSearchParams()
  const [columns, chooseColumns] = useColumns()
  const isCreating = params.has('create')
  const search = useMemo(() => readSearch(params), [params])
  const change = useCallback(
    (part: Partial<UserSearch>) =>
      setParams((now) => writeSearch({ ...readSearch(now), ...part }), { replace: true, preventScrollReset: true }),
    [setParams],
  )
  const [typed, setTyped] = useTyped(
    search.search,
    useCallback((text: string) => change({ search: text }), [change]),
  )
  const creating = (isOpen: boolean) =>
    setParams(
      (now) => {
        const next = writeSearch(readSearch(now))
        if (isOpen) next.set('create', '')
        return next
      },
      { replace: !isOpen, preventScrollReset: true },
    )
  return (
    <>
      <PageHeader title={shell.pages.users}>
        {may('users.create') && (
          <Button appearance="primary" icon={<PersonAdd20Regular />} onClick={() => creating(true)}>
            {users.list.create}
          </Button>
        )}
      </PageHeader>
      <search className={styles.tools}>
        <SearchBox
          className={styles.search}
          aria-label={users.list.search}
          placeholder={users.list.search}
          value={typed}
          onChange={(_, { value }) => setTyped(value)}
        />
        <Filters
          key={JSON.stringify(search.filters)}
          filters={search.filters}
          onChange={(filters) => change({ filters })}
        />
        <ColumnsMenu chosen={columns} onChoose={chooseColumns} />
        <FilterPills
          filters={search.filters}
          onRemove={(name) => change({ filters: { ...search.filters, [name]: undefined } })}
        />
      </search>
      <UserList
        search={search}
        columns={columns}
        onSort={(sort) => change({ sort })}
        onClear={() => change({ search: '', filters: {} })}
      />
      {isCreating && may('users.create') && (
        <Suspense>
          <CreateUserPane onClose={() => creating(false)} />
        </Suspense>
      )}
    </>
  )
}
