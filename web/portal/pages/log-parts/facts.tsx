import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components'
import type { ReactNode } from 'react'

const useStyles = makeStyles({
  section: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS, minWidth: 0 },
  title: { ...typographyStyles.subtitle2, margin: 0 },
  list: {
    display: 'grid',
    gridTemplateColumns: 'minmax(6rem, 12rem) minmax(0, 1fr)',
    '@media (max-width: 700px)': { gridTemplateColumns: 'minmax(0, 8.5rem) minmax(0, 1fr)' },
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalL}`,
    margin: 0,
    overflowWrap: 'anywhere',
  },
  term: { color: tokens.colorNeutralForeground3 },
  value: { margin: 0 },
})

/** A part of a record under its title. */
export function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const styles = useStyles()
  return (
    <section className={styles.section} aria-label={title}>
      <h3 className={styles.title}>{title}</h3>
      {children}
    </section>
  )
}

export type Fact = readonly [string, ReactNode]

/** What is said under its names; what is empty is left out. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  const styles = useStyles()
  const filled = facts.filter(([, value]) => value !== undefined && value !== null && value !== '' && value !== false)
  return (
    <dl className={styles.list}>
      {filled.map(([term, value]) => (
        <Row key={term} term={term} value={value} />
      ))}
    </dl>
  )
}

function Row({ term, value }: { readonly term: string; readonly value: ReactNode }) {
  const styles = useStyles()
  return (
    <>
      <dt className={styles.term}>{term}</dt>
      <dd className={styles.value}>{value}</dd>
    </>
  )
}
