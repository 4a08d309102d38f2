import { Combobox, Field, makeStyles, Option, Tag, TagGroup, Text, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { Picked } from '../api/directory-search.ts'
import { useTexts } from '../shell/preferences.tsx'

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  tags: { flexWrap: 'wrap', rowGap: tokens.spacingVerticalXS },
  detail: { display: 'block', color: tokens.colorNeutralForeground3 },
})

interface Choosing {
  readonly label: string
  readonly hint?: string
  /** All there is to choose from. */
  readonly choices: readonly Picked[]
  /** The ids chosen. */
  readonly chosen: readonly string[]
  /** What a chosen one is called that is not among the choices. */
  readonly nameOf?: (id: string) => string
  /** What can be chosen although it is not among the choices, for what was typed. */
  readonly typed?: (text: string) => Picked | undefined
  onChange(chosen: readonly string[]): void
}

/** Chooses several of a short list by typing, and shows those chosen as tags that can be taken away. */
export function ChoicePicker({ label, hint, choices, chosen, nameOf, typed, onChange }: Choosing) {
  const styles = useStyles()
  const { shared } = useTexts()
  const [text, setText] = useState('')
  const wanted = text.trim().toLowerCase()
  const found = choices.filter(
    ({ id, displayName }) => !chosen.includes(id) && displayName.toLowerCase().includes(wanted),
  )
  const made = typed?.(text.trim())
  const offered = made && ![...found.map(({ id }) => id), ...chosen].includes(made.id) ? [...found, made] : found
  const name = (id: string) => choices.find((one) => one.id === id)?.displayName ?? nameOf?.(id) ?? id
  const choose = (id: string | undefined) => {
    if (!id || chosen.includes(id)) return
    onChange([...chosen, id])
    setText('')
  }
  return (
    <div className={styles.root}>
      <Field label={label} {...(hint && { hint })}>
        <Combobox
          freeform
          value={text}
          placeholder={shared.pick}
          selectedOptions={[]}
          onChange={(event) => setText(event.target.value)}
          onOptionSelect={(_, { optionValue }) => choose(optionValue)}
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        >
          {offered.map(({ id, displayName, detail }) => (
            <Option key={id} value={id} text={id === made?.id ? text.trim() : displayName}>
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
          {offered.length === 0 && (
            <Option disabled value="" text={shared.nothingFound}>
              {shared.nothingFound}
            </Option>
          )}
        </Combobox>
      </Field>
      {chosen.length > 0 && (
        <TagGroup
          className={styles.tags}
          aria-label={label}
          onDismiss={(_, { value }) => onChange(chosen.filter((id) => id !== value))}
        >
          {chosen.map((id) => (
            <Tag key={id} value={id} dismissible dismissIcon={{ 'aria-label': shared.removeNamed(name(id)) }}>
              {name(id)}
            </Tag>
          ))}
        </TagGroup>
      )}
    </div>
  )
}
