import { Button, Field, Input, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { registerApplication } from '../../api/applications.ts'
import { InlineError } from '../../components/inline-error.tsx'
import { useNotices } from '../../components/notices.tsx'
import { Pane } from '../../components/pane.tsx'
import { useFieldError, useRequired } from '../../components/use-field-error.ts'
import { useTexts } from '../../shell/preferences.tsx'
import { RedirectField } from '../application/redirect-field.tsx'
import { addressesIn, firstWrong } from '../application/redirect-uris.ts'

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
})

interface Parts {
  onClose(): void
  onSaved(id: string): void
}

/** The form that registers an application; permissions and secrets are given it after. */
export function RegisterPane({ onClose, onSaved }: Parts) {
  const styles = useStyles()
  const { applications, shared } = useTexts()
  const { register } = applications
  const notices = useNotices()
  const queries = useQueryClient()
  const formId = useId()
  const [displayName, setDisplayName] = useState('')
  const [kind, setKind] = useState<'web' | 'public'>('web')
  const [addresses, setAddresses] = useState('')
  const [wasTried, setTried] = useState(false)
  const [isSaving, setSaving] = useState(false)
  const [error, setError] = useState<unknown>()
  const refused = useFieldError(error)
  const required = useRequired()
  const isPublic = kind === 'public'
  const redirectUris = addressesIn(addresses)
  const save = async () => {
    setSaving(true)
    setError(undefined)
    try {
      const { id } = await registerApplication({
        displayName: displayName.trim(),
        isFallbackPublicClient: isPublic,
        [isPublic ? 'publicClient' : 'web']: { redirectUris },
      })
      await queries.invalidateQueries({ queryKey: ['applications'] })
      notices.done(register.done(displayName.trim()))
      onClose()
      onSaved(id)
    } catch (failure) {
      setError(failure)
      setSaving(false)
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!isSaving && displayName.trim() !== '' && firstWrong(redirectUris, isPublic) === undefined) void save()
  }
  return (
    <Pane
      title={register.title}
      onClose={onClose}
      footer={
        <>
          <Button appearance="primary" type="submit" form={formId} disabledFocusable={isSaving}>
            {register.action}
          </Button>
          <Button onClick={onClose}>{shared.cancel}</Button>
        </>
      }
    >
      <form id={formId} className={styles.form} onSubmit={submit} noValidate>
        {error !== undefined && <InlineError error={error} />}
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
      </form>
    </Pane>
  )
}
