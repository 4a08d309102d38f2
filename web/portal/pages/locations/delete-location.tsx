import { Text } from '@fluentui/react-components'
import { useQueryClient } from '@tanstack/react-query'
import type { AccessPolicy } from '../../api/access-policy.ts'
import { bodyOf, createLocation, deleteLocation, locationsChanged, type NamedLocation } from '../../api/locations.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { useNotices } from '../../components/notices.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { InUseDialog } from '../conditional-access/in-use-dialog.tsx'
import type { LockOutCare } from '../conditional-access/use-lock-out-care.tsx'
import { isTrusted } from './location-words.ts'

interface Deleting {
  readonly location: NamedLocation
  /** The policies that name it. */
  readonly using: readonly AccessPolicy[]
  /** Makes it although it locks administrators out, if that is what they want; outlasts this dialog. */
  readonly attempt: LockOutCare['attempt']
  onClose(): void
  onDeleted(): void
}

/** Deletes a location that no policy names, and can make it again; of one in use it tells by what. */
export function DeleteLocation({ location, using, attempt, onClose, onDeleted }: Deleting) {
  const { locations: texts, shared } = useTexts()
  const client = useQueryClient()
  const { done, failed } = useNotices()
  const name = location.displayName
  if (using.length > 0) {
    return <InUseDialog title={texts.inUseTitle(name)} text={texts.inUseText} policies={using} onClose={onClose} />
  }
  const recreate = async () => {
    await createLocation(bodyOf(location), false)
    await locationsChanged(client)
    done(texts.recreated(name))
  }
  const remove = async (isAccepted: boolean) => {
    await deleteLocation(location.id, isAccepted)
    onDeleted()
    done(texts.deleted(name), () => void recreate().catch(failed))
    await locationsChanged(client)
  }
  return (
    <ConfirmDialog
      title={texts.deleteTitle(name)}
      action={shared.delete}
      isDestructive
      onConfirm={() => attempt(remove)}
      onClose={onClose}
    >
      <Text block>{texts.deleteText}</Text>
      {isTrusted(location) && <Text block>{texts.deleteTrusted}</Text>}
    </ConfirmDialog>
  )
}
