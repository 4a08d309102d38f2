import { Link, makeStyles, Spinner, Subtitle2, Text, tokens } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import type { UserResource } from '../../../../../contract/graph/user.ts'
import { directReportsOf, managerOf, type Person } from '../../../api/user.ts'
import { AppLink } from '../../../components/app-link.tsx'
import { useErrorText } from '../../../components/error-text.ts'
import { InlineError } from '../../../components/inline-error.tsx'
import { useTexts } from '../../../shell/preferences.tsx'

const useStyles = makeStyles({
  title: { margin: 0 },
  list: {
    listStyle: 'none',
    margin: `${tokens.spacingVerticalS} 0 0`,
    padding: 0,
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(16rem, 100%), 1fr))',
    gap: tokens.spacingVerticalM,
    overflowWrap: 'anywhere',
  },
  detail: { color: tokens.colorNeutralForeground3 },
})

interface Of {
  readonly user: UserResource
}

/** The manager as a link, or a dash. */
export function UserManager({ user }: Of) {
  const errorText = useErrorText()
  const { data, error, refetch } = useQuery(managerOf(user.id))
  if (error) return <Link onClick={() => void refetch()}>{errorText(error).message}</Link>
  if (data === undefined) return <Spinner size="extra-tiny" />
  return data ? <PersonLink person={data} /> : <>–</>
}

/** Those who report to the user. */
export function UserPeople({ user }: Of) {
  const styles = useStyles()
  const { users } = useTexts()
  const { data, error } = useQuery(directReportsOf(user.id))
  return (
    <section>
      <Subtitle2 as="h2" block className={styles.title}>
        {users.overview.directReports}
      </Subtitle2>
      {error ? <InlineError error={error} /> : undefined}
      {data?.length === 0 && <Text>{users.overview.noReports}</Text>}
      <ul className={styles.list}>
        {data?.map((person) => (
          <li key={person.id}>
            <PersonLink person={person} />
            <Text block size={200} className={styles.detail}>
              {person.jobTitle ?? person.userPrincipalName}
            </Text>
          </li>
        ))}
      </ul>
    </section>
  )
}

const PersonLink = ({ person }: { readonly person: Person }) => (
  <AppLink to={`/users/${person.id}`}>{person.displayName ?? person.id}</AppLink>
)
