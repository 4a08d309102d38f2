import { Button } from '@fluentui/react-components'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import type { OverviewAnswer, OverviewNumber, PersonResource } from '../../../../contract/api/overview.ts'
import { overview, peopleBehind } from '../../api/overview.ts'
import { AppLink } from '../../components/app-link.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { Empty, ErrorState, Loaded, Loading, NoPermission } from '../../components/page-states.tsx'
import { type Column, ResourceTable } from '../../components/resource-table.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'
import type { Texts } from '../../texts/texts.ts'

/** The numbers of Home that count people who lack something. */
const numbers = {
  withoutPasskey: ({ people }: OverviewAnswer) => people.withoutPasskey,
  withoutMethod: ({ people }: OverviewAnswer) => people.withoutMethod,
  administratorsWithoutPasskey: ({ administrators }: OverviewAnswer) => administrators.withoutPasskey,
} as const

type Lacking = keyof typeof numbers

const isLacking = (text: string | null): text is Lacking => text !== null && Object.hasOwn(numbers, text)

export function Page() {
  const { shell, home } = useTexts()
  const [search] = useSearchParams()
  const asked = search.get('lacking')
  const lacking = isLacking(asked) ? asked : 'withoutPasskey'
  const query = useQuery(overview)
  return (
    <>
      <PageHeader title={home.peopleTitle[lacking]} parents={[{ title: shell.pages.home, path: '/' }]} />
      <Loaded query={query}>
        {(answer) => <People number={numbers[lacking](answer)} label={home.peopleTitle[lacking]} />}
      </Loaded>
    </>
  )
}

const columnsIn = ({ home, shared, users }: Texts): readonly Column<PersonResource>[] => [
  {
    key: 'name',
    title: shared.name,
    share: 2,
    cell: ({ id, displayName }) => <AppLink to={`/users/${id}/methods`}>{displayName}</AppLink>,
  },
  {
    key: 'userPrincipalName',
    title: users.properties.userPrincipalName,
    share: 2.8,
    cell: (person) => person.userPrincipalName,
  },
  { key: 'strongest', title: home.strongest, share: 2, cell: ({ readiness }) => home.readiness[readiness] },
  {
    key: 'administrator',
    title: home.administrator,
    share: 1.3,
    cell: ({ isAdministrator }) => (isAdministrator ? shared.yes : shared.no),
  },
]

/** A pass can be issued to those chosen. */
function People({ number, label }: { readonly number: OverviewNumber; readonly label: string }) {
  const texts = useTexts()
  const may = useMay()
  const navigate = useNavigate()
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set())
  const query = useInfiniteQuery(peopleBehind(number.list.path, number.list.filter))
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = query
  if (number.reason) return <NoPermission text={number.reason.message} />
  if (!data) return error ? <ErrorState error={error} onRetry={() => void query.refetch()} /> : <Loading />
  const people = data.pages.flatMap(({ value }) => value)
  if (people.length === 0) return <Empty title={texts.home.nobodyLacks} />
  const mayIssue = may('passes.create')
  return (
    <>
      {mayIssue && (
        <p>
          <Button
            appearance="primary"
            disabledFocusable={selection.size === 0}
            onClick={() => void navigate(`/bulk?users=${[...selection].join(',')}`)}
          >
            {texts.home.issueToSelected(selection.size)}
          </Button>
        </p>
      )}
      <ResourceTable
        label={label}
        columns={columnsIn(texts)}
        rows={people}
        rowKey={({ id }) => id}
        rowName={({ displayName }) => displayName}
        total={data.pages[0]?.['@odata.count']}
        hasMore={hasNextPage && !query.isFetchNextPageError}
        isLoadingMore={isFetchingNextPage}
        onMore={() => void fetchNextPage()}
        {...(mayIssue && { selection, onSelect: setSelection })}
      />
      {query.isFetchNextPageError && <ErrorState error={error} onRetry={() => void fetchNextPage()} />}
    </>
  )
}
