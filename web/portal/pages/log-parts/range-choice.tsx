import { Field, Input, makeStyles, Select, tokens } from '@fluentui/react-components'
import { fromLocalInput, toLocalInput } from '../../format/local-time.ts'
import { useFormat, useTexts } from '../../shell/preferences.tsx'
import { isSpan, type LogSearch, type RangeName, rangeNames, spans } from './log-kind.ts'
import type { Log } from './use-log.ts'

const useStyles = makeStyles({
  root: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS, alignItems: 'end' },
  moment: { width: '13.5rem', maxWidth: '100%' },
})

/** How far back a log is shown; a custom range is typed in the reader's own zone. */
export function RangeChoice({ log }: { readonly log: Log }) {
  const styles = useStyles()
  const { range: words } = useTexts().logs
  const { zone } = useFormat()
  const { search, change } = log
  const choose = (range: RangeName) => change({ range, ...(range === 'custom' && customFrom(search)) })
  const moment = (name: 'from' | 'to') => (
    <Field label={words[name](zone)} size="small">
      <Input
        type="datetime-local"
        size="medium"
        className={styles.moment}
        value={toLocalInput(search[name])}
        onChange={(_, { value }) => change({ [name]: fromLocalInput(value) })}
      />
    </Field>
  )
  return (
    <div className={styles.root}>
      <Field label={words.label} size="small">
        <Select size="medium" value={search.range} onChange={(_, { value }) => choose(value as RangeName)}>
          {rangeNames.map((name) => (
            <option key={name} value={name}>
              {words.names[name]}
            </option>
          ))}
        </Select>
      </Field>
      {search.range === 'custom' && moment('from')}
      {search.range === 'custom' && moment('to')}
    </div>
  )
}

/** A custom range begins as the one before it. */
function customFrom({ range, from }: LogSearch): Partial<LogSearch> {
  if (!isSpan(range) || from !== '') return {}
  return { from: new Date(Date.now() - spans[range].milliseconds).toISOString() }
}
