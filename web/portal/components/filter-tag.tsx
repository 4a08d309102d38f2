import { Tag, TagGroup } from '@fluentui/react-components'
import { useTexts } from '../shell/preferences.tsx'

interface Parts {
  /** What the list is narrowed to, in words. */
  readonly text: string
  onRemove(): void
}

/** A filter that a link brought, told in words and to be taken away. */
export function FilterTag({ text, onRemove }: Parts) {
  const { shared } = useTexts()
  return (
    <TagGroup aria-label={shared.filter} onDismiss={onRemove}>
      <Tag value="filter" dismissible dismissIcon={{ 'aria-label': shared.removeNamed(text) }}>
        {text}
      </Tag>
    </TagGroup>
  )
}
