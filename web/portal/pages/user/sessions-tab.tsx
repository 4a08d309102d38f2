import type { UserResource } from '../../../../contract/graph/user.ts'
import { Empty } from '../../components/page-states.tsx'

export function SessionsTab({ user }: { readonly user: UserResource }) {
  return <Empty text={user.userPrincipalName} />
}
