import { makeStyles, Text, tokens } from '@fluentui/react-components'
import type { ExemptPersonResource } from '../../../../contract/api/exclusions.ts'
import { AppLink } from '../../components/app-link.tsx'
import { DateTime } from '../../components/date-time.tsx'
import { Pane } from '../../components/pane.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'
import { Ends } from './ends.tsx'
import { handName, requirementName, targetName } from './exclusion-words.ts'

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  item: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    padding: `${tokens.spacingVerticalM} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: 'anywhere',
    ':last-child': { borderBottomStyle: 'none' },
  },
  detail: { color: tokens.colorNeutralForeground3 },
  ends: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS, alignItems: 'center' },
})

interface Shown {
  readonly person: ExemptPersonResource
  onClose(): void
}

/** Everything that exempts one person. */
export function PersonPane({ person, onClose }: Shown) {
  const styles = useStyles()
  const { exclusions: words } = useTexts()
  const { pane } = words
  return (
    <Pane title={pane.personTitle(person.displayName ?? person.id)} onClose={onClose}>
      <Text block>
        {person.userPrincipalName}
        {!person.accountEnabled && ` (${words.disabled})`}
      </Text>
      <AppLink to={`/users/${person.id}`}>{pane.openPerson}</AppLink>
      <ul className={styles.list}>
        {person.exemptions.map((exemption) => (
          <li key={exemption.exclusionId} className={styles.item}>
            <Exemption exemption={exemption} />
          </li>
        ))}
      </ul>
    </Pane>
  )
}

function Exemption({ exemption }: { readonly exemption: ExemptPersonResource['exemptions'][number] }) {
  const styles = useStyles()
  const texts = useTexts()
  const { exclusions: words } = texts
  const { pane } = words
  const may = useMay()
  const { kind, groups, sinceDateTime, by, isIncluded, requirement, recommendation } = exemption
  const steps = [
    ...(kind === 'user' ? [] : [`${words.kinds[kind]} ${targetName(exemption, texts)}`]),
    ...groups.filter(({ id }) => id !== exemption.targetId).map(({ id, displayName }) => displayName ?? id.slice(0, 8)),
  ]
  return (
    <>
      <span>
        <AppLink to={`/conditional-access/${exemption.policyId}`}>{exemption.policyDisplayName}</AppLink>
        {!exemption.isEnforced && <Text size={200}> ({words.notInForce})</Text>}
      </span>
      <Text block>
        {words.columns.spares}: {requirementName(requirement, texts)}
      </Text>
      <Text block>
        {pane.way}: {steps.length === 0 ? pane.directly : pane.through(steps.join(' › '))}
      </Text>
      <Text block>
        {words.columns.since}: {sinceDateTime ? <DateTime iso={sinceDateTime} /> : words.beforeLog} · {words.columns.by}
        : {handName(by, texts)}
      </Text>
      <span className={styles.ends}>
        {words.columns.ends}: <Ends at={exemption.expirationDateTime} />
      </span>
      {recommendation && (
        <Text block className={styles.detail}>
          {pane.advice[recommendation.action]}
        </Text>
      )}
      {may('exclusions.update') && <AppLink to={`/exclusions?open=${exemption.exclusionId}`}>{pane.setEnd}</AppLink>}
      {!isIncluded && (
        <Text block className={styles.detail}>
          {pane.notIncluded}
        </Text>
      )}
    </>
  )
}
