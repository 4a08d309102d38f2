import { makeStyles, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'

const useStyles = makeStyles({
  list: { margin: 0, display: 'grid', gap: tokens.spacingVerticalS, maxWidth: '56rem' },
  line: {
    display: 'grid',
    gridTemplateColumns: 'minmax(7rem, 1fr) minmax(0, 2fr)',
    gap: tokens.spacingHorizontalM,
    alignItems: 'start',
  },
  name: { color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere', hyphens: 'auto' },
  value: { margin: 0, overflowWrap: 'anywhere' },
})

/** Properties and their values; a dash where there is none. */
export function PropertyList({ lines }: { readonly lines: readonly (readonly [title: string, value: ReactNode])[] }) {
  const styles = useStyles()
  return (
    <dl className={styles.list}>
      {lines.map(([title, value]) => (
        <div key={title} className={styles.line}>
          <dt className={styles.name}>{title}</dt>
          <dd className={styles.value}>{value || '–'}</dd>
        </div>
      ))}
    </dl>
  )
}
