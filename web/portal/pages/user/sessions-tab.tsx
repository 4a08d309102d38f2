import { Button } from '@fluentui/react-components'
import { SignOut20Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { UserResource } from '../../../../contract/graph/user.ts'
import { sessionsOf } from '../../api/sessions.ts'
import { Empty } from '../../components/page-states.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { useMayOn } from '../../shell/use-may.ts'
import { SessionList } from '../sessions/session-list.tsx'
import { RevokeDialog } from './methods/revoke-dialog.tsx'

const firstSorting = { by: 'createdDateTime', isDescending: true }

/** Where a user is signed in; one session can be ended, or all revoked. */
export function SessionsTab({ user }: { readonly user: UserResource }) {
  const { sessions, passes } = useTexts()
  const mayOn = useMayOn(user.id)
  const [sorting, setSorting] = useState(firstSorting)
  const [isRevoking, setRevoking] = useState(false)
  const mayEnd = mayOn('users.revokeSessions')
  return (
    <>
      <SessionList
        query={sessionsOf(user.id, `${sorting.by}${sorting.isDescending ? ' desc' : ''}`)}
        withOwner={false}
        mayEnd={mayEnd}
        sorting={sorting}
        onSort={setSorting}
        empty={<Empty title={sessions.nowhere(user.displayName)} text={sessions.nowhereText} />}
      >
        {mayEnd && (
          <Button icon={<SignOut20Regular />} onClick={() => setRevoking(true)}>
            {passes.commands.revoke}
          </Button>
        )}
      </SessionList>
      {isRevoking && <RevokeDialog user={user} onClose={() => setRevoking(false)} />}
    </>
  )
}
