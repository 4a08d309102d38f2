import { MessageBar, MessageBarBody, Text } from '@fluentui/react-components'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import {
  type AccessPolicy,
  accessPolicies,
  deletePolicy,
  policiesChanged,
  restorePolicy,
  securityDefaults,
} from '../../api/access-policy.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { useNotices } from '../../components/notices.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { type NameOf, sentenceOf } from '../conditional-access/policy-words.ts'

interface Deleting {
  readonly policy: AccessPolicy
  readonly nameOf: NameOf
  onDeleted(): void
  onClose(): void
}

/** Says what ends with a policy before it is deleted; it can be restored. */
export function DeleteDialog({ policy, nameOf, onDeleted, onClose }: Deleting) {
  const { editor, deleted, words } = useTexts().access
  const navigate = useNavigate()
  const client = useQueryClient()
  const { done, failed } = useNotices()
  const others = useQuery(accessPolicies).data?.filter(({ id, state }) => id !== policy.id && state === 'enabled')
  const defaults = useQuery(securityDefaults).data
  const isOn = policy.state === 'enabled'
  const isLast = isOn && others?.length === 0 && defaults?.isEnabled === false
  const restore = async () => {
    await restorePolicy(policy.id, false)
    await policiesChanged(client)
    done(deleted.restored(policy.displayName))
  }
  const confirm = async () => {
    await deletePolicy(policy.id)
    onDeleted()
    done(editor.deleted(policy.displayName), () => void restore().catch(failed))
    await navigate('/conditional-access')
    await policiesChanged(client, policy.id)
  }
  return (
    <ConfirmDialog
      title={editor.deleteTitle(policy.displayName)}
      action={editor.deletePolicy}
      isDestructive
      onConfirm={confirm}
      onClose={onClose}
    >
      {isOn && (
        <>
          <Text block>{editor.deleteText}</Text>
          <Text block weight="semibold">
            {sentenceOf(policy, nameOf, words)}
          </Text>
        </>
      )}
      {isLast && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{editor.deleteDefaults}</MessageBarBody>
        </MessageBar>
      )}
      <Text block>{editor.deleteRestorable}</Text>
    </ConfirmDialog>
  )
}
