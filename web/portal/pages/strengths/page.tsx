import { Button, Dropdown, makeStyles, Option, SearchBox, Text, tokens } from '@fluentui/react-components'
import { Add20Regular } from '@fluentui/react-icons'
import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { allStrengths, type Strength } from '../../api/strengths.ts'
import { AppLink } from '../../components/app-link.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { Loaded, NothingFound } from '../../components/page-states.tsx'
import { type Column, ResourceTable } from '../../components/resource-table.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'
import { asksForStrength, usePoliciesUsing } from '../conditional-access/use-policies-using.ts'
import { combinationInWords } from './combinations.ts'
import { StrengthForm } from './strength-form.tsx'
import { StrengthPane } from './strength-pane.tsx'

const useStyles = makeStyles({
  body: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  filters: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
  search: { flexGrow: 1, maxWidth: '24rem' },
  type: { minWidth: '10rem' },
})

/** A tenant may have this many of its own. */
const mostCustom = 15
/** So many combinations are told in the list. */
const mostShown = 3

const types = ['builtIn', 'custom'] as const

export function Page() {
  const { shell, strengths: texts } = useTexts()
  const may = useMay()
  const query = useQuery(allStrengths)
  const [, setParams] = useSearchParams()
  const custom = query.data?.filter(({ policyType }) => policyType === 'custom').length ?? 0
  const isFull = custom >= mostCustom
  return (
    <>
      <PageHeader title={shell.pages.strengths} text={texts.text}>
        {may('strengths.update') && (
          <>
            <Button
              appearance="primary"
              icon={<Add20Regular />}
              disabledFocusable={isFull}
              onClick={() => setParams({ open: 'new' })}
            >
              {texts.new}
            </Button>
            <Text size={200}>{isFull ? texts.full : texts.left(custom)}</Text>
          </>
        )}
      </PageHeader>
      <Loaded query={query}>{(all) => <Strengths all={all} />}</Loaded>
    </>
  )
}

function Strengths({ all }: { readonly all: readonly Strength[] }) {
  const styles = useStyles()
  const { strengths: texts, access } = useTexts()
  const may = useMay()
  const using = usePoliciesUsing()
  const [params, setParams] = useSearchParams()
  const text = params.get('search') ?? ''
  const type = types.find((one) => one === params.get('type'))
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
  const close = () => put({ open: '', edit: '' })
  const inWords = ({ allowedCombinations }: Strength) =>
    allowedCombinations.map((one) => combinationInWords(one, texts)).join('; ')
  const short = (one: Strength) => {
    const all = inWords(one).split('; ')
    return all.length <= mostShown
      ? all.join('; ')
      : `${all.slice(0, mostShown).join('; ')} ${access.words.more(all.length - mostShown)}`
  }
  const wanted = text.trim().toLowerCase()
  const found = all.filter(
    (one) =>
      (type === undefined || one.policyType === type) &&
      `${one.displayName} ${inWords(one)}`.toLowerCase().includes(wanted),
  )
  const columns: readonly Column<Strength>[] = [
    {
      key: 'name',
      title: texts.columns.name,
      share: 2,
      cell: ({ id, displayName }) => (
        <span title={displayName}>
          <AppLink to={`/strengths?open=${id}`}>{displayName}</AppLink>
        </span>
      ),
    },
    { key: 'type', title: texts.columns.type, share: 1.1, cell: ({ policyType }) => texts.types[policyType] },
    {
      key: 'methods',
      title: texts.columns.methods,
      share: 3,
      cell: (one) => <span title={inWords(one)}>{short(one)}</span>,
    },
    {
      key: 'usedBy',
      title: texts.columns.usedBy,
      share: 2,
      cell: ({ id }) =>
        using(asksForStrength(id))
          ?.map(({ displayName }) => displayName)
          .join(', ') || texts.notUsed,
    },
  ]
  const opened = all.find(({ id }) => id === open)
  const isEditing = may('strengths.update') && (open === 'new' || params.get('edit') === 'yes')
  return (
    <div className={styles.body}>
      <div className={styles.filters}>
        <SearchBox
          className={styles.search}
          aria-label={texts.search}
          placeholder={texts.search}
          value={text}
          onChange={(_, { value }) => put({ search: value })}
        />
        <Dropdown
          className={styles.type}
          aria-label={texts.columns.type}
          value={type ? texts.types[type] : texts.anyType}
          selectedOptions={[type ?? '']}
          onOptionSelect={(_, { optionValue }) => put({ type: optionValue ?? '' })}
        >
          <Option value="">{texts.anyType}</Option>
          {types.map((one) => (
            <Option key={one} value={one}>
              {texts.types[one]}
            </Option>
          ))}
        </Dropdown>
      </div>
      {found.length === 0 ? (
        <NothingFound onClear={() => setParams({})} />
      ) : (
        <ResourceTable label={texts.list} columns={columns} rows={found} rowKey={({ id }) => id} />
      )}
      {open === 'new' && isEditing && <StrengthForm onClose={close} />}
      {opened && isEditing && opened.policyType === 'custom' && (
        <StrengthForm key={opened.id} strength={opened} onClose={() => put({ edit: '' })} />
      )}
      {opened && !(isEditing && opened.policyType === 'custom') && (
        <StrengthPane key={opened.id} strength={opened} onEdit={() => put({ edit: 'yes' })} onClose={close} />
      )}
    </div>
  )
}
