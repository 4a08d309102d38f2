import { Text } from '@fluentui/react-components'
import { useQueryClient } from '@tanstack/react-query'
import { changed } from '../../api/changed.ts'
import { revokePasses, type TenantPass } from '../../api/passes.ts'
import { type Item, ManyDialog, type Perform } from '../../components/many-dialog.tsx'
import { useNotices } from '../../components/notices.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { ownerOf } from './columns.tsx'

interface Parts {
  readonly passes: readonly TenantPass[]
  onDone(done: readonly Item[]): void
  onClose(): void
}

/** Asks before passes are revoked, naming whose they are, and tells of each that the server refused. */
export function RevokePasses({ passes, onDone, onClose }: Parts) {
  const { revoke } = useTexts().passesList
  const notices = useNotices()
  const queries = useQueryClient()
  const perform: Perform = async (items, onProgress) => {
    const failures = await revokePasses(passes, (done) => onProgress(done / passes.length))
    return items.flatMap((item, index) => {
      const failure = failures[index]
      return failure ? [{ ...item, failure }] : []
    })
  }
  const finish = (done: readonly Item[]) => {
    void changed(queries, [['passes'], ['users'], ['overview']])
    onDone(done)
    if (done.length > 0) notices.done(revoke.done(done.length))
  }
  return (
    <ManyDialog
      title={revoke.title(passes.length)}
      action={revoke.action(passes.length)}
      isDestructive
      items={passes.map((pass) => ({ id: pass.id, name: ownerOf(pass) }))}
      perform={perform}
      onDone={finish}
      onClose={onClose}
    >
      <Text block>{revoke.text}</Text>
    </ManyDialog>
  )
}
