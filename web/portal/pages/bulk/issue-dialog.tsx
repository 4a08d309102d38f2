import { makeStyles, Text, tokens } from '@fluentui/react-components'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import type { BulkUser } from './rows.ts'

const useStyles = makeStyles({
  names: { margin: 0, paddingInlineStart: tokens.spacingHorizontalXL, overflowWrap: 'anywhere' },
})

const mostNamed = 10

interface Parts {
  readonly count: number
  /** How many of the list get none. */
  readonly skipped: number
  /** Those whose pass is replaced. */
  readonly replaced: readonly BulkUser[]
  onConfirm(): void
  onClose(): void
}

/** Asks before passes are issued, and names those who lose the one they have. */
export function IssueDialog({ count, skipped, replaced, onConfirm, onClose }: Parts) {
  const styles = useStyles()
  const { bulk, users } = useTexts()
  const words = bulk.issue
  return (
    <ConfirmDialog
      title={words.title(count)}
      action={words.action(count)}
      isDestructive={replaced.length > 0}
      onConfirm={async () => onConfirm()}
      onClose={onClose}
    >
      <Text block>{words.text(count)}</Text>
      {skipped > 0 && <Text block>{words.skipped(skipped)}</Text>}
      {replaced.length > 0 && (
        <>
          <Text block>{words.replaced(replaced.length)}</Text>
          <ul className={styles.names}>
            {replaced.slice(0, mostNamed).map(({ id, displayName }) => (
              <li key={id}>{displayName}</li>
            ))}
          </ul>
          {replaced.length > mostNamed && <Text>{users.andMore(replaced.length - mostNamed)}</Text>}
        </>
      )}
    </ConfirmDialog>
  )
}
