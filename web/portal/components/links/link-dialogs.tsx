import { Text } from '@fluentui/react-components'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type BatchRequest, sendBatch } from '../../api/batch.ts'
import { changed } from '../../api/changed.ts'
import type { Picked } from '../../api/directory-search.ts'
import { linking, unlinking } from '../../api/links.ts'
import { DirectoryPicker } from '../directory-picker.tsx'
import { type Item, ManyDialog } from '../many-dialog.tsx'
import { useNotices } from '../notices.tsx'
import type { LinkList } from './linked-objects.tsx'

interface Adding {
  readonly list: LinkList
  onClose(): void
}

/** Reads again whatever shows who is in something. */
function useRefresh(): () => Promise<unknown> {
  const queries = useQueryClient()
  return () => changed(queries, [['links'], ['groups'], ['units'], ['users']])
}

/** Does it for those, and says of the first that the server refused. */
function useUndo(requestFor: (item: Item) => BatchRequest): (done: readonly Item[]) => () => void {
  const notices = useNotices()
  const refresh = useRefresh()
  const undo = async (done: readonly Item[]) => {
    const failure = (await sendBatch(done.map(requestFor))).find(Boolean)
    await refresh()
    if (failure) notices.failed(failure)
  }
  return (done) => () => void undo(done).catch(notices.failed)
}

/** Adds any number of users and groups; each that is refused is told by itself. */
export function AddLinks({ list, onClose }: Adding) {
  const { path, name, words, hasGroups } = list
  const notices = useNotices()
  const refresh = useRefresh()
  const undo = useUndo(({ id }) => unlinking(path, id))
  const [users, setUsers] = useState<readonly Picked[]>([])
  const [groups, setGroups] = useState<readonly Picked[]>([])
  const items = [...users, ...groups].map(({ id, displayName }) => ({ id, name: displayName }))
  const finish = (done: readonly Item[]) => {
    void refresh()
    if (done.length > 0) notices.done(words.added(done.length, name), undo(done))
  }
  return (
    <ManyDialog
      title={words.addTitle(name)}
      action={words.add}
      isWaiting={items.length === 0}
      items={items}
      requestsFor={({ id }) => [linking(path, id)]}
      isListHidden
      onDone={finish}
      onClose={onClose}
    >
      <DirectoryPicker kind="users" label={words.users} picked={users} onChange={setUsers} />
      {hasGroups && <DirectoryPicker kind="groups" label={words.groups} picked={groups} onChange={setGroups} />}
      <Text block>{words.addText}</Text>
    </ManyDialog>
  )
}

/** Takes those chosen out; undoing puts them back in. */
export function RemoveLinks({
  list,
  items,
  onDone,
  onClose,
}: Adding & { readonly items: readonly Item[]; onDone(): void }) {
  const { path, name, words } = list
  const notices = useNotices()
  const refresh = useRefresh()
  const undo = useUndo(({ id }) => linking(path, id))
  const finish = (done: readonly Item[]) => {
    void refresh()
    onDone()
    if (done.length > 0) notices.done(words.removed(done.length, name), undo(done))
  }
  return (
    <ManyDialog
      title={words.removeTitle(items.length, name)}
      action={words.removeAction(items.length)}
      isDestructive
      items={items}
      requestsFor={({ id }) => [unlinking(path, id)]}
      onDone={finish}
      onClose={onClose}
    >
      <Text block>{words.removeText}</Text>
    </ManyDialog>
  )
}
