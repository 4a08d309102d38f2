import { Button, Field, Input, makeStyles, Select, Textarea, tokens } from '@fluentui/react-components'
import { type FormEvent, useId, useState } from 'react'
import { useTexts } from '../../shell/preferences.tsx'
import type { LogFilter, LogKind, LogSearch } from './log-kind.ts'
import { useLogWords } from './log-words.ts'

const useStyles = makeStyles({
  form: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 14rem), 1fr))',
    gap: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalM}`,
    width: '32rem',
    maxWidth: '78vw',
    '> *': { minWidth: 0 },
  },
  input: { minWidth: 0, width: '100%' },
  whole: { gridColumn: '1 / -1' },
  raw: { fontFamily: tokens.fontFamilyMonospace },
  actions: {
    gridColumn: '1 / -1',
    display: 'flex',
    gap: tokens.spacingHorizontalS,
    position: 'sticky',
    bottom: `calc(0px - ${tokens.spacingVerticalL})`,
    paddingBottom: tokens.spacingVerticalL,
    marginBottom: `calc(0px - ${tokens.spacingVerticalL})`,
    paddingTop: tokens.spacingVerticalM,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
})

interface Filtering {
  readonly kind: LogKind
  readonly search: LogSearch
  onApply(part: Pick<LogSearch, 'filters' | 'raw' | 'range'>): void
}

/** Every filter of a log, and the `$filter` of those who write it by hand. */
export function FilterForm({ kind, search, onApply }: Filtering) {
  const styles = useStyles()
  const { logs, shared } = useTexts()
  const { filters: words } = logs
  const [draft, setDraft] = useState<Readonly<Record<string, string>>>(search.filters)
  const [raw, setRaw] = useState(search.raw)
  const [wrong, setWrong] = useState('')
  const set = (name: string, value: string) => setDraft({ ...draft, [name]: value })
  const apply = (event: FormEvent) => {
    event.preventDefault()
    const filled = kind.filters.flatMap((filter) => {
      const value = draft[filter.name]?.trim() ?? ''
      return value === '' ? [] : [{ filter, value }]
    })
    const unasked = filled.find(({ filter, value }) => filter.condition(value) === undefined)
    setWrong(unasked?.filter.name ?? '')
    if (unasked) return
    const filters = Object.fromEntries(filled.map(({ filter, value }) => [filter.name, value]))
    onApply({ filters, raw: raw.trim(), range: search.range })
  }
  const clear = () => {
    const { tab } = search.filters
    onApply({ filters: tab === undefined ? {} : { tab }, raw: '', range: search.range })
  }
  return (
    <form className={styles.form} onSubmit={apply}>
      {kind.filters
        .filter(({ isTab }) => !isTab)
        .map((filter) => (
          <FilterField
            key={filter.name}
            kind={kind}
            filter={filter}
            value={draft[filter.name] ?? ''}
            problem={wrong === filter.name ? words.codeWrong : undefined}
            onChange={(value) => set(filter.name, value)}
          />
        ))}
      <Field label={words.raw} hint={words.rawHint} className={styles.whole}>
        <Textarea
          className={styles.raw}
          value={raw}
          spellCheck={false}
          resize="vertical"
          onChange={(_, { value }) => setRaw(value)}
        />
      </Field>
      <div className={styles.actions}>
        <Button type="submit" appearance="primary">
          {words.apply}
        </Button>
        <Button onClick={clear}>{shared.clearFilters}</Button>
      </div>
    </form>
  )
}

interface FieldParts {
  readonly kind: LogKind
  readonly filter: LogFilter
  readonly value: string
  readonly problem: string | undefined
  onChange(value: string): void
}

function FilterField({ kind, filter, value, problem, onChange }: FieldParts) {
  const styles = useStyles()
  const { any } = useTexts().logs.filters
  const words = useLogWords(kind)
  const listId = useId()
  const { name, choices, suggestions } = filter
  const hint = words.hints[name]
  return (
    <div>
      <Field
        label={words.filters[name] ?? name}
        {...(hint && { hint })}
        {...(problem && { validationState: 'error', validationMessage: problem })}
      >
        {choices ? (
          <Select value={value} onChange={(_, data) => onChange(data.value)}>
            <option value="">{any}</option>
            {choices.map((choice) => (
              <option key={choice} value={choice}>
                {words.choices[name]?.[choice] ?? choice}
              </option>
            ))}
          </Select>
        ) : (
          <Input
            className={styles.input}
            value={value}
            spellCheck={false}
            onChange={(_, data) => onChange(data.value)}
            {...(suggestions && { list: listId })}
          />
        )}
      </Field>
      {suggestions && (
        <datalist id={listId}>
          {suggestions.map((suggestion) => (
            <option key={suggestion} value={suggestion} />
          ))}
        </datalist>
      )}
    </div>
  )
}
