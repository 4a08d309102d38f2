import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import type { GrantablePermissionResource } from '../../../../contract/api/applications.ts'
import type { ApplicationResource } from '../../../../contract/graph/application.ts'
import { type ApplicationBody, updateApplication } from '../../api/applications.ts'
import { ChoicePicker } from '../../components/choice-picker.tsx'
import { InlineError } from '../../components/inline-error.tsx'
import { useNotices } from '../../components/notices.tsx'
import { Pane } from '../../components/pane.tsx'
import { useRoleWords } from '../../components/roles/use-role-words.ts'
import { useTexts } from '../../shell/preferences.tsx'

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXL },
})

interface Parts {
  readonly application: ApplicationResource
  readonly all: readonly GrantablePermissionResource[]
  onClose(): void
}

/** Chooses what an application may do; undoing it gives the permissions of before. */
export function EditPermissions({ application, all, onClose }: Parts) {
  const styles = useStyles()
  const { applications, shared } = useTexts()
  const { permissions } = applications
  const words = useRoleWords()
  const notices = useNotices()
  const queries = useQueryClient()
  const formId = useId()
  const [own, setOwn] = useState<readonly string[]>(application['@latchkey.permissions'])
  const [delegated, setDelegated] = useState<readonly string[]>(application['@latchkey.delegatedPermissions'])
  const [isSaving, setSaving] = useState(false)
  const [error, setError] = useState<unknown>()
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
  const save = async () => {
    setSaving(true)
    setError(undefined)
    try {
      await set(bodyOf(own, delegated))
      notices.done(permissions.saved(own.length + delegated.length), () => void set(before).catch(notices.failed))
      onClose()
    } catch (failure) {
      setError(failure)
      setSaving(false)
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isSaving) void save()
  }
  return (
    <Pane
      title={permissions.editTitle}
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
      </form>
    </Pane>
  )
}
