import { Button, Field, makeStyles, Switch, Text, Textarea, tokens } from '@fluentui/react-components'
import { Dismiss16Regular } from '@fluentui/react-icons'
import { type KeyboardEvent, useState } from 'react'
import type { LocationBody } from '../../api/locations.ts'
import { useFormat, useTexts } from '../../shell/preferences.tsx'
import { mostRanges, rangesIn, readRange, widths } from './ranges.ts'

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  hint: { display: 'block', color: tokens.colorNeutralForeground3 },
  add: { display: 'flex', gap: tokens.spacingHorizontalS, alignItems: 'end' },
  field: { flexGrow: 1, minWidth: 0 },
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  item: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalXXS} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: 'anywhere',
  },
  code: { fontFamily: tokens.fontFamilyMonospace },
  error: { color: tokens.colorPaletteRedForeground1 },
})

export type IpBody = Extract<LocationBody, { readonly ipRanges: unknown }>

interface Ranging {
  readonly draft: IpBody
  readonly wasTried: boolean
  onChange(draft: IpBody): void
  /** Whether something stands in the field that is not in the list yet. */
  onTyping(isTyping: boolean): void
}

const rangeTypes = { 4: '#microsoft.graph.iPv4CidrRange', 6: '#microsoft.graph.iPv6CidrRange' } as const

/** Ranges of addresses, checked as one types, and whether they are trusted. */
export function RangeFields({ draft, wasTried, onChange, onTyping }: Ranging) {
  const styles = useStyles()
  const { locations: texts, shared } = useTexts()
  const [text, setText] = useState('')
  const describe = useDescription()
  const typed = rangesIn(text)
  const message = useFault()(typed, draft)
  const only = typed.length === 1 && message === undefined ? describe(typed[0] ?? '') : undefined
  const type = (value: string) => {
    setText(value)
    onTyping(value.trim() !== '')
  }
  const add = () => {
    if (typed.length === 0 || message !== undefined) return
    const made = [...new Set(typed)].flatMap((cidrAddress) => {
      const read = readRange(cidrAddress)
      return typeof read === 'string' ? [] : [{ '@odata.type': rangeTypes[read.version], cidrAddress }]
    })
    onChange({ ...draft, ipRanges: [...draft.ipRanges, ...made] })
    type('')
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || typed.length === 0) return
    event.preventDefault()
    add()
  }
  const isMissing = wasTried && draft.ipRanges.length === 0 && typed.length === 0
  return (
    <div className={styles.root}>
      <Switch
        label={
          <>
            {texts.trusted}
            <Text size={200} className={styles.hint}>
              {texts.trustedHint}
            </Text>
          </>
        }
        checked={draft.isTrusted}
        onChange={(_, { checked }) => onChange({ ...draft, isTrusted: checked })}
      />
      <div className={styles.add}>
        <Field
          className={styles.field}
          label={texts.addRange}
          hint={only ?? texts.addRangeHint}
          {...(message && { validationState: 'error', validationMessage: message })}
          {...(isMissing && { validationState: 'error', validationMessage: texts.noRange })}
        >
          <Textarea
            rows={text.includes('\n') ? 4 : 1}
            value={text}
            className={styles.code}
            spellCheck={false}
            onKeyDown={onKeyDown}
            onChange={(_, { value }) => type(value)}
          />
        </Field>
      </div>
      <div>
        <Button disabledFocusable={typed.length === 0 || message !== undefined} onClick={add}>
          {texts.add}
        </Button>
      </div>
      {draft.ipRanges.length > 0 && (
        <section>
          <Text weight="semibold" block>
            {texts.rangeList}
          </Text>
          <ul className={styles.list} aria-label={texts.rangeList}>
            {draft.ipRanges.map(({ cidrAddress }) => (
              <li key={cidrAddress} className={styles.item}>
                <span>
                  <span className={styles.code}>{cidrAddress}</span>
                  <Text size={200} className={styles.hint}>
                    {describe(cidrAddress)}
                  </Text>
                </span>
                <Button
                  appearance="subtle"
                  icon={<Dismiss16Regular />}
                  aria-label={shared.removeNamed(cidrAddress)}
                  onClick={() =>
                    onChange({
                      ...draft,
                      ipRanges: draft.ipRanges.filter((other) => other.cidrAddress !== cidrAddress),
                    })
                  }
                />
              </li>
            ))}
          </ul>
          <Text size={200} className={styles.hint}>
            {texts.ranges(draft.ipRanges.length)}
          </Text>
        </section>
      )}
    </div>
  )
}

/** What is wrong with the first range typed that has something wrong. */
function useFault() {
  const { locations: texts } = useTexts()
  return (typed: readonly string[], draft: IpBody): string | undefined => {
    if (draft.ipRanges.length + typed.length > mostRanges) return texts.tooMany
    for (const text of typed) {
      const read = readRange(text)
      const shown = text.slice(0, 60)
      if (read === 'bits') return texts.faults.bits(shown, widths[text.includes(':') ? 6 : 4])
      if (typeof read === 'string') return texts.faults[read](shown)
      if (draft.ipRanges.some(({ cidrAddress }) => cidrAddress === text)) return texts.faults.twice(shown)
    }
    return undefined
  }
}

/** `256 addresses`, with the network where more than it was written. */
function useDescription() {
  const { locations: texts } = useTexts()
  const format = useFormat()
  return (text: string): string | undefined => {
    const read = readRange(text)
    if (typeof read === 'string') return undefined
    const free = widths[read.version] - read.bits
    const { addresses } = texts
    const count =
      free === 0 ? addresses.one : free > 32 ? addresses.power(free) : addresses.many(format.number(2 ** free))
    const isNetwork = read.network === text.toLowerCase() || free === 0
    return isNetwork ? count : `${count}, ${texts.network(read.network)}`
  }
}
