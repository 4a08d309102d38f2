import { Button } from '@fluentui/react-components'
import { Copy20Regular, Delete20Regular, QuestionCircle20Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { AccessPolicy } from '../../api/access-policy.ts'
import { PageHeader } from '../../components/page-header.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'
import type { NameOf } from '../conditional-access/policy-words.ts'
import { DeleteDialog } from './delete-dialog.tsx'

interface Header {
  readonly policy: AccessPolicy | undefined
  readonly isDirty: boolean
  readonly nameOf: NameOf
  /** The policy is gone; nothing of it is left to be saved. */
  onDeleted(): void
}

/** Title and commands of the editor. */
export function EditorHeader({ policy, isDirty, nameOf, onDeleted }: Header) {
  const { shell, access } = useTexts()
  const { editor } = access
  const may = useMay()
  const navigate = useNavigate()
  const [isDeleting, setDeleting] = useState(false)
  return (
    <PageHeader
      title={policy?.displayName ?? editor.newTitle}
      parents={[{ title: shell.pages.conditionalAccess, path: '/conditional-access' }]}
    >
      {policy && (
        <>
          {may('conditionalAccess.create') && (
            <Button
              appearance="subtle"
              icon={<Copy20Regular />}
              disabledFocusable={isDirty}
              onClick={() => void navigate(`/conditional-access/new?from=${policy.id}`)}
            >
              {editor.duplicate}
            </Button>
          )}
          {may('conditionalAccess.evaluate') && (
            <Button appearance="subtle" icon={<QuestionCircle20Regular />} onClick={() => void navigate('/what-if')}>
              {editor.testInWhatIf}
            </Button>
          )}
          {may('conditionalAccess.delete') && (
            <Button appearance="subtle" icon={<Delete20Regular />} onClick={() => setDeleting(true)}>
              {editor.deletePolicy}
            </Button>
          )}
        </>
      )}
      {policy && isDeleting && (
        <DeleteDialog policy={policy} nameOf={nameOf} onDeleted={onDeleted} onClose={() => setDeleting(false)} />
      )}
    </PageHeader>
  )
}
