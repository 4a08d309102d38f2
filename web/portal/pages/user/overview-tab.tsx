import { MessageBar, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components'
import type { UserResource } from '../../../../contract/graph/user.ts'
import { useTexts } from '../../shell/preferences.tsx'
import { UserCommands } from './overview/user-commands.tsx'
import { UserProperties } from './overview/user-properties.tsx'
import { UserReports } from './overview/user-reports.tsx'

const useStyles = makeStyles({
  tab: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXL, paddingTop: tokens.spacingVerticalM },
})

/** Who somebody is, and what can be done with the account. */
export function OverviewTab({ user }: { readonly user: UserResource }) {
  const styles = useStyles()
  const { users } = useTexts()
  return (
    <div className={styles.tab}>
      <UserCommands user={user} />
      {!user.accountEnabled && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{users.overview.disabledNotice}</MessageBarBody>
        </MessageBar>
      )}
      <UserProperties user={user} />
      <UserReports user={user} />
    </div>
  )
}
