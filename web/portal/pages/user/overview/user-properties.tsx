import { makeStyles, Subtitle2, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import type { UserResource } from '../../../../../contract/graph/user.ts'
import { CopyButton } from '../../../components/copy-button.tsx'
import { DateTime } from '../../../components/date-time.tsx'
import { useFormat, useTexts } from '../../../shell/preferences.tsx'
import { regionName } from './region-name.ts'
import { UserManager } from './user-people.tsx'

const useStyles = makeStyles({
  title: { margin: 0 },
  groups: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(20rem, 100%), 1fr))',
    gap: `${tokens.spacingVerticalXXL} ${tokens.spacingHorizontalXXL}`,
  },
  list: { margin: `${tokens.spacingVerticalS} 0 0`, display: 'grid', gap: tokens.spacingVerticalS },
  line: {
    display: 'grid',
    gridTemplateColumns: 'minmax(7rem, 11rem) minmax(0, 1fr)',
    gap: tokens.spacingHorizontalM,
    alignItems: 'start',
  },
  name: { color: tokens.colorNeutralForeground3 },
  value: { margin: 0, overflowWrap: 'anywhere' },
  copied: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
})

type Line = readonly [title: string, value: ReactNode]

/** The properties of a user, in the groups and under the words of Entra. */
export function UserProperties({ user }: { readonly user: UserResource }) {
  const styles = useStyles()
  const { users, shared } = useTexts()
  const format = useFormat()
  const { properties, overview, types } = users
  const copied = (text: string, label: string) => (
    <span className={styles.copied}>
      <span>{breakable(text)}</span>
      <CopyButton text={text} label={label} />
    </span>
  )
  const groups: readonly (readonly [title: string, lines: readonly Line[]])[] = [
    [
      overview.identity,
      [
        [properties.displayName, user.displayName],
        [properties.givenName, user.givenName],
        [properties.surname, user.surname],
        [properties.userPrincipalName, copied(user.userPrincipalName, overview.copyName)],
        [properties.id, copied(user.id, overview.copyId)],
        [properties.userType, user.userType && types[user.userType]],
        [properties.createdDateTime, <DateTime key="created" iso={user.createdDateTime} />],
      ],
    ],
    [
      overview.job,
      [
        [properties.jobTitle, user.jobTitle],
        [properties.department, user.department],
        [properties.officeLocation, user.officeLocation],
        [properties.employeeId, user.employeeId],
        [properties.employeeHireDate, user.employeeHireDate && format.date(user.employeeHireDate)],
        [properties.manager, <UserManager key="manager" user={user} />],
      ],
    ],
    [
      overview.contact,
      [
        [properties.mail, user.mail],
        [properties.mobilePhone, user.mobilePhone],
        [properties.businessPhones, user.businessPhones?.join(', ')],
      ],
    ],
    [
      overview.settings,
      [
        [properties.accountEnabled, user.accountEnabled ? shared.yes : shared.no],
        [properties.usageLocation, regionName(user.usageLocation, format.locale)],
        [properties.preferredLanguage, user.preferredLanguage],
        [
          properties.signInSessionsValidFromDateTime,
          <DateTime key="sessions" iso={user.signInSessionsValidFromDateTime} />,
        ],
      ],
    ],
  ]
  return (
    <div className={styles.groups}>
      {groups.map(([title, lines]) => (
        <section key={title}>
          <Subtitle2 as="h2" block className={styles.title}>
            {title}
          </Subtitle2>
          <dl className={styles.list}>
            {lines.map(([name, value]) => (
              <div key={name} className={styles.line}>
                <dt className={styles.name}>{name}</dt>
                <dd className={styles.value}>{value || '–'}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  )
}

/** The name with a place to break before its domain. */
function breakable(name: string): ReactNode {
  const [local, ...domain] = name.split(/(?=@)/)
  if (domain.length === 0) return name
  return (
    <>
      {local}
      <wbr />
      {domain.join('')}
    </>
  )
}
