import { makeStyles, Tag, TagGroup, tokens } from '@fluentui/react-components'
import { useFormat, useTexts } from '../../shell/preferences.tsx'
import { useFilterTitles } from './filters.tsx'
import { dayStart, type FilterName, filterNames, type UserFilters } from './search.ts'

const useStyles = makeStyles({ tags: { flexWrap: 'wrap', rowGap: tokens.spacingVerticalXS } })

interface Pills {
  readonly filters: UserFilters
  onRemove(name: FilterName): void
}

/** The filters there are, each to be taken away. */
export function FilterPills({ filters, onRemove }: Pills) {
  const styles = useStyles()
  const { users, shared } = useTexts()
  const titles = useFilterTitles()
  const format = useFormat()
  const valueText = (name: FilterName, value: string): string => {
    if (name === 'enabled') return value === 'yes' ? shared.yes : shared.no
    if (name === 'type') return users.types[value === 'Guest' ? 'Guest' : 'Member']
    return name === 'department' || name === 'jobTitle' ? value : format.date(dayStart(value))
  }
  const active = filterNames.flatMap((name) => {
    const value = filters[name]
    return value === undefined ? [] : [{ name, text: users.filters.pill(titles[name], valueText(name, value)) }]
  })
  if (active.length === 0) return null
  return (
    <TagGroup
      className={styles.tags}
      aria-label={users.filters.active}
      onDismiss={(_, { value }) => onRemove(value as FilterName)}
    >
      {active.map(({ name, text }) => (
        <Tag key={name} value={name} size="small" dismissible dismissIcon={{ 'aria-label': shared.removeNamed(text) }}>
          {text}
        </Tag>
      ))}
    </TagGroup>
  )
}
