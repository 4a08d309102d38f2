import { useQueryClient } from '@tanstack/react-query'
import { type BatchRequest, sendBatch } from '../../api/batch.ts'
import { changed } from '../../api/changed.ts'
import { useNotices } from '../notices.tsx'

/** What shows who holds which role. */
const shown = [['roles'], ['units'], ['groups'], ['users'], ['me']]

/** Says that assignments changed, reads them again, and offers what undoes it. */
export function useAssignmentNotices(): (text: string, undo?: () => Promise<readonly BatchRequest[]>) => void {
  const notices = useNotices()
  const queries = useQueryClient()
  const refresh = () => changed(queries, shown)
  return (text, undo) => {
    void refresh()
    if (!undo) return
    const run = async () => {
      const failure = (await sendBatch(await undo())).find(Boolean)
      await refresh()
      if (failure) notices.failed(failure)
    }
    notices.done(text, () => void run().catch(notices.failed))
  }
}
