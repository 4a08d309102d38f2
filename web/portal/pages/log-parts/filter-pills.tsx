import { makeStyles, Tag, TagGroup, tokens } from '@fluentui/react-components'
import { useTexts } from '../../shell/preferences.tsx'
import { useLogWords } from './log-words.ts'
import type { Log } from './use-log.ts'

const useStyles = makeStyles({
  tags: { flexWrap: 'wrap', rowGap: tokens.spacingVerticalXS },
  tag: { maxWidth: '100%' },
  text: { overflow: 'hidden', textOverflow: 'ellipsis', maxWidth: 'min(36rem, 70vw)', display: 'block' },
})

/** The filters that are set, each to be taken away. */
export function FilterPills({ log }: { readonly log: Log }) {
  const styles = useStyles()
  const { logs, shared } = useTexts()
  const words = useLogWords(log.kind)
  const { search, change } = log
  const pills = log.kind.filters.flatMap(({ name, isTab }) => {
    const value = search.filters[name]
    if (isTab || value === undefined) return []
    return [{ name, text: logs.filters.pill(words.filters[name] ?? name, words.choices[name]?.[value] ?? value) }]
  })
  const all =
    search.raw === '' ? pills : [...pills, { name: '', text: logs.filters.pill(logs.filters.raw, search.raw) }]
  if (all.length === 0) return null
  const remove = (name: string) => {
    if (name === '') change({ raw: '', range: search.range })
    else change({ filters: Object.fromEntries(Object.entries(search.filters).filter(([other]) => other !== name)) })
  }
  return (
    <TagGroup
      className={styles.tags}
      aria-label={logs.filters.active}
      onDismiss={(_, { value }) => remove(String(value))}
    >
      {all.map(({ name, text }) => (
        <Tag
          key={name}
          value={name}
          size="small"
          dismissible
          className={styles.tag}
          dismissIcon={{ 'aria-label': shared.removeNamed(text) }}
        >
          <span className={styles.text} title={text}>
            {text}
          </span>
        </Tag>
      ))}
    </TagGroup>
  )
}
