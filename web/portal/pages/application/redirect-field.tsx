import { Field, Textarea } from '@fluentui/react-components'
import { useState } from 'react'
import { useFieldError } from '../../components/use-field-error.ts'
import { useTexts } from '../../shell/preferences.tsx'
import { addressesIn, firstWrong } from './redirect-uris.ts'

interface Parts {
  /** One address on each line. */
  readonly text: string
  readonly isPublicClient: boolean
  /** Whether to find fault before the field is left. */
  readonly isChecked: boolean
  readonly isReadOnly?: boolean
  readonly error: unknown
  onChange(text: string): void
}

/** Where people may be sent back to; a wrong address is told when the field is left. */
export function RedirectField({ text, isPublicClient, isChecked, isReadOnly = false, error, onChange }: Parts) {
  const { authentication } = useTexts().applications
  const [wasLeft, setLeft] = useState(false)
  const refused = useFieldError(error)
  const wrong = wasLeft || isChecked ? firstWrong(addressesIn(text), isPublicClient) : undefined
  const kind = isPublicClient ? 'public' : 'web'
  return (
    <Field
      label={authentication.uris}
      hint={`${authentication.urisHint} ${authentication[kind]}`}
      {...refused('redirectUris')}
      {...(wrong !== undefined && { validationState: 'error', validationMessage: authentication.wrong(wrong) })}
    >
      <Textarea
        value={text}
        rows={4}
        readOnly={isReadOnly}
        spellCheck={false}
        onBlur={() => setLeft(true)}
        onChange={(_, { value }) => onChange(value)}
      />
    </Field>
  )
}
