import { Button, Field, Input, Select, Text } from '@fluentui/react-components'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { PasswordCredentialResource } from '../../../../contract/graph/application.ts'
import { addSecret } from '../../api/applications.ts'
import { DateTime } from '../../components/date-time.tsx'
import { FormPane } from '../../components/form-pane.tsx'
import { Pane } from '../../components/pane.tsx'
import { SecretOnce } from '../../components/secret-once.tsx'
import { useFieldError } from '../../components/use-field-error.ts'
import { useSubmission } from '../../components/use-submission.ts'
import { useTexts } from '../../shell/preferences.tsx'

/** In days, as Entra offers them. */
const lifetimes = [30, 90, 180, 365, 730] as const

interface Parts {
  readonly applicationId: string
  onClose(): void
}

/** Makes a secret and shows it this once; nothing keeps it after the pane closed. */
export function AddSecretPane({ applicationId, onClose }: Parts) {
  const { applications, shared } = useTexts()
  const { secrets } = applications
  const queries = useQueryClient()
  const [displayName, setDisplayName] = useState('')
  const [days, setDays] = useState<(typeof lifetimes)[number]>(180)
  const { isSaving, error, submit } = useSubmission()
  const [made, setMade] = useState<PasswordCredentialResource>()
  const refused = useFieldError(error)
  const save = () =>
    submit(async () => {
      const endDateTime = new Date(Date.now() + days * 86_400_000).toISOString()
      setMade(await addSecret(applicationId, { displayName: displayName.trim() || null, endDateTime }))
      await queries.invalidateQueries({ queryKey: ['applications'] })
    })
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
    <FormPane
      title={secrets.addTitle}
      action={secrets.addAction}
      isDirty={displayName !== '' || days !== 180}
      isSaving={isSaving}
      error={error}
      onSubmit={save}
      onClose={onClose}
    >
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
    </FormPane>
  )
}
