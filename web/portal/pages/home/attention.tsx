import { makeStyles, Text, tokens, typographyStyles } from '@fluentui/react-components'
import type { OverviewAnswer, OverviewNumber } from '../../../../contract/api/overview.ts'
import { AppLink } from '../../components/app-link.tsx'
import { DateTime } from '../../components/date-time.tsx'
import { useFormat, useTexts } from '../../shell/preferences.tsx'
import { leadsOf } from './leads.ts'
import { ProtectionCard } from './protection-card.tsx'

const useStyles = makeStyles({
  grid: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 18rem), 1fr))',
    gap: tokens.spacingHorizontalL,
  },
  card: {
    backgroundColor: tokens.colorNeutralBackground1,
    borderRadius: tokens.borderRadiusLarge,
    boxShadow: tokens.shadow2,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
  },
  title: { ...typographyStyles.subtitle2, margin: `0 0 ${tokens.spacingVerticalS}` },
  list: { margin: 0, padding: 0, listStyle: 'none' },
  item: {
    display: 'flex',
    alignItems: 'baseline',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalXS} 0`,
  },
  count: { ...typographyStyles.subtitle1, whiteSpace: 'nowrap' },
  none: { color: tokens.colorNeutralForeground3 },
  when: { display: 'block', marginTop: tokens.spacingVerticalS, color: tokens.colorNeutralForeground3 },
})

/** The numbers that ask for something to be done, each leading to what is behind it. */
export function Attention({ numbers }: { readonly numbers: OverviewAnswer }) {
  const styles = useStyles()
  const { home } = useTexts()
  const { passes, people, failedRedemptions, exclusions } = numbers
  const leads = leadsOf(numbers)
  return (
    <section aria-label={home.attention}>
      <div className={styles.grid}>
        <Card
          title={home.passes}
          items={[
            { number: passes.live, label: home.live, to: leads.live },
            { number: passes.startingSoon, label: home.startingSoon, to: leads.startingSoon },
            { number: passes.expiredUnused, label: home.expiredUnused, to: leads.expiredUnused },
          ]}
        />
        <Card
          title={home.people}
          items={[
            { number: people.enabled, label: home.enabled, to: leads.enabled },
            { number: people.withoutPasskey, label: home.withoutPasskey, to: leads.withoutPasskey },
            { number: people.withoutMethod, label: home.withoutMethod, to: leads.withoutMethod },
            {
              number: numbers.administrators.withoutPasskey,
              label: home.administratorsWithoutPasskey,
              to: leads.administratorsWithoutPasskey,
            },
          ]}
        />
        <Card
          title={home.redemptions}
          items={[
            { number: failedRedemptions.lastDay, label: home.lastDay, to: leads.lastDay },
            { number: failedRedemptions.lastWeek, label: home.lastWeek, to: leads.lastWeek },
          ]}
        />
        <Card
          title={home.exclusions}
          items={[
            { number: exclusions.permanent, label: home.permanent, to: leads.permanent },
            { number: exclusions.endingSoon, label: home.endingSoon, to: leads.endingSoon },
          ]}
        />
        <ProtectionCard numbers={numbers} />
      </div>
      <Text size={200} className={styles.when}>
        {home.asOf} <DateTime iso={numbers.asOfDateTime} />
      </Text>
    </section>
  )
}

/** Some numbers; where none of them may be read, that is said once. */
function Card({ title, items }: { readonly title: string; readonly items: readonly ItemParts[] }) {
  const styles = useStyles()
  const { home } = useTexts()
  return (
    <div className={styles.card}>
      <h2 className={styles.title}>{title}</h2>
      {items.every(({ number }) => number.count === null) ? (
        <Text className={styles.none} title={items[0]?.number.reason?.message}>
          {home.hidden}
        </Text>
      ) : (
        <ul className={styles.list}>
          {items.map((item) => (
            <Item key={item.label} {...item} />
          ))}
        </ul>
      )}
    </div>
  )
}

interface ItemParts {
  readonly number: OverviewNumber
  readonly label: string
  /** Where what is counted is listed. */
  readonly to: string
}

function Item({ number, label, to }: ItemParts) {
  const styles = useStyles()
  const format = useFormat()
  const { home } = useTexts()
  const { count, isAtLeast, reason } = number
  if (count === null) {
    return (
      <li className={styles.item}>
        <Text>{label}</Text>
        <Text className={styles.none} align="end" title={reason?.message}>
          {home.hidden}
        </Text>
      </li>
    )
  }
  return (
    <li className={styles.item}>
      <AppLink to={to}>{label}</AppLink>
      <span className={styles.count}>{isAtLeast ? home.atLeast(format.number(count)) : format.number(count)}</span>
    </li>
  )
}
