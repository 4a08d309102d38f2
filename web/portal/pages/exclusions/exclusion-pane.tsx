import { makeStyles, Text, tokens, typographyStyles } from '@fluentui/react-components'
import type { ExclusionResource } from '../../../../contract/api/exclusions.ts'
import { AppLink } from '../../components/app-link.tsx'
import { DateTime } from '../../components/date-time.tsx'
import { Pane } from '../../components/pane.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'
import { EndForm } from './end-form.tsx'
import { Ends } from './ends.tsx'
import { handName, requirementName, targetName } from './exclusion-words.ts'

const useStyles = makeStyles({
  list: {
    display: 'grid',
    gridTemplateColumns: 'minmax(6rem, 9rem) minmax(0, 1fr)',
    gap: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    margin: 0,
    overflowWrap: 'anywhere',
  },
  term: { color: tokens.colorNeutralForeground3 },
  value: { margin: 0 },
  title: { ...typographyStyles.subtitle2, margin: 0 },
  links: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalL },
})

interface Shown {
  readonly exclusion: ExclusionResource
  onClose(): void
}

/** One exclusion: what it spares, since when and by whom, what to do instead, and its end. */
export function ExclusionPane({ exclusion, onClose }: Shown) {
  const styles = useStyles()
  const texts = useTexts()
  const { exclusions: words } = texts
  const { pane, columns } = words
  const may = useMay()
  const { kind, policyId, policyDisplayName, requirement, addedDateTime, addedBy, recommendation } = exclusion
  const name = targetName(exclusion, texts)
  const rows: readonly (readonly [string, React.ReactNode])[] = [
    [columns.target, `${name} (${words.kinds[kind]})`],
    [
      columns.policy,
      <span key="policy">
        <AppLink to={`/conditional-access/${policyId}`}>{policyDisplayName}</AppLink>
        {!exclusion.isEnforced && ` (${words.notInForce})`}
      </span>,
    ],
    [columns.spares, requirementName(requirement, texts)],
    [columns.since, addedDateTime ? <DateTime key="since" iso={addedDateTime} /> : words.beforeLog],
    [columns.by, handName(addedBy, texts)],
    [columns.ends, <Ends key="ends" at={exclusion.expirationDateTime} />],
  ]
  return (
    <Pane title={pane.title(name)} onClose={onClose}>
      <dl className={styles.list}>
        {rows.map(([term, value]) => (
          <Row key={term} term={term}>
            {value}
          </Row>
        ))}
      </dl>
      <div className={styles.links}>
        {kind === 'user' && <AppLink to={`/users/${exclusion.targetId}`}>{pane.openPerson}</AppLink>}
        {kind !== 'user' && <AppLink to={`/exclusions?view=people&policy=${policyId}`}>{pane.showPeople}</AppLink>}
      </div>
      {recommendation && (
        <section>
          <h3 className={styles.title}>{pane.instead}</h3>
          <Text block>{pane.advice[recommendation.action]}</Text>
        </section>
      )}
      {may('exclusions.update') && <EndForm exclusion={exclusion} name={name} />}
    </Pane>
  )
}

function Row({ term, children }: { readonly term: string; readonly children: React.ReactNode }) {
  const styles = useStyles()
  return (
    <>
      <dt className={styles.term}>{term}</dt>
      <dd className={styles.value}>{children}</dd>
    </>
  )
}
