import { Badge, makeStyles, tokens } from '@fluentui/react-components'
import { useErrorText } from '../../components/error-text.ts'
import { useTexts } from '../../shell/preferences.tsx'
import type { Result } from './use-issuing.ts'
import type { Outlook } from './use-outlooks.ts'

const useStyles = makeStyles({
  line: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    maxWidth: '100%',
    verticalAlign: 'middle',
    '@media (max-width: 800px)': { display: 'inline' },
  },
  badge: { flexShrink: 0, marginInlineEnd: tokens.spacingHorizontalXS },
  text: { overflow: 'hidden', textOverflow: 'ellipsis' },
})

const colours = {
  refused: 'danger',
  fails: 'danger',
  depends: 'warning',
  partly: 'warning',
  works: 'success',
} as const

type Colour = (typeof colours)[keyof typeof colours] | 'informative'

interface Said {
  readonly badge?: readonly [string, Colour]
  readonly text: string
}

interface Parts {
  readonly outlook: Outlook
  readonly result: Result | undefined
  /** Whether issuing has begun, so that results count and no outlooks. */
  readonly isBegun: boolean
}

/** What would come of a row, or what came of it, in a word and what goes with it. */
export function Outcome({ outlook, result, isBegun }: Parts) {
  const styles = useStyles()
  const { bulk } = useTexts()
  const errorText = useErrorText()
  const { badge, text } = isBegun ? ofResult(result) : ofOutlook(outlook)
  return (
    <span className={styles.line} title={text}>
      {badge && (
        <Badge appearance="tint" color={badge[1]} className={styles.badge}>
          {badge[0]}
        </Badge>
      )}
      {text && <span className={styles.text}>{text}</span>}
    </span>
  )

  function ofOutlook(known: Outlook): Said {
    if (known.kind === 'checking') return { text: bulk.rows.checking }
    if (known.kind === 'failed') return { badge: [bulk.impossible, 'danger'], text: errorText(known.error).message }
    const { verdict, issuance } = known.answer
    const said = issuance.allowed
      ? issuance.notes.map(({ code }) => bulk.notes[code]).join(', ')
      : issuance.refusals.map(({ message }) => message).join(' ')
    return { badge: [bulk.verdicts[verdict], colours[verdict]], text: said }
  }

  function ofResult(known: Result | undefined): Said {
    if (known === undefined) return { badge: [bulk.issue.waiting, 'informative'], text: '' }
    if (known.kind === 'issuing') return { text: bulk.issue.issuing }
    if (known.kind === 'failed') return { badge: [bulk.issue.failed, 'danger'], text: errorText(known.error).message }
    return {
      badge: [bulk.issue.issued, 'success'],
      text: known.isHandedOut ? bulk.issue.handedOut : bulk.issue.toHandOut,
    }
  }
}
