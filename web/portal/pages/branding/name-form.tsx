import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { GraphFailure } from '../../api/graph-client.ts'
import { renameOrganization } from '../../api/me.ts'
import { InlineError } from '../../components/inline-error.tsx'
import { useNotices } from '../../components/notices.tsx'
import { UnsavedGuard } from '../../components/unsaved-guard.tsx'
import { useFieldError, useRequired } from '../../components/use-field-error.ts'
import { useTexts } from '../../shell/preferences.tsx'

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, alignItems: 'flex-start' },
  field: { width: '100%' },
})

interface Parts {
  readonly organizationId: string
  readonly name: string
  readonly isReadOnly: boolean
}

/** What the tenant is called; undoing a change gives it the former name. */
export function NameForm({ organizationId, name: saved, isReadOnly }: Parts) {
  const styles = useStyles()
  const { branding, policies } = useTexts()
  const notices = useNotices()
  const client = useQueryClient()
  const [name, setName] = useState(saved)
  const set = async (wanted: string) => {
    await renameOrganization(organizationId, wanted)
    await client.invalidateQueries({ queryKey: ['organization'] })
  }
  const saving = useMutation({
    mutationFn: set,
    onSuccess: (_, wanted) => notices.done(branding.nameSaved(wanted), () => void set(saved).catch(notices.failed)),
  })
  const refused = useFieldError(saving.error)
  const required = useRequired()
  const isTold = saving.error instanceof GraphFailure && saving.error.target === 'displayName'
  const wanted = name.trim()
  const isChanged = wanted !== saved
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isChanged && wanted !== '' && !saving.isPending) saving.mutate(wanted)
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <Field
        className={styles.field}
        label={branding.name}
        hint={branding.nameHint}
        {...refused('displayName')}
        {...required(name, true)}
      >
        <Input
          value={name}
          maxLength={256}
          autoComplete="off"
          readOnly={isReadOnly}
          onChange={(_, { value }) => setName(value)}
        />
      </Field>
      {saving.error && !isTold && <InlineError error={saving.error} />}
      {!isReadOnly && (
        <Button type="submit" disabledFocusable={!isChanged || saving.isPending}>
          {branding.saveName}
        </Button>
      )}
      {isChanged && <UnsavedGuard isDirty text={policies.unsaved.text} />}
    </form>
  )
}
