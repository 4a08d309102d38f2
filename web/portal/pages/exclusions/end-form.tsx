import { Button, Field, Input, makeStyles, Text, tokens, typographyStyles } from '@fluentui/react-components'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { ExclusionResource } from '../../../../contract/api/exclusions.ts'
import { endExclusion, exclusionsChanged } from '../../api/exclusions.ts'
import { GraphFailure } from '../../api/graph-client.ts'
import { InlineError } from '../../components/inline-error.tsx'
import { useNotices } from '../../components/notices.tsx'
import { fromLocalInput, toLocalInput } from '../../format/local-time.ts'
import { useFormat, useTexts } from '../../shell/preferences.tsx'
import { useLockOutCare } from '../conditional-access/use-lock-out-care.tsx'

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  title: { ...typographyStyles.subtitle2, margin: 0 },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
})

const offered = [1, 7, 30, 90]
const day = 86_400_000

interface Ending {
  readonly exclusion: ExclusionResource
  readonly name: string
}

/** Sets, moves or removes the end of an exclusion. */
export function EndForm({ exclusion, name }: Ending) {
  const styles = useStyles()
  const { exclusions, shared } = useTexts()
  const { pane } = exclusions
  const format = useFormat()
  const client = useQueryClient()
  const { done, failed } = useNotices()
  const { attempt, dialog } = useLockOutCare()
  const { id, expirationDateTime: before } = exclusion
  const [text, setText] = useState(toLocalInput(before ?? ''))
  const [isSaving, setSaving] = useState(false)
  const [error, setError] = useState<unknown>()
  const put = (end: string | null) => async (isAccepted: boolean) => {
    await endExclusion(id, end, isAccepted)
    await exclusionsChanged(client)
    setText(toLocalInput(end ?? ''))
  }
  const undo = () => attempt(put(before)).catch(failed)
  const change = async (end: string | null) => {
    setSaving(true)
    setError(undefined)
    try {
      await attempt(async (isAccepted) => {
        await put(end)(isAccepted)
        done((end === null ? exclusions.lasting : exclusions.ended)(name), () => void undo())
      })
    } catch (failure) {
      setError(failure)
    } finally {
      setSaving(false)
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isSaving) return
    const end = fromLocalInput(text)
    if (end === '') setError(new Error(exclusions.wrongEnd))
    else void change(end)
  }
  const isWrong = error instanceof GraphFailure ? error.target === 'expirationDateTime' : error !== undefined
  const message = error instanceof Error ? error.message : ''
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <h3 className={styles.title}>{pane.ends}</h3>
      <div className={styles.buttons}>
        {offered.map((days) => (
          <Button
            key={days}
            size="small"
            onClick={() => setText(toLocalInput(new Date(Date.now() + days * day).toISOString()))}
          >
            {pane.extend(shared.days(days))}
          </Button>
        ))}
      </div>
      <Field
        label={`${pane.end} (${format.zone})`}
        hint={pane.endsHint}
        {...(isWrong && { validationState: 'error', validationMessage: message })}
      >
        <Input type="datetime-local" value={text} onChange={(_, { value }) => setText(value)} />
      </Field>
      {error !== undefined && !isWrong && <InlineError error={error} />}
      <div className={styles.buttons}>
        <Button type="submit" appearance="primary" disabledFocusable={isSaving}>
          {pane.setEnd}
        </Button>
        {before !== null && (
          <Button disabledFocusable={isSaving} onClick={() => void change(null)}>
            {pane.removeEnd}
          </Button>
        )}
      </div>
      {before !== null && <Text size={200}>{pane.removeEndText}</Text>}
      {dialog}
    </form>
  )
}
