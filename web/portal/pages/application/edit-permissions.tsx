import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { GrantablePermissionResource } from '../../../../contract/api/applications.ts'
import type { ApplicationResource } from '../../../../contract/graph/application.ts'
import { type ApplicationBody, updateApplication } from '../../api/applications.ts'
import { ChoicePicker } from '../../components/choice-picker.tsx'
import { FormPane } from '../../components/form-pane.tsx'
import { useNotices } from '../../components/notices.tsx'
import { useRoleWords } from '../../components/roles/use-role-words.ts'
import { useSubmission } from '../../components/use-submission.ts'
import { useTexts } from '../../shell/preferences.tsx'

interface Parts {
  readonly application: ApplicationResource
  readonly all: readonly GrantablePermissionResource[]
  onClose(): void
}

/** Chooses what an application may do; undoing it gives the permissions of before. */
export function EditPermissions({ application, all, onClose }: Parts) {
  const { applications, shared } = useTexts()
  const { permissions } = applications
  const words = useRoleWords()
  const notices = useNotices()
  const queries = useQueryClient()
  const [own, setOwn] = useState<readonly string[]>(application['@latchkey.permissions'])
  const [delegated, setDelegated] = useState<readonly string[]>(application['@latchkey.delegatedPermissions'])
  const { isSaving, error, submit } = useSubmission()
  const choicesOf = (kind: 'application' | 'delegated') =>
    all.flatMap((one) => {
      const allowed = one[kind]
      return allowed ? [{ id: one.id, displayName: one.id, detail: allowed.map(words.action).join('; ') }] : []
    })
  const bodyOf = (first: readonly string[], second: readonly string[]): ApplicationBody => ({
    '@latchkey.permissions': first,
    '@latchkey.delegatedPermissions': second,
  })
  const set = async (body: ApplicationBody) => {
    await updateApplication(application.id, body)
    await queries.invalidateQueries({ queryKey: ['applications'] })
  }
  const before = bodyOf(application['@latchkey.permissions'], application['@latchkey.delegatedPermissions'])
  const save = () =>
    submit(async () => {
      await set(bodyOf(own, delegated))
      notices.done(permissions.saved(own.length + delegated.length), () => void set(before).catch(notices.failed))
      onClose()
    })
  return (
    <FormPane
      title={permissions.editTitle}
      action={shared.save}
      isDirty={JSON.stringify(bodyOf(own, delegated)) !== JSON.stringify(before)}
      isSaving={isSaving}
      error={error}
      onSubmit={save}
      onClose={onClose}
    >
      {!application.isFallbackPublicClient && (
        <ChoicePicker
          label={permissions.application}
          hint={permissions.applicationText}
          choices={choicesOf('application')}
          chosen={own}
          onChange={setOwn}
        />
      )}
      <ChoicePicker
        label={permissions.delegated}
        hint={permissions.delegatedText}
        choices={choicesOf('delegated')}
        chosen={delegated}
        onChange={setDelegated}
      />
    </FormPane>
  )
}
