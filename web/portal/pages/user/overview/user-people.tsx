import { Link, Spinner } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import type { UserResource } from '../../../../../contract/graph/user.ts'
import { managerOf, type Person } from '../../../api/user.ts'
import { AppLink } from '../../../components/app-link.tsx'
import { useErrorText } from '../../../components/error-text.ts'

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

/** Somebody, as a link to their page. */
export const PersonLink = ({ person }: { readonly person: Person }) => (
  <AppLink to={`/users/${person.id}`}>{person.displayName ?? person.id}</AppLink>
)
