import { Button, makeStyles, Radio, RadioGroup, SearchBox, tokens } from '@fluentui/react-components'
import { PeopleAdd20Regular, PeopleSubtract20Regular } from '@fluentui/react-icons'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import { type LinkedObject, type LinkKind, linkedObjects } from '../../api/links.ts'
import { useTexts } from '../../shell/preferences.tsx'
import type { Texts } from '../../texts/texts.ts'
import type { Item } from '../many-dialog.tsx'
import { Empty, ErrorState, Loading, NothingFound } from '../page-states.tsx'
import { ResourceTable } from '../resource-table.tsx'
import { useTyped } from '../use-typed.ts'
import { useLinkColumns } from './columns.tsx'
import { AddLinks, RemoveLinks } from './link-dialogs.tsx'

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalM} 0`,
  },
  kinds: { flexWrap: 'wrap', marginInlineEnd: tokens.spacingHorizontalXXL },
})

/** A list of members or owners, and what it says. */
export interface LinkList {
  /** Below the version. */
  readonly path: string
  /** Of what they are members or owners. */
  readonly name: string
  readonly words: Texts['groups']['members']
  /** Whether groups can be in it. */
  readonly hasGroups: boolean
  /** Whether the server searches in it. */
  readonly isSearchable: boolean
  /** Where it tells those of inner groups too. */
  readonly transitivePath?: string
  readonly canChange: boolean
}

const none: ReadonlySet<string> = new Set()
const keyOf = ({ id }: LinkedObject): string => id
const nameOf = ({ id, displayName }: LinkedObject): string => displayName ?? id
const kinds: readonly LinkKind[] = ['all', 'users', 'groups']

/** The users and groups in something; those who may add and remove many of them at once. */
export function LinkedObjects({ list }: { readonly list: LinkList }) {
  const styles = useStyles()
  const { links } = useTexts().groups
  const [params, setParams] = useSearchParams()
  const [selection, setSelection] = useState(none)
  const [asking, setAsking] = useState<'add' | readonly Item[]>()
  const kind = list.hasGroups ? (kinds.find((one) => one === params.get('kind')) ?? 'all') : 'all'
  const isDeep = list.transitivePath !== undefined && params.get('levels') === 'all'
  const canSearch = list.isSearchable && kind !== 'all'
  const search = canSearch ? (params.get('search') ?? '') : ''
  const change = useCallback(
    (name: string, value: string) => {
      setSelection(none)
      const edit = (now: URLSearchParams) => {
        const next = new URLSearchParams(now)
        if (value === '') next.delete(name)
        else next.set(name, value)
        return next
      }
      setParams(edit, { replace: true, preventScrollReset: true })
    },
    [setParams],
  )
  const [typed, setTyped] = useTyped(
    search,
    useCallback((text: string) => change('search', text), [change]),
  )
  const query = useInfiniteQuery(linkedObjects(isDeep ? (list.transitivePath ?? list.path) : list.path, kind, search))
  const rows = useMemo(() => query.data?.pages.flatMap(({ value }) => value) ?? [], [query.data])
  const columns = useLinkColumns(kind)
  const items = rows.filter(({ id }) => selection.has(id)).map((row) => ({ id: row.id, name: nameOf(row) }))
  return (
    <>
      <div className={styles.bar}>
        {list.canChange && (
          <Button icon={<PeopleAdd20Regular />} onClick={() => setAsking('add')}>
            {list.words.add}
          </Button>
        )}
        {list.canChange && items.length > 0 && !isDeep && (
          <Button icon={<PeopleSubtract20Regular />} onClick={() => setAsking(items)}>
            {list.words.removeAction(items.length)}
          </Button>
        )}
        {list.hasGroups && (
          <RadioGroup
            className={styles.kinds}
            layout="horizontal"
            aria-label={links.kinds}
            value={kind}
            onChange={(_, { value }) => change('kind', value === 'all' ? '' : value)}
          >
            {kinds.map((one) => (
              <Radio key={one} value={one} label={links[one]} />
            ))}
          </RadioGroup>
        )}
        {list.transitivePath !== undefined && (
          <RadioGroup
            className={styles.kinds}
            layout="horizontal"
            aria-label={links.levels}
            value={isDeep ? 'all' : 'direct'}
            onChange={(_, { value }) => change('levels', value === 'all' ? 'all' : '')}
          >
            <Radio value="direct" label={links.direct} />
            <Radio value="all" label={links.allLevels} />
          </RadioGroup>
        )}
        {canSearch && (
          <SearchBox
            aria-label={links.search}
            placeholder={links.search}
            value={typed}
            onChange={(_, { value }) => setTyped(value)}
          />
        )}
      </div>
      {query.error && !query.data ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : !query.data ? (
        <Loading />
      ) : rows.length === 0 ? (
        kind === 'all' ? (
          <Empty text={list.words.empty} />
        ) : (
          <NothingFound onClear={() => setParams((now) => withoutFilters(now), { replace: true })} />
        )
      ) : (
        <ResourceTable
          label={list.words.label}
          columns={columns}
          rows={rows}
          rowKey={keyOf}
          rowName={nameOf}
          total={query.data.pages[0]?.['@odata.count']}
          {...(list.canChange && !isDeep && { selection, onSelect: setSelection })}
          hasMore={query.hasNextPage && !query.isFetchNextPageError}
          isLoadingMore={query.isFetchingNextPage}
          onMore={() => void query.fetchNextPage()}
        />
      )}
      {query.isFetchNextPageError && <ErrorState error={query.error} onRetry={() => void query.fetchNextPage()} />}
      {asking === 'add' && <AddLinks list={list} onClose={() => setAsking(undefined)} />}
      {asking !== undefined && asking !== 'add' && (
        <RemoveLinks
          list={list}
          items={asking}
          onDone={() => setSelection(none)}
          onClose={() => setAsking(undefined)}
        />
      )}
    </>
  )
}

function withoutFilters(params: URLSearchParams): URLSearchParams {
  const next = new URLSearchParams(params)
  next.delete('kind')
  next.delete('search')
  return next
}
