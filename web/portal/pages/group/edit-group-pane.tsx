import { Button, Field, Input, makeStyles, Textarea, tokens } from '@fluentui/react-components'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import type { GroupResource } from '../../../../contract/graph/group.ts'
import { updateGroup } from '../../api/groups.ts'
import { InlineError } from '../../components/inline-error.tsx'
import { useNotices } from '../../components/notices.tsx'
import { Pane } from '../../components/pane.tsx'
import { useFieldError, useRequired } from '../../components/use-field-error.ts'
import { useTexts } from '../../shell/preferences.tsx'

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
})

/** Name and description of a group to be changed; undoing sets them back. */
export function EditGroupPane({ group, onClose }: { readonly group: GroupResource; onClose(): void }) {
  const styles = useStyles()
  const { groups, shared } = useTexts()
  const { form, properties } = groups
  const notices = useNotices()
  const queries = useQueryClient()
  const formId = useId()
  const [displayName, setDisplayName] = useState(group.displayName)
  const [description, setDescription] = useState(group.description ?? '')
  const [isSaving, setSaving] = useState(false)
  const [error, setError] = useState<unknown>()
  const refused = useFieldError(error)
  const required = useRequired()
  const change = async (body: Parameters<typeof updateGroup>[1]) => {
    await updateGroup(group.id, body)
    await queries.invalidateQueries({ queryKey: ['groups'] })
  }
  const undo = () => change({ displayName: group.displayName, description: group.description })
  const save = async () => {
    setSaving(true)
    setError(undefined)
    try {
      await change({ displayName: displayName.trim(), description: description.trim() || null })
      notices.done(form.saved(displayName.trim()), () => void undo().catch(notices.failed))
      onClose()
    } catch (failure) {
      setError(failure)
      setSaving(false)
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isSaving && displayName.trim() !== '') void save()
  }
  return (
    <Pane
      title={form.editTitle}
      onClose={onClose}
      footer={
        <>
          <Button appearance="primary" type="submit" form={formId} disabledFocusable={isSaving}>
            {shared.save}
          </Button>
          <Button onClick={onClose}>{shared.cancel}</Button>
        </>
      }
    >
      <form id={formId} className={styles.form} onSubmit={submit} noValidate>
        {error !== undefined && <InlineError error={error} />}
        <Field label={properties.displayName} required {...refused('displayName')} {...required(displayName, true)}>
          <Input value={displayName} autoComplete="off" onChange={(_, { value }) => setDisplayName(value)} />
        </Field>
        <Field label={properties.description} {...refused('description')}>
          <Textarea value={description} onChange={(_, { value }) => setDescription(value)} />
        </Field>
      </form>
    </Pane>
  )
}
