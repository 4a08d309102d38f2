import { Button, Text } from '@fluentui/react-components'
import {
  Delete20Regular,
  PlugConnected20Regular,
  PlugDisconnected20Regular,
  Rename20Regular,
} from '@fluentui/react-icons'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { type ApplicationRow, deleteApplication, setEnabled } from '../../api/applications.ts'
import { changed } from '../../api/changed.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { useNotices } from '../../components/notices.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { RenamePane } from './rename-pane.tsx'

interface Parts {
  readonly row: ApplicationRow
}

/** What may be done with an application. */
export function ApplicationCommands({ row }: Parts) {
  const { rename, switching, deleting } = useTexts().applications
  const notices = useNotices()
  const [open, setOpen] = useState<'rename' | 'disable' | 'delete'>()
  const switchTo = useSwitch(row)
  const close = () => setOpen(undefined)
  const { application, accountEnabled } = row
  return (
    <>
      <Button icon={<Rename20Regular />} onClick={() => setOpen('rename')}>
        {rename.action}
      </Button>
      {accountEnabled ? (
        <Button icon={<PlugDisconnected20Regular />} onClick={() => setOpen('disable')}>
          {switching.disable}
        </Button>
      ) : (
        <Button icon={<PlugConnected20Regular />} onClick={() => void switchTo(true).catch(notices.failed)}>
          {switching.enable}
        </Button>
      )}
      <Button icon={<Delete20Regular />} onClick={() => setOpen('delete')}>
        {deleting.action}
      </Button>
      {open === 'rename' && <RenamePane application={application} onClose={close} />}
      {open === 'disable' && (
        <ConfirmDialog
          title={switching.disableTitle(application.displayName)}
          action={switching.disable}
          isDestructive
          onConfirm={() => switchTo(false)}
          onClose={close}
        >
          <Text block>{switching.disableText}</Text>
        </ConfirmDialog>
      )}
      {open === 'delete' && <DeleteApplication row={row} onClose={close} />}
    </>
  )
}

/** Switches sign-in on or off, and offers the way back. */
function useSwitch({ application, servicePrincipalId }: ApplicationRow): (isEnabled: boolean) => Promise<void> {
  const { switching } = useTexts().applications
  const notices = useNotices()
  const queries = useQueryClient()
  const set = async (isEnabled: boolean) => {
    await setEnabled(servicePrincipalId, isEnabled)
    await queries.invalidateQueries({ queryKey: ['applications'] })
  }
  return async (isEnabled) => {
    await set(isEnabled)
    const done = isEnabled ? switching.enabled : switching.disabled
    notices.done(done(application.displayName), () => void set(!isEnabled).catch(notices.failed))
  }
}

/** Asks before an application goes, for good. */
function DeleteApplication({ row, onClose }: Parts & { onClose(): void }) {
  const { deleting } = useTexts().applications
  const notices = useNotices()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { id, displayName, passwordCredentials } = row.application
  const confirm = async () => {
    await deleteApplication(id)
    void navigate('/applications')
    void changed(queries, [['applications'], ['servicePrincipals']], [id])
    notices.done(deleting.done(displayName))
  }
  return (
    <ConfirmDialog
      title={deleting.title(displayName)}
      action={deleting.confirm}
      isDestructive
      onConfirm={confirm}
      onClose={onClose}
    >
      <Text block>{deleting.text}</Text>
      {passwordCredentials.length > 0 && (
        <Text block weight="semibold">
          {deleting.secrets(passwordCredentials.length)}
        </Text>
      )}
      <Text block>{deleting.policies}</Text>
    </ConfirmDialog>
  )
}
