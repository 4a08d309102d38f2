import type { UserResource } from '../../../../contract/graph/user.ts'
import { Empty } from '../../components/page-states.tsx'

export function OverviewTab({ user }: { readonly user: UserResource }) {
  return <Empty text={user.userPrincipalName} />
}
