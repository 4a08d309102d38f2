import {
  Button,
  Field,
  Input,
  makeStyles,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  Select,
  tokens,
} from '@fluentui/react-components'
import { Filter20Regular } from '@fluentui/react-icons'
import { type FormEvent, useState } from 'react'
import { useTexts } from '../../shell/preferences.tsx'
import { type FilterName, filterNames, type UserFilters } from './search.ts'

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, width: '22rem', maxWidth: '80vw' },
  pair: {
    display: 'grid',
    gridTemplateColumns: '1fr 1fr',
    gap: tokens.spacingHorizontalM,
    alignItems: 'end',
    '> *': { minWidth: 0 },
  },
  input: { minWidth: 0, width: '100%' },
  actions: { display: 'flex', gap: tokens.spacingHorizontalS },
})

interface Filtering {
  readonly filters: UserFilters
  onChange(filters: UserFilters): void
}

/** What every filter is called, by its name in the address. */
export function useFilterTitles(): Readonly<Record<FilterName, string>> {
  const { properties, filters } = useTexts().users
  return {
    enabled: properties.accountEnabled,
    type: properties.userType,
    department: `${properties.department} ${filters.startsWith}`,
    jobTitle: `${properties.jobTitle} ${filters.startsWith}`,
    createdFrom: filters.from(properties.createdDateTime),
    createdTo: filters.to(properties.createdDateTime),
    hiredFrom: filters.from(properties.employeeHireDate),
    hiredTo: filters.to(properties.employeeHireDate),
  }
}

/** A button, and under it the form with every filter. */
export function Filters({ filters, onChange }: Filtering) {
  const { users } = useTexts()
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover open={isOpen} onOpenChange={(_, { open }) => setOpen(open)} trapFocus withArrow positioning="below-start">
      <PopoverTrigger disableButtonEnhancement>
        <Button icon={<Filter20Regular />}>{users.filters.title}</Button>
      </PopoverTrigger>
      <PopoverSurface aria-label={users.filters.title}>
        <FilterForm
          filters={filters}
          onChange={(chosen) => {
            setOpen(false)
            onChange(chosen)
          }}
        />
      </PopoverSurface>
    </Popover>
  )
}

function FilterForm({ filters, onChange }: Filtering) {
  const styles = useStyles()
  const { users, shared } = useTexts()
  const titles = useFilterTitles()
  const [draft, setDraft] = useState(filters)
  const set = (name: FilterName, value: string) => setDraft({ ...draft, [name]: value })
  const apply = (event: FormEvent) => {
    event.preventDefault()
    onChange(Object.fromEntries(filterNames.flatMap((name) => (draft[name] ? [[name, draft[name]]] : []))))
  }
  const choice = (name: FilterName, options: Readonly<Record<string, string>>) => (
    <Field label={titles[name]}>
      <Select value={draft[name] ?? ''} onChange={(_, { value }) => set(name, value)}>
        <option value="">{users.filters.any}</option>
        {Object.entries(options).map(([value, title]) => (
          <option key={value} value={value}>
            {title}
          </option>
        ))}
      </Select>
    </Field>
  )
  const input = (name: FilterName, type: 'text' | 'date') => (
    <Field label={titles[name]}>
      <Input
        type={type}
        className={styles.input}
        value={draft[name] ?? ''}
        onChange={(_, { value }) => set(name, value)}
      />
    </Field>
  )
  return (
    <form className={styles.form} onSubmit={apply}>
      <div className={styles.pair}>
        {choice('enabled', { yes: shared.yes, no: shared.no })}
        {choice('type', users.types)}
      </div>
      {input('department', 'text')}
      {input('jobTitle', 'text')}
      <div className={styles.pair}>
        {input('createdFrom', 'date')}
        {input('createdTo', 'date')}
      </div>
      <div className={styles.pair}>
        {input('hiredFrom', 'date')}
        {input('hiredTo', 'date')}
      </div>
      <div className={styles.actions}>
        <Button type="submit" appearance="primary">
          {users.filters.apply}
        </Button>
        <Button onClick={() => onChange({})}>{shared.clearFilters}</Button>
      </div>
    </form>
  )
}
