import { Field, Input, makeStyles, Select, Text, tokens } from '@fluentui/react-components'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { PhoneResource } from '../../../../../contract/graph/authentication-methods.ts'
import { addEmail, addPhone } from '../../../api/methods.ts'
import { InlineError } from '../../../components/inline-error.tsx'
import { useNotices } from '../../../components/notices.tsx'
import { useFieldError, useRequired } from '../../../components/use-field-error.ts'
import { useTexts } from '../../../shell/preferences.tsx'
import type { AddFormParts } from './add-pane.tsx'

const phoneTypes: readonly PhoneResource['phoneType'][] = ['mobile', 'alternateMobile', 'office']

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
})

interface ContactFormParts extends AddFormParts {
  readonly kind: 'phone' | 'email'
  onDone(): void
}

/** Adds a number or an address to reach the person at. */
export function ContactForm({ formId, user, kind, onRunning, onDone }: ContactFormParts) {
  const styles = useStyles()
  const { passes } = useTexts()
  const notices = useNotices()
  const queries = useQueryClient()
  const [phoneType, setPhoneType] = useState<PhoneResource['phoneType']>('mobile')
  const [typed, setTyped] = useState('')
  const [wasTried, setTried] = useState(false)
  const [error, setError] = useState<unknown>()
  const fieldError = useFieldError(error)
  const required = useRequired()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    const value = typed.trim()
    if (value === '') return
    onRunning(true)
    setError(undefined)
    try {
      await (kind === 'phone' ? addPhone(user.id, { phoneType, phoneNumber: value }) : addEmail(user.id, value))
      notices.done(passes.add.added(passes.kinds[kind]))
      onDone()
      await queries.invalidateQueries({ queryKey: ['users', user.id] })
    } catch (failure) {
      setError(failure)
    } finally {
      onRunning(false)
    }
  }
  return (
    <form id={formId} noValidate className={styles.form} onSubmit={(event) => void submit(event)}>
      <Text>{passes.add.contactOnly}</Text>
      {kind === 'phone' && (
        <Field label={passes.add.phoneType} {...fieldError('phoneType')}>
          <Select
            value={phoneType}
            onChange={(_, { value }) => setPhoneType(phoneTypes.find((type) => type === value) ?? 'mobile')}
          >
            {phoneTypes.map((type) => (
              <option key={type} value={type}>
                {passes.phoneTypes[type]}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <Field
        label={kind === 'phone' ? passes.add.phoneNumber : passes.add.email}
        required
        {...(kind === 'phone' && { hint: passes.add.phoneHint })}
        {...fieldError(kind === 'phone' ? 'phoneNumber' : 'emailAddress')}
        {...required(typed, wasTried)}
      >
        <Input
          type={kind === 'phone' ? 'tel' : 'email'}
          autoComplete="off"
          value={typed}
          onChange={(_, { value }) => setTyped(value)}
        />
      </Field>
      {error !== undefined && <InlineError error={error} />}
    </form>
  )
}
