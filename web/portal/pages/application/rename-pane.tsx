import { Button, Field, Input } from '@fluentui/react-components'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import type { ApplicationResource } from '../../../../contract/graph/application.ts'
import { updateApplication } from '../../api/applications.ts'
import { InlineError } from '../../components/inline-error.tsx'
import { useNotices } from '../../components/notices.tsx'
import { Pane } from '../../components/pane.tsx'
import { useFieldError, useRequired } from '../../components/use-field-error.ts'
import { useTexts } from '../../shell/preferences.tsx'

interface Parts {
  readonly application: ApplicationResource
  onClose(): void
}

/** Gives an application another name. */
export function RenamePane({ application, onClose }: Parts) {
  const { applications, shared } = useTexts()
  const { rename, register } = applications
  const notices = useNotices()
  const queries = useQueryClient()
  const formId = useId()
  const [name, setName] = useState(application.displayName)
  const [wasTried, setTried] = useState(false)
  const [isSaving, setSaving] = useState(false)
  const [error, setError] = useState<unknown>()
  const refused = useFieldError(error)
  const required = useRequired()
  const set = async (displayName: string) => {
    await updateApplication(application.id, { displayName })
    await queries.invalidateQueries({ queryKey: ['applications'] })
    void queries.invalidateQueries({ queryKey: ['servicePrincipals'] })
  }
  const save = async (displayName: string) => {
    setSaving(true)
    setError(undefined)
    try {
      await set(displayName)
      notices.done(rename.saved(displayName), () => void set(application.displayName).catch(notices.failed))
      onClose()
    } catch (failure) {
      setError(failure)
      setSaving(false)
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!isSaving && name.trim() !== '') void save(name.trim())
  }
  return (
    <Pane
      title={rename.title}
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
      <form id={formId} onSubmit={submit} noValidate>
        {error !== undefined && <InlineError error={error} />}
        <Field
          label={register.name}
          hint={register.nameHint}
          required
          {...refused('displayName')}
          {...required(name, wasTried)}
        >
          <Input value={name} autoComplete="off" onChange={(_, { value }) => setName(value)} />
        </Field>
      </form>
    </Pane>
  )
}
