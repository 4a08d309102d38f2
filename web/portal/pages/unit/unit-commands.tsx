import { Button, Text } from '@fluentui/react-components'
import { Delete20Regular, Edit20Regular } from '@fluentui/react-icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useNavigate } from 'react-router'
import type { AdministrativeUnitResource } from '../../../../contract/graph/administrative-unit.ts'
import { changed } from '../../api/changed.ts'
import { roleAssignments, scopeOfUnit } from '../../api/roles.ts'
import { deleteUnit } from '../../api/units.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { useNotices } from '../../components/notices.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'

const UnitPane = lazy(async () => ({ default: (await import('./unit-pane.tsx')).UnitPane }))

interface Parts {
  readonly unit: AdministrativeUnitResource
}

/** What may be done with an administrative unit. */
export function UnitCommands({ unit }: Parts) {
  const { units } = useTexts()
  const [open, setOpen] = useState<'edit' | 'delete'>()
  const close = () => setOpen(undefined)
  return (
    <>
      <Button icon={<Edit20Regular />} onClick={() => setOpen('edit')}>
        {units.edit}
      </Button>
      <Button icon={<Delete20Regular />} onClick={() => setOpen('delete')}>
        {units.deleting.action}
      </Button>
      {open === 'edit' && (
        <Suspense>
          <UnitPane unit={unit} onClose={close} />
        </Suspense>
      )}
      {open === 'delete' && <DeleteUnit unit={unit} onClose={close} />}
    </>
  )
}

/** Asks before a unit goes, for good, with the roles given for it. */
function DeleteUnit({ unit, onClose }: Parts & { onClose(): void }) {
  const { deleting } = useTexts().units
  const may = useMay()
  const notices = useNotices()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const assignments = useQuery({
    ...roleAssignments({ directoryScopeId: scopeOfUnit(unit.id) }),
    enabled: may('roles.read'),
  })
  const confirm = async () => {
    await deleteUnit(unit.id)
    void navigate('/units')
    void changed(queries, [['units'], ['roles'], ['users']], [unit.id])
    notices.done(deleting.done(unit.displayName))
  }
  return (
    <ConfirmDialog
      title={deleting.title(unit.displayName)}
      action={deleting.action}
      isDestructive
      onConfirm={confirm}
      onClose={onClose}
    >
      <Text block>{deleting.text}</Text>
      {assignments.data !== undefined && assignments.data.length > 0 && (
        <Text block weight="semibold">
          {deleting.roles(assignments.data.length)}
        </Text>
      )}
    </ConfirmDialog>
  )
}
