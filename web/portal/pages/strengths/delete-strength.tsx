import { Text } from '@fluentui/react-components'
import { useQueryClient } from '@tanstack/react-query'
import type { AccessPolicy } from '../../api/access-policy.ts'
import { deleteStrength, recreateStrength, type Strength, strengthsChanged } from '../../api/strengths.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { useNotices } from '../../components/notices.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { InUseDialog } from '../conditional-access/in-use-dialog.tsx'

interface Deleting {
  readonly strength: Strength
  readonly using: readonly AccessPolicy[]
  onClose(): void
  onDeleted(): void
}

/** Deletes a strength that nothing refers to, and can make it again; of one in use it tells by what. */
export function DeleteStrength({ strength, using, onClose, onDeleted }: Deleting) {
  const { strengths: texts, shared } = useTexts()
  const client = useQueryClient()
  const { done, failed } = useNotices()
  const name = strength.displayName
  if (using.length > 0) {
    return <InUseDialog title={texts.inUseTitle(name)} text={texts.inUseText} policies={using} onClose={onClose} />
  }
  const recreate = async () => {
    await recreateStrength(strength)
    await strengthsChanged(client)
    done(texts.recreated(name))
  }
  const confirm = async () => {
    await deleteStrength(strength.id)
    onDeleted()
    done(texts.deleted(name), () => void recreate().catch(failed))
    await strengthsChanged(client)
  }
  return (
    <ConfirmDialog
      title={texts.deleteTitle(name)}
      action={shared.delete}
      isDestructive
      onConfirm={confirm}
      onClose={onClose}
    >
      <Text block>{texts.deleteText}</Text>
    </ConfirmDialog>
  )
}
