import { Button, Text } from '@fluentui/react-components'
import { Copy20Regular, Delete20Regular, Edit20Regular } from '@fluentui/react-icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { changed } from '../../api/changed.ts'
import {
  actionsIn,
  createRole,
  deleteRole,
  type RoleDefinition,
  resourceActions,
  roleAssignments,
} from '../../api/roles.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { useNotices } from '../../components/notices.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'

/** What may be done with a role; a built-in one can only be cloned. */
export function RoleCommands({ role }: { readonly role: RoleDefinition }) {
  const { roles } = useTexts()
  const may = useMay()
  const navigate = useNavigate()
  const [isDeleting, setDeleting] = useState(false)
  const { data: actions = [] } = useQuery(resourceActions)
  if (!may('roles.define')) return null
  const grantable = actionsIn(role).some((name) => actions.some((one) => one.name === name && one.isGrantable))
  return (
    <>
      {!role.isBuiltIn && (
        <Button icon={<Edit20Regular />} onClick={() => void navigate(`/roles/${role.id}?edit`)}>
          {roles.edit}
        </Button>
      )}
      {grantable && (
        <Button icon={<Copy20Regular />} onClick={() => void navigate(`/roles/new?from=${role.id}`)}>
          {roles.clone}
        </Button>
      )}
      {!role.isBuiltIn && (
        <Button icon={<Delete20Regular />} onClick={() => setDeleting(true)}>
          {roles.deleting.action}
        </Button>
      )}
      {isDeleting && <DeleteRole role={role} onClose={() => setDeleting(false)} />}
    </>
  )
}

/** Asks before a custom role goes, and says if somebody holds it still; undoing defines it anew. */
function DeleteRole({ role, onClose }: { readonly role: RoleDefinition; onClose(): void }) {
  const { deleting } = useTexts().roles
  const notices = useNotices()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { data: assignments = [] } = useQuery(roleAssignments({ roleDefinitionId: role.id }))
  const { displayName, description, isEnabled } = role
  const undo = async () => {
    const rolePermissions = [{ allowedResourceActions: actionsIn(role) }]
    const { id } = await createRole({ displayName, description, isEnabled, rolePermissions })
    await queries.invalidateQueries({ queryKey: ['roles'] })
    void navigate(`/roles/${id}`)
  }
  const confirm = async () => {
    await deleteRole(role.id)
    void navigate('/roles')
    void changed(queries, [['roles']], [role.id])
    notices.done(deleting.done(displayName), () => void undo().catch(notices.failed))
  }
  return (
    <ConfirmDialog
      title={deleting.title(displayName)}
      action={deleting.action}
      isDestructive
      onConfirm={confirm}
      onClose={onClose}
    >
      <Text block>{deleting.text}</Text>
      {assignments.length > 0 && (
        <Text block weight="semibold">
          {deleting.inUse(assignments.length)}
        </Text>
      )}
    </ConfirmDialog>
  )
}
