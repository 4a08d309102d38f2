import { Button, MessageBar, MessageBarBody, makeStyles, Text, tokens } from '@fluentui/react-components'
import { useEffect, useRef } from 'react'
import { InlineError } from '../../components/inline-error.tsx'
import { useTexts } from '../../shell/preferences.tsx'

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS, ':focus': { outlineStyle: 'none' } },
  title: { margin: 0 },
  list: { margin: 0, paddingInlineStart: tokens.spacingHorizontalXL, overflowWrap: 'anywhere' },
  conflict: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    scrollMarginBottom: tokens.spacingVerticalL,
  },
})

interface Changes {
  /** One sentence for each change. */
  readonly rows: readonly string[]
  /** What follows that is not wished for. */
  readonly warnings?: readonly string[]
  readonly error: unknown
  readonly isConflict: boolean
  onRebase(): Promise<void>
}

/** What is about to change, what follows from it, and what came of trying. */
export function ChangeList({ rows, warnings = [], error, isConflict, onRebase }: Changes) {
  const styles = useStyles()
  const { changes } = useTexts().policies
  const root = useRef<HTMLElement>(null)
  const way = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isConflict) way.current?.scrollIntoView({ block: 'nearest' })
  }, [isConflict])
  return (
    <section className={styles.root} aria-live="polite" ref={root} tabIndex={-1}>
      {rows.length > 0 && (
        <>
          <Text as="h3" weight="semibold" className={styles.title}>
            {changes.title}
          </Text>
          <ul className={styles.list}>
            {rows.map((row) => (
              <li key={row}>{row}</li>
            ))}
          </ul>
        </>
      )}
      {warnings.map((warning) => (
        <MessageBar key={warning} intent="warning" layout="multiline">
          <MessageBarBody>{warning}</MessageBarBody>
        </MessageBar>
      ))}
      {error !== undefined && <InlineError error={error} />}
      {isConflict && (
        <div ref={way} className={styles.conflict}>
          <Button onClick={() => void onRebase().then(() => root.current?.focus())}>{changes.conflict}</Button>
          <Text size={200}>{changes.conflictText}</Text>
        </div>
      )}
    </section>
  )
}
