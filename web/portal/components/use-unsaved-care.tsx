import { Text } from '@fluentui/react-components'
import { type ReactNode, useState } from 'react'
import { useTexts } from '../shell/preferences.tsx'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { LeaveQuestion } from './leave-question.tsx'

interface Care {
  /** Closes, or asks first. */
  readonly close: () => void
  readonly dialog: ReactNode
}

/** Asks before a pane closes whose changes are not saved, by itself, with the window or by going back. */
export function useUnsavedCare(isDirty: boolean, onClose: () => void): Care {
  const { title, text, leave } = useTexts().policies.unsaved
  const [isAsking, setAsking] = useState(false)
  const dialog = (
    <>
      {isAsking && (
        <ConfirmDialog
          title={title}
          action={leave}
          isDestructive
          onConfirm={async () => onClose()}
          onClose={() => setAsking(false)}
        >
          <Text block>{text}</Text>
        </ConfirmDialog>
      )}
      <LeaveQuestion
        isDirty={isDirty}
        title={title}
        text={text}
        action={leave}
        loses={({ historyAction }) => historyAction === 'POP'}
      />
    </>
  )
  return { close: () => (isDirty ? setAsking(true) : onClose()), dialog }
}
