import { Combobox, Field, makeStyles, Option, Spinner, Tag, TagGroup, Text, tokens } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { type Picked, type PickKind, searchDirectory } from '../api/directory-search.ts'
import { useTexts } from '../shell/preferences.tsx'
import { useErrorText } from './error-text.ts'

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  tags: { flexWrap: 'wrap', rowGap: tokens.spacingVerticalXS },
  detail: { display: 'block', color: tokens.colorNeutralForeground3 },
})

interface Picking {
  readonly kind: PickKind
  readonly label: string
  readonly hint?: string
  readonly picked: readonly Picked[]
  readonly isRequired?: boolean
  /** Whether it was tried without anybody picked, and has to be told. */
  readonly isMissing?: boolean
  /** Whether one at most can be picked. */
  readonly isSingle?: boolean
  onChange(picked: readonly Picked[]): void
}

/** Finds users, groups and the like by typing, and shows those picked as tags that can be taken away. */
export function DirectoryPicker({ kind, label, hint, picked, isRequired, isMissing, isSingle, onChange }: Picking) {
  const styles = useStyles()
  const { shared } = useTexts()
  const errorText = useErrorText()
  const [typed, setTyped] = useState('')
  const wanted = useDeferredValue(typed)
  const { data, error, isFetching } = useQuery(searchDirectory(kind, wanted))
  const offered = (data ?? []).filter(({ id }) => picked.every((other) => other.id !== id))
  const pick = (id: string | undefined) => {
    const found = offered.find((item) => item.id === id)
    if (!found) return
    onChange(isSingle ? [found] : [...picked, found])
    setTyped('')
  }
  return (
    <div className={styles.root}>
      <Field
        label={label}
        required={isRequired === true}
        {...(hint && { hint })}
        {...(isMissing && { validationState: 'error', validationMessage: shared.required })}
        {...(error ? { validationState: 'error', validationMessage: errorText(error).message } : {})}
      >
        <Combobox
          freeform
          value={typed}
          placeholder={shared.pick}
          selectedOptions={[]}
          onChange={(event) => setTyped(event.target.value)}
          onOptionSelect={(_, { optionValue }) => pick(optionValue)}
          {...(isFetching && { expandIcon: <Spinner size="extra-tiny" aria-hidden /> })}
        >
          {offered.map(({ id, displayName, detail }) => (
            <Option key={id} value={id} text={displayName}>
              <span>
                {displayName}
                {detail && (
                  <Text size={200} className={styles.detail}>
                    {detail}
                  </Text>
                )}
              </span>
            </Option>
          ))}
          {offered.length === 0 && !isFetching && (
            <Option disabled value="" text={shared.nothingFound}>
              {shared.nothingFound}
            </Option>
          )}
        </Combobox>
      </Field>
      {picked.length > 0 && (
        <TagGroup
          className={styles.tags}
          aria-label={label}
          onDismiss={(_, { value }) => onChange(picked.filter(({ id }) => id !== value))}
        >
          {picked.map(({ id, displayName }) => (
            <Tag key={id} value={id} dismissible dismissIcon={{ 'aria-label': shared.removeNamed(displayName) }}>
              {displayName}
            </Tag>
          ))}
        </TagGroup>
      )}
    </div>
  )
}
