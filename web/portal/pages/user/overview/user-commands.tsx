import { Button, makeStyles, tokens } from '@fluentui/react-components'
import {
  ArrowExit20Regular,
  Delete20Regular,
  Edit20Regular,
  Key20Regular,
  PersonAvailable20Regular,
  PersonProhibited20Regular,
} from '@fluentui/react-icons'
import { lazy, Suspense, useState } from 'react'
import type { UserResource } from '../../../../../contract/graph/user.ts'
import { useTexts } from '../../../shell/preferences.tsx'
import { useMayOn } from '../../../shell/use-may.ts'
import { type AccountCommand, AccountDialog } from './account-dialog.tsx'

const EditPane = lazy(async () => ({ default: (await import('./edit-pane.tsx')).EditPane }))
const PasswordDialog = lazy(async () => ({ default: (await import('./password-dialog.tsx')).PasswordDialog }))

const useStyles = makeStyles({
  bar: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS },
})

type Open = 'edit' | 'password' | AccountCommand

/** What somebody may do with this account. */
export function UserCommands({ user }: { readonly user: UserResource }) {
  const styles = useStyles()
  const { users } = useTexts()
  const may = useMayOn(user.id)
  const [open, setOpen] = useState<Open>()
  const { overview, commands } = users
  const close = () => setOpen(undefined)
  const switching = user.accountEnabled ? 'disable' : 'enable'
  const offered = [
    { name: 'edit', operation: 'users.update', title: overview.edit, icon: <Edit20Regular /> },
    { name: 'password', operation: 'users.resetPassword', title: overview.resetPassword, icon: <Key20Regular /> },
    { name: 'revoke', operation: 'users.revokeSessions', title: commands.revoke, icon: <ArrowExit20Regular /> },
    {
      name: switching,
      operation: 'users.update',
      title: commands[switching],
      icon: user.accountEnabled ? <PersonProhibited20Regular /> : <PersonAvailable20Regular />,
    },
    { name: 'delete', operation: 'users.delete', title: commands.delete, icon: <Delete20Regular /> },
  ] as const
  const allowed = offered.filter(({ operation }) => may(operation))
  if (allowed.length === 0) return null
  return (
    <>
      <section className={styles.bar} aria-label={overview.commands}>
        {allowed.map(({ name, title, icon }) => (
          <Button
            key={name === switching ? 'switch' : name}
            appearance="subtle"
            icon={icon}
            onClick={() => setOpen(name)}
          >
            {title}
          </Button>
        ))}
      </section>
      <Suspense>
        {open === 'edit' && <EditPane user={user} onClose={close} />}
        {open === 'password' && <PasswordDialog user={user} onClose={close} />}
      </Suspense>
      {open !== undefined && open !== 'edit' && open !== 'password' && (
        <AccountDialog command={open} user={user} onClose={close} />
      )}
    </>
  )
}
