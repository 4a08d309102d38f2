import { Field, Input, Textarea } from '@fluentui/react-components'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { GroupResource } from '../../../../contract/graph/group.ts'
import { updateGroup } from '../../api/groups.ts'
import { FormPane } from '../../components/form-pane.tsx'
import { useNotices } from '../../components/notices.tsx'
import { useFieldError, useRequired } from '../../components/use-field-error.ts'
import { useSubmission } from '../../components/use-submission.ts'
import { useTexts } from '../../shell/preferences.tsx'

/** Name and description of a group to be changed; undoing sets them back. */
export function EditGroupPane({ group, onClose }: { readonly group: GroupResource; onClose(): void }) {
  const { groups, shared } = useTexts()
  const { form, properties } = groups
  const notices = useNotices()
  const queries = useQueryClient()
  const [displayName, setDisplayName] = useState(group.displayName)
  const [description, setDescription] = useState(group.description ?? '')
  const { isSaving, error, submit } = useSubmission()
  const refused = useFieldError(error)
  const required = useRequired()
  const change = async (body: Parameters<typeof updateGroup>[1]) => {
    await updateGroup(group.id, body)
    await queries.invalidateQueries({ queryKey: ['groups'] })
  }
  const undo = () => change({ displayName: group.displayName, description: group.description })
  const save = () => {
    const name = displayName.trim()
    if (name === '') return
    submit(async () => {
      await change({ displayName: name, description: description.trim() || null })
      notices.done(form.saved(name), () => void undo().catch(notices.failed))
      onClose()
    })
  }
  return (
    <FormPane
      title={form.editTitle}
      action={shared.save}
      isDirty={displayName !== group.displayName || description !== (group.description ?? '')}
      isSaving={isSaving}
      error={error}
      onSubmit={save}
      onClose={onClose}
    >
      <Field label={properties.displayName} required {...refused('displayName')} {...required(displayName, true)}>
        <Input value={displayName} autoComplete="off" onChange={(_, { value }) => setDisplayName(value)} />
      </Field>
      <Field label={properties.description} {...refused('description')}>
        <Textarea value={description} onChange={(_, { value }) => setDescription(value)} />
      </Field>
    </FormPane>
  )
}
