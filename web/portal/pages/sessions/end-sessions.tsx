import { MessageBar, MessageBarBody, Text } from '@fluentui/react-components'
import { useQueryClient } from '@tanstack/react-query'
import { endSession, type Session } from '../../api/sessions.ts'
import { type Item, ManyDialog, type Perform } from '../../components/many-dialog.tsx'
import { useNotices } from '../../components/notices.tsx'
import type { Refused } from '../../components/refused-list.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { useSessionWords } from './use-session-words.ts'

interface Parts {
  readonly sessions: readonly Session[]
  onDone(done: readonly Item[]): void
  onClose(): void
}

/** Asks before sessions are ended; the own one goes last, because nothing can be asked after it. */
export function EndSessions({ sessions, onDone, onClose }: Parts) {
  const { end } = useTexts().sessions
  const words = useSessionWords()
  const notices = useNotices()
  const queries = useQueryClient()
  const ordered = sessions.toSorted((left, right) => Number(left.isCurrent) - Number(right.isCurrent))
  const perform: Perform = async (items, onProgress) => {
    const refused: Refused[] = []
    for (const [index, session] of ordered.entries()) {
      const item = items[index]
      await endSession(session).catch((failure: unknown) => item && refused.push({ ...item, failure }))
      onProgress((index + 1) / ordered.length)
    }
    return refused
  }
  const finish = (done: readonly Item[]) => {
    void queries.invalidateQueries({ queryKey: ['sessions'] })
    onDone(done)
    if (done.length > 0) notices.done(end.done(done.length))
  }
  return (
    <ManyDialog
      title={end.title(sessions.length)}
      action={end.action(sessions.length)}
      isDestructive
      items={ordered.map((one) => ({ id: one.id, name: words.whole(one) }))}
      perform={perform}
      onDone={finish}
      onClose={onClose}
    >
      <Text block>{end.text}</Text>
      {sessions.some(({ isCurrent }) => isCurrent) && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{end.own}</MessageBarBody>
        </MessageBar>
      )}
    </ManyDialog>
  )
}
