import { Checkbox, MessageBar, MessageBarBody, Text } from '@fluentui/react-components'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { UserResource } from '../../../../../contract/graph/user.ts'
import { addEmail, addPhone, removeMethod, type UserMethod } from '../../../api/methods.ts'
import { revokeSessions } from '../../../api/users.ts'
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx'
import { useNotices } from '../../../components/notices.tsx'
import { useTexts } from '../../../shell/preferences.tsx'
import { kindOf, lossOf } from './method-kinds.ts'
import { useMethodWords } from './use-method-words.ts'

interface Removing {
  readonly user: UserResource
  readonly method: UserMethod
  readonly methods: readonly UserMethod[]
  readonly switchedOff: readonly string[]
  readonly mayRevoke: boolean
  onClose(): void
  /** The method is gone. */
  onDone(): void
}

/** Says what is lost with a method before it is deleted. */
export function RemoveDialog({ user, method, methods, switchedOff, mayRevoke, onClose, onDone }: Removing) {
  const { passes } = useTexts()
  const { remove } = passes
  const notices = useNotices()
  const queries = useQueryClient()
  const [isRevoking, setRevoking] = useState(false)
  const { name } = useMethodWords()(method)
  const kind = kindOf(method)
  const loss = lossOf([method], methods, switchedOff)
  const putBack = wayBack(user.id, method)
  const refresh = () => queries.invalidateQueries({ queryKey: ['users', user.id] })
  const undo = async () => {
    await putBack?.().catch(notices.failed)
    await refresh()
  }
  const confirm = async () => {
    await removeMethod(user.id, method)
    if (isRevoking) await revokeSessions(user.id)
    onDone()
    await refresh()
    notices.done(remove.done(name), putBack && (() => void undo()))
  }
  const isStrong = kind === 'passkey' || kind === 'softwareOath'
  return (
    <ConfirmDialog
      title={remove.title(passes.kinds[kind], user.displayName)}
      action={remove.action(passes.kinds[kind])}
      isDestructive
      onConfirm={confirm}
      onClose={onClose}
    >
      {name !== passes.kinds[kind] && <Text weight="semibold">{name}</Text>}
      <Text>{useConsequence(method)}</Text>
      {loss !== 'none' && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{remove[loss](user.displayName)}</MessageBarBody>
        </MessageBar>
      )}
      {isStrong && <Text>{remove.sessions}</Text>}
      {isStrong && mayRevoke && (
        <Checkbox
          label={remove.alsoRevoke}
          checked={isRevoking}
          onChange={(_, { checked }) => setRevoking(checked === true)}
        />
      )}
      {isStrong && <Text>{remove.cannotUndo}</Text>}
    </ConfirmDialog>
  )
}

function useConsequence(method: UserMethod): string {
  const { remove } = useTexts().passes
  const kind = kindOf(method)
  if ('methodUsabilityReason' in method) {
    const isOver = method.methodUsabilityReason === 'Expired'
    return isOver ? remove.passOver : remove.pass
  }
  if (kind === 'passkey' || kind === 'softwareOath') return remove[kind]
  return remove.contact
}

/** Contact data that was shown in full can be put back; what was masked is lost. */
function wayBack(userId: string, method: UserMethod): (() => Promise<unknown>) | undefined {
  if ('phoneNumber' in method && !method.phoneNumber.includes('*')) return () => addPhone(userId, contactOf(method))
  if ('emailAddress' in method && !method.emailAddress.includes('*')) return () => addEmail(userId, method.emailAddress)
  return undefined
}

const contactOf = ({ phoneNumber, phoneType }: Extract<UserMethod, { phoneNumber: string }>) => ({
  phoneNumber,
  phoneType,
})
