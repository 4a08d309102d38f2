import { Button, Field, makeStyles, Switch, tokens } from '@fluentui/react-components'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { ApplicationResource } from '../../../../contract/graph/application.ts'
import { updateApplication } from '../../api/applications.ts'
import { InlineError } from '../../components/inline-error.tsx'
import { useNotices } from '../../components/notices.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'
import { RedirectField } from './redirect-field.tsx'
import { addressesIn, firstWrong } from './redirect-uris.ts'

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, maxWidth: '40rem' },
  buttons: { display: 'flex', gap: tokens.spacingHorizontalS },
})

interface Parts {
  readonly application: ApplicationResource
}

/** Where people are sent back to; undoing a change sets the addresses of before. */
export function AuthenticationTab({ application }: Parts) {
  const styles = useStyles()
  const { applications, shared } = useTexts()
  const { authentication } = applications
  const notices = useNotices()
  const queries = useQueryClient()
  const isReadOnly = !useMay()('applications.update')
  const isPublic = application.isFallbackPublicClient
  const kind = isPublic ? 'publicClient' : 'web'
  const before = application[kind].redirectUris
  const [text, setText] = useState(before.join('\n'))
  const [wasTried, setTried] = useState(false)
  const [isSaving, setSaving] = useState(false)
  const [error, setError] = useState<unknown>()
  const given = addressesIn(text)
  const isChanged = given.join('\n') !== before.join('\n')
  const set = async (redirectUris: readonly string[]) => {
    await updateApplication(application.id, { [kind]: { redirectUris } })
    await queries.invalidateQueries({ queryKey: ['applications'] })
  }
  const undo = async () => {
    await set(before)
    setText(before.join('\n'))
  }
  const save = async () => {
    setSaving(true)
    setError(undefined)
    try {
      await set(given)
      notices.done(authentication.saved, () => void undo().catch(notices.failed))
    } catch (failure) {
      setError(failure)
    }
    setSaving(false)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!isSaving && isChanged && firstWrong(given, isPublic) === undefined) void save()
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {error !== undefined && <InlineError error={error} />}
      <RedirectField
        text={text}
        isPublicClient={isPublic}
        isChecked={wasTried}
        isReadOnly={isReadOnly}
        error={error}
        onChange={setText}
      />
      <Field hint={authentication.publicFlowsHint}>
        <Switch label={authentication.publicFlows} checked={isPublic} disabled />
      </Field>
      {!isReadOnly && (
        <div className={styles.buttons}>
          <Button type="submit" appearance="primary" disabledFocusable={!isChanged || isSaving}>
            {shared.save}
          </Button>
        </div>
      )}
    </form>
  )
}
