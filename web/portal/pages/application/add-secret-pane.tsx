import { Button, Field, Input, makeStyles, Select, Text, tokens } from '@fluentui/react-components'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import type { PasswordCredentialResource } from '../../../../contract/graph/application.ts'
import { addSecret } from '../../api/applications.ts'
import { DateTime } from '../../components/date-time.tsx'
import { InlineError } from '../../components/inline-error.tsx'
import { Pane } from '../../components/pane.tsx'
import { SecretOnce } from '../../components/secret-once.tsx'
import { useFieldError } from '../../components/use-field-error.ts'
import { useTexts } from '../../shell/preferences.tsx'

/** In days, as Entra offers them. */
const lifetimes = [30, 90, 180, 365, 730] as const

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
})

interface Parts {
  readonly applicationId: string
  onClose(): void
}

/** Makes a secret and shows it this once; nothing keeps it after the pane closed. */
export function AddSecretPane({ applicationId, onClose }: Parts) {
  const styles = useStyles()
  const { applications, shared } = useTexts()
  const { secrets } = applications
  const queries = useQueryClient()
  const formId = useId()
  const [displayName, setDisplayName] = useState('')
  const [days, setDays] = useState<(typeof lifetimes)[number]>(180)
  const [isSaving, setSaving] = useState(false)
  const [error, setError] = useState<unknown>()
  const [made, setMade] = useState<PasswordCredentialResource>()
  const refused = useFieldError(error)
  const save = async () => {
    setSaving(true)
    setError(undefined)
    try {
      const endDateTime = new Date(Date.now() + days * 86_400_000).toISOString()
      setMade(await addSecret(applicationId, { displayName: displayName.trim() || null, endDateTime }))
      await queries.invalidateQueries({ queryKey: ['applications'] })
    } catch (failure) {
      setError(failure)
      setSaving(false)
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isSaving) void save()
  }
  if (made) {
    return (
      <Pane
        title={secrets.madeTitle}
        hasSecret
        onClose={onClose}
        footer={
          <Button appearance="primary" onClick={onClose}>
            {shared.close}
          </Button>
        }
      >
        <SecretOnce
          label={made.displayName ?? secrets.value}
          secret={made.secretText ?? ''}
          copyLabel={secrets.copySecret}
          notice={secrets.once}
        />
        <Text>
          {secrets.until}: <DateTime iso={made.endDateTime} />
        </Text>
      </Pane>
    )
  }
  return (
    <Pane
      title={secrets.addTitle}
      isBusy={isSaving}
      onClose={onClose}
      footer={
        <>
          <Button appearance="primary" type="submit" form={formId} disabledFocusable={isSaving}>
            {secrets.addAction}
          </Button>
          <Button onClick={onClose} disabled={isSaving}>
            {shared.cancel}
          </Button>
        </>
      }
    >
      <form id={formId} className={styles.form} onSubmit={submit} noValidate>
        {error !== undefined && <InlineError error={error} />}
        <Field label={secrets.description} {...refused('passwordCredential/displayName')}>
          <Input value={displayName} autoComplete="off" onChange={(_, { value }) => setDisplayName(value)} />
        </Field>
        <Field label={secrets.lifetime} {...refused('passwordCredential/endDateTime')}>
          <Select
            value={days}
            onChange={(_, { value }) => setDays(lifetimes.find((one) => String(one) === value) ?? 180)}
          >
            {lifetimes.map((one) => (
              <option key={one} value={one}>
                {secrets.lifetimes[one]}
              </option>
            ))}
          </Select>
        </Field>
      </form>
    </Pane>
  )
}
