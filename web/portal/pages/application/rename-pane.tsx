import { Field, Input } from '@fluentui/react-components'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ApplicationResource } from '../../../../contract/graph/application.ts'
import { updateApplication } from '../../api/applications.ts'
import { FormPane } from '../../components/form-pane.tsx'
import { useNotices } from '../../components/notices.tsx'
import { useFieldError, useRequired } from '../../components/use-field-error.ts'
import { useSubmission } from '../../components/use-submission.ts'
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
  const [name, setName] = useState(application.displayName)
  const [wasTried, setTried] = useState(false)
  const { isSaving, error, submit } = useSubmission()
  const refused = useFieldError(error)
  const required = useRequired()
  const set = async (displayName: string) => {
    await updateApplication(application.id, { displayName })
    await queries.invalidateQueries({ queryKey: ['applications'] })
    void queries.invalidateQueries({ queryKey: ['servicePrincipals'] })
  }
  const save = () => {
    const displayName = name.trim()
    setTried(true)
    if (displayName === '') return
    submit(async () => {
      await set(displayName)
      notices.done(rename.saved(displayName), () => void set(application.displayName).catch(notices.failed))
      onClose()
    })
  }
  return (
    <FormPane
      title={rename.title}
      action={shared.save}
      isDirty={name !== application.displayName}
      isSaving={isSaving}
      error={error}
      onSubmit={save}
      onClose={onClose}
    >
      <Field
        label={register.name}
        hint={register.nameHint}
        required
        {...refused('displayName')}
        {...required(name, wasTried)}
      >
        <Input value={name} autoComplete="off" onChange={(_, { value }) => setName(value)} />
      </Field>
    </FormPane>
  )
}
