import { Button } from '@fluentui/react-components'
import { Delete20Regular, Edit20Regular } from '@fluentui/react-icons'
import { lazy, Suspense, useState } from 'react'
import { useNavigate } from 'react-router'
import type { GroupResource } from '../../../../contract/graph/group.ts'
import { useTexts } from '../../shell/preferences.tsx'
import { DeleteGroups } from '../groups/delete-groups.tsx'
import { useMayOnGroup } from './use-may-on-group.ts'

const EditGroupPane = lazy(async () => ({ default: (await import('./edit-group-pane.tsx')).EditGroupPane }))

/** What somebody may do with this group. */
export function GroupCommands({ group }: { readonly group: GroupResource }) {
  const { groups } = useTexts()
  const may = useMayOnGroup(group)
  const navigate = useNavigate()
  const [open, setOpen] = useState<'edit' | 'delete'>()
  const close = () => setOpen(undefined)
  return (
    <>
      {may('groups.update') && (
        <Button icon={<Edit20Regular />} onClick={() => setOpen('edit')}>
          {groups.edit}
        </Button>
      )}
      {may('groups.delete') && (
        <Button icon={<Delete20Regular />} onClick={() => setOpen('delete')}>
          {groups.delete}
        </Button>
      )}
      {open === 'edit' && (
        <Suspense>
          <EditGroupPane group={group} onClose={close} />
        </Suspense>
      )}
      {open === 'delete' && (
        <DeleteGroups
          items={[{ id: group.id, name: group.displayName }]}
          onDone={(done) => {
            if (done.length > 0) void navigate('/groups')
          }}
          onClose={close}
        />
      )}
    </>
  )
}
