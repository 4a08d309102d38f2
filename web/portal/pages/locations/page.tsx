import { Button, Dropdown, makeStyles, Option, SearchBox, tokens } from '@fluentui/react-components'
import { Globe20Regular, NetworkCheck20Regular } from '@fluentui/react-icons'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useSearchParams } from 'react-router'
import type { NamedLocation } from '../../api/locations.ts'
import { namedLocations } from '../../api/policy-parts.ts'
import { AppLink } from '../../components/app-link.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { Empty, Loaded, NothingFound } from '../../components/page-states.tsx'
import { type Column, ResourceTable } from '../../components/resource-table.tsx'
import { useFormat, useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'
import { namesLocation, usePoliciesUsing } from '../conditional-access/use-policies-using.ts'
import { LocationForm } from './location-form.tsx'
import { LocationPane } from './location-pane.tsx'
import { contentOf, isTrusted, kindOf } from './location-words.ts'

const useStyles = makeStyles({
  body: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  filters: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
  search: { flexGrow: 1, maxWidth: '24rem' },
  type: { minWidth: '10rem' },
})

const kinds = ['ip', 'country'] as const

export function Page() {
  const { shell, locations: texts } = useTexts()
  const may = useMay()
  const query = useQuery(namedLocations)
  const [, setParams] = useSearchParams()
  return (
    <>
      <PageHeader title={shell.pages.locations} text={texts.text}>
        {may('namedLocations.create') && (
          <>
            <Button
              appearance="primary"
              icon={<NetworkCheck20Regular />}
              onClick={() => setParams({ open: 'new', kind: 'ip' })}
            >
              {texts.newIp}
            </Button>
            <Button icon={<Globe20Regular />} onClick={() => setParams({ open: 'new', kind: 'country' })}>
              {texts.newCountry}
            </Button>
          </>
        )}
      </PageHeader>
      <Loaded query={query}>{(all) => <Locations all={all} />}</Loaded>
    </>
  )
}

function Locations({ all }: { readonly all: readonly NamedLocation[] }) {
  const styles = useStyles()
  const texts = useTexts()
  const { locations: words, shared } = texts
  const may = useMay()
  const { locale } = useFormat()
  const names = useMemo(() => new Intl.DisplayNames(locale, { type: 'region' }), [locale])
  const using = usePoliciesUsing()
  const [params, setParams] = useSearchParams()
  const text = params.get('search') ?? ''
  const kind = kinds.find((one) => one === params.get('type'))
  const open = params.get('open')
  const put = (changes: Readonly<Record<string, string>>) =>
    setParams(
      (before) => {
        for (const [name, value] of Object.entries(changes)) {
          if (value) before.set(name, value)
          else before.delete(name)
        }
        return before
      },
      { replace: !('open' in changes) },
    )
  const close = () => put({ open: '', kind: '', edit: '' })
  const wanted = text.trim().toLowerCase()
  const found = all
    .toSorted((one, other) => one.displayName.localeCompare(other.displayName))
    .filter(
      (one) =>
        (kind === undefined || kindOf(one) === kind) &&
        `${one.displayName} ${contentOf(one, names, texts)}`.toLowerCase().includes(wanted),
    )
  const columns: readonly Column<NamedLocation>[] = [
    {
      key: 'name',
      title: words.columns.name,
      share: 2,
      cell: ({ id, displayName }) => (
        <span title={displayName}>
          <AppLink to={`/locations?open=${id}`}>{displayName}</AppLink>
        </span>
      ),
    },
    { key: 'type', title: words.columns.type, share: 1.2, cell: (one) => words.types[kindOf(one)] },
    {
      key: 'trusted',
      title: words.columns.trusted,
      cell: (one) => (isTrusted(one) ? shared.yes : shared.no),
    },
    { key: 'content', title: words.columns.content, share: 2.4, cell: (one) => contentOf(one, names, texts) },
    {
      key: 'usedBy',
      title: words.columns.usedBy,
      share: 2,
      cell: (one) =>
        using(namesLocation(one.id, isTrusted(one)))
          ?.map(({ displayName }) => displayName)
          .join(', ') || words.noPolicies,
    },
  ]
  const opened = all.find(({ id }) => id === open)
  const isEditing = params.get('edit') === 'yes' && may('namedLocations.update')
  return (
    <div className={styles.body}>
      {all.length === 0 ? (
        <Empty title={words.none} text={words.noneText} />
      ) : (
        <>
          <div className={styles.filters}>
            <SearchBox
              className={styles.search}
              aria-label={words.search}
              placeholder={words.search}
              value={text}
              onChange={(_, { value }) => put({ search: value })}
            />
            <Dropdown
              className={styles.type}
              aria-label={words.columns.type}
              value={kind ? words.types[kind] : words.anyType}
              selectedOptions={[kind ?? '']}
              onOptionSelect={(_, { optionValue }) => put({ type: optionValue ?? '' })}
            >
              <Option value="">{words.anyType}</Option>
              {kinds.map((one) => (
                <Option key={one} value={one}>
                  {words.types[one]}
                </Option>
              ))}
            </Dropdown>
          </div>
          {found.length === 0 ? (
            <NothingFound onClear={() => setParams({})} />
          ) : (
            <ResourceTable label={words.list} columns={columns} rows={found} rowKey={({ id }) => id} />
          )}
        </>
      )}
      {open === 'new' && may('namedLocations.create') && (
        <LocationForm kind={params.get('kind') === 'country' ? 'country' : 'ip'} onClose={close} />
      )}
      {opened && isEditing && (
        <LocationForm key={opened.id} kind={kindOf(opened)} location={opened} onClose={() => put({ edit: '' })} />
      )}
      {opened && !isEditing && (
        <LocationPane key={opened.id} location={opened} onEdit={() => put({ edit: 'yes' })} onClose={close} />
      )}
    </div>
  )
}
