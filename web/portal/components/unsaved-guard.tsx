import { useTexts } from '../shell/preferences.tsx'
import { LeaveQuestion } from './leave-question.tsx'

interface Guarded {
  readonly isDirty: boolean
  /** What is lost. */
  readonly text: string
  /** Whether it is lost at another address of the same page too. */
  readonly isAtOneAddress?: boolean
}

/** Asks before a page is left whose changes are not saved, within the admin center and out of it. */
export function UnsavedGuard({ isDirty, text, isAtOneAddress = false }: Guarded) {
  const { editor } = useTexts().access
  return (
    <LeaveQuestion
      isDirty={isDirty}
      title={editor.unsavedTitle}
      text={text}
      action={editor.leave}
      loses={({ currentLocation, nextLocation }) =>
        isAtOneAddress || currentLocation.pathname !== nextLocation.pathname
      }
    />
  )
}
