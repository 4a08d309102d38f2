import { Field, Input, Radio, RadioGroup } from '@fluentui/react-components'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { registerApplication } from '../../api/applications.ts'
import { FormPane } from '../../components/form-pane.tsx'
import { useNotices } from '../../components/notices.tsx'
import { useFieldError, useRequired } from '../../components/use-field-error.ts'
import { useSubmission } from '../../components/use-submission.ts'
import { useTexts } from '../../shell/preferences.tsx'
import { RedirectField } from '../application/redirect-field.tsx'
import { addressesIn, firstWrong } from '../application/redirect-uris.ts'

interface Parts {
  onClose(): void
  onSaved(id: string): void
}

/** The form that registers an application; permissions and secrets are given it after. */
export function RegisterPane({ onClose, onSaved }: Parts) {
  const { register } = useTexts().applications
  const notices = useNotices()
  const queries = useQueryClient()
  const [displayName, setDisplayName] = useState('')
  const [kind, setKind] = useState<'web' | 'public'>('web')
  const [addresses, setAddresses] = useState('')
  const [wasTried, setTried] = useState(false)
  const { isSaving, error, submit } = useSubmission()
  const refused = useFieldError(error)
  const required = useRequired()
  const isPublic = kind === 'public'
  const redirectUris = addressesIn(addresses)
  const create = async () => {
    const { id } = await registerApplication({
      displayName: displayName.trim(),
      isFallbackPublicClient: isPublic,
      [isPublic ? 'publicClient' : 'web']: { redirectUris },
    })
    await queries.invalidateQueries({ queryKey: ['applications'] })
    notices.done(register.done(displayName.trim()))
    onClose()
    onSaved(id)
  }
  const save = () => {
    setTried(true)
    if (displayName.trim() !== '' && firstWrong(redirectUris, isPublic) === undefined) submit(create)
  }
  return (
    <FormPane
      title={register.title}
      action={register.action}
      isDirty={displayName !== '' || addresses !== '' || kind !== 'web'}
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
        {...required(displayName, wasTried)}
      >
        <Input value={displayName} autoComplete="off" onChange={(_, { value }) => setDisplayName(value)} />
      </Field>
      <Field label={register.kind} hint={register.kindHint}>
        <RadioGroup value={kind} onChange={(_, { value }) => setKind(value === 'public' ? 'public' : 'web')}>
          <Radio value="web" label={register.kinds.web} />
          <Radio value="public" label={register.kinds.public} />
        </RadioGroup>
      </Field>
      <RedirectField
        text={addresses}
        isPublicClient={isPublic}
        isChecked={wasTried}
        error={error}
        onChange={setAddresses}
      />
    </FormPane>
  )
}
