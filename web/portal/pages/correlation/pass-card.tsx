import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components'
import type { Correlation } from '../../../../contract/api/correlations.ts'
import { DateTime } from '../../components/date-time.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { Facts } from '../log-parts/facts.tsx'
import { Person } from './person.tsx'
import { personName } from './story-text.ts'

const useStyles = makeStyles({
  card: {
    backgroundColor: tokens.colorNeutralBackground1,
    borderRadius: tokens.borderRadiusLarge,
    boxShadow: tokens.shadow2,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    minWidth: 'min(100%, 26rem)',
    boxSizing: 'border-box',
  },
  title: { ...typographyStyles.subtitle2, margin: `0 0 ${tokens.spacingVerticalS}` },
})

/** A pass of the story: whose it is, and when it opens something. */
export function PassCard({ pass }: { readonly pass: Correlation['passes'][number] }) {
  const styles = useStyles()
  const { correlation: words, signIns } = useTexts().logs
  const { user, issuedDateTime, startDateTime, endDateTime, isUsableOnce } = pass
  return (
    <div className={styles.card}>
      <h2 className={styles.title}>{words.passOf(personName(user))}</h2>
      <Facts
        facts={[
          [signIns.columns.user, <Person key="user" person={user} />],
          [signIns.columns.userPrincipalName, user.userPrincipalName],
          [words.issued, <DateTime key="issued" iso={issuedDateTime} isExact />],
          [words.validFrom, startDateTime && <DateTime key="from" iso={startDateTime} />],
          [words.validUntil, endDateTime && <DateTime key="until" iso={endDateTime} />],
          [words.use, isUsableOnce === null ? '' : isUsableOnce ? words.once : words.many],
        ]}
      />
    </div>
  )
}
