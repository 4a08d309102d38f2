import { MessageBar, MessageBarBody, Text } from '@fluentui/react-components'
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import { GraphFailure } from '../../api/graph-client.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { useTexts } from '../../shell/preferences.tsx'

/** Makes a change; told to, it takes that administrators are locked out by it. */
type Change = (isLockOutAccepted: boolean) => Promise<unknown>

export interface LockOutCare {
  /**
   * Resolves when the change was made, or the question about the lock-out is open; throws what else is refused.
   * What is undone after the page was left has nowhere to ask, and throws the lock-out too.
   */
  readonly attempt: (change: Change) => Promise<void>
  /** To be rendered; asks while the question is open, naming who would be locked out. */
  readonly dialog: ReactNode
}

/** Changes that the server refuses because they lock every administrator out are made after an explicit yes. */
export function useLockOutCare(): LockOutCare {
  const { access } = useTexts()
  const [pending, setPending] = useState<{ readonly change: Change; readonly message: string }>()
  const isThere = useRef(true)
  useEffect(() => {
    isThere.current = true
    return () => {
      isThere.current = false
    }
  }, [])
  const attempt = useCallback(async (change: Change) => {
    try {
      await change(false)
    } catch (error) {
      const isLockOut = error instanceof GraphFailure && error.innerCode === 'administratorsLockedOut'
      if (!isLockOut || !isThere.current) throw error
      setPending({ change, message: error.message })
    }
  }, [])
  const dialog = pending && (
    <ConfirmDialog
      title={access.lockOut.title}
      action={access.lockOut.action}
      isDestructive
      onConfirm={() => pending.change(true)}
      onClose={() => setPending(undefined)}
    >
      <Text block>{access.lockOut.text}</Text>
      <MessageBar intent="error" layout="multiline">
        <MessageBarBody>{pending.message}</MessageBarBody>
      </MessageBar>
      <Text block>{access.lockOut.way}</Text>
    </ConfirmDialog>
  )
  return { attempt, dialog }
}
