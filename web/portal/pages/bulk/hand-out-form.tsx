import { Button, Field, Input, makeStyles, Radio, RadioGroup, Text, tokens } from '@fluentui/react-components'
import { LockClosed20Regular } from '@fluentui/react-icons'
import { type FormEvent, useState } from 'react'
import { generatePassword } from '../../components/generated-password.ts'
import { InlineError } from '../../components/inline-error.tsx'
import { useTexts } from '../../shell/preferences.tsx'

const useStyles = makeStyles({
  form: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'start',
    gap: tokens.spacingVerticalM,
    maxWidth: '44rem',
  },
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 16rem), 1fr))',
    gap: tokens.spacingHorizontalM,
    width: '100%',
  },
})

const leastLength = 12

interface Parts {
  /** How many codes are waiting. */
  readonly count: number
  /** Encrypts and saves; `isGenerated` passwords have to be shown. */
  onSave(password: string, isGenerated: boolean): Promise<void>
}

/** Asks for the password of a hand-out, or makes one. */
export function HandOutForm({ count, onSave }: Parts) {
  const styles = useStyles()
  const words = useTexts().bulk.handOut
  const [isGenerated, setGenerated] = useState(true)
  const [password, setPassword] = useState('')
  const [repeated, setRepeated] = useState('')
  const [wasTried, setTried] = useState(false)
  const [isSaving, setSaving] = useState(false)
  const [error, setError] = useState<unknown>()
  const isShort = password.length < leastLength
  const isDifferent = password !== repeated
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (isSaving || (!isGenerated && (isShort || isDifferent))) return
    setSaving(true)
    setError(undefined)
    try {
      await onSave(isGenerated ? generatePassword((bytes) => crypto.getRandomValues(bytes)) : password, isGenerated)
    } catch (failure) {
      setError(failure)
      setSaving(false)
    }
  }
  const faultOf = (isWrong: boolean, message: string) =>
    wasTried && isWrong ? ({ validationState: 'error', validationMessage: message } as const) : {}
  return (
    <form className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
      <Text>{words.text(count)}</Text>
      <Field label={words.how}>
        <RadioGroup
          value={isGenerated ? 'generate' : 'choose'}
          onChange={(_, { value }) => setGenerated(value === 'generate')}
        >
          <Radio value="generate" label={words.generate} />
          <Radio value="choose" label={words.choose} />
        </RadioGroup>
      </Field>
      {!isGenerated && (
        <div className={styles.fields}>
          <Field label={words.password} required hint={words.tooShort} {...faultOf(isShort, words.tooShort)}>
            <Input
              type="password"
              autoComplete="new-password"
              value={password}
              onChange={(_, { value }) => setPassword(value)}
            />
          </Field>
          <Field label={words.repeat} required {...faultOf(isDifferent, words.different)}>
            <Input
              type="password"
              autoComplete="new-password"
              value={repeated}
              onChange={(_, { value }) => setRepeated(value)}
            />
          </Field>
        </div>
      )}
      {error !== undefined && <InlineError error={error} />}
      <Button appearance="primary" type="submit" icon={<LockClosed20Regular />} disabledFocusable={isSaving}>
        {isSaving ? words.saving : words.save}
      </Button>
    </form>
  )
}
