import { Field, Input, makeStyles, Radio, RadioGroup, Select, Switch, Text, tokens } from '@fluentui/react-components'
import { useFieldError } from '../../../components/use-field-error.ts'
import { useFormat, useTexts } from '../../../shell/preferences.tsx'
import {
  type LifetimeUnit,
  lifetimeUnits,
  type PassPolicy,
  startOf,
  type TermFaults,
  type TypedTerms,
} from './pass-terms.ts'

const useStyles = makeStyles({
  pair: { display: 'grid', gridTemplateColumns: '1fr 1fr', gap: tokens.spacingHorizontalM, alignItems: 'start' },
  quiet: { color: tokens.colorNeutralForeground3 },
})

interface Fields {
  readonly terms: TypedTerms
  readonly policy: PassPolicy
  readonly faults: TermFaults
  /** What the server refused the pass with. */
  readonly error: unknown
  onChange(terms: TypedTerms): void
}

/** Start, duration and use of a pass, each with what the policy allows. */
export function PassFields(parts: Fields) {
  return (
    <>
      <StartFields {...parts} />
      <DurationFields {...parts} />
      <UseField {...parts} />
    </>
  )
}

function StartFields({ terms, faults, error, onChange }: Fields) {
  const styles = useStyles()
  const { form } = useTexts().passes
  const format = useFormat()
  const fieldError = useFieldError(error)
  const start = startOf(terms)
  const iso = start === undefined ? undefined : new Date(start).toISOString()
  const messages = { missing: form.startMissing, past: form.startPast }
  return (
    <div>
      <Switch
        label={form.delayed}
        checked={terms.isDelayed}
        onChange={(_, { checked }) => onChange({ ...terms, isDelayed: checked })}
      />
      {terms.isDelayed ? (
        <>
          <div className={styles.pair}>
            <Field label={form.date}>
              <Input type="date" value={terms.date} onChange={(_, { value }) => onChange({ ...terms, date: value })} />
            </Field>
            <Field label={form.time}>
              <Input type="time" value={terms.time} onChange={(_, { value }) => onChange({ ...terms, time: value })} />
            </Field>
          </div>
          <Field
            {...(faults.start && { validationState: 'error', validationMessage: messages[faults.start] })}
            {...fieldError('startDateTime')}
          >
            <Text size={200} className={styles.quiet}>
              {iso ? form.inUtc(format.dateTime(iso), utcText(iso)) : form.zone(format.zone)}
            </Text>
          </Field>
        </>
      ) : (
        <Text size={200} block className={styles.quiet}>
          {form.immediately}
        </Text>
      )}
    </div>
  )
}

const utcText = (iso: string): string => `${iso.slice(0, 16).replace('T', ' ')} UTC`

function DurationFields({ terms, policy, faults, error, onChange }: Fields) {
  const styles = useStyles()
  const { form } = useTexts().passes
  const format = useFormat()
  const fieldError = useFieldError(error)
  const [least, most] = [policy.minimumLifetimeInMinutes, policy.maximumLifetimeInMinutes].map(format.duration)
  const messages = {
    notWhole: form.notWhole,
    tooShort: form.tooShort(least ?? ''),
    tooLong: form.tooLong(most ?? ''),
  }
  return (
    <Field
      label={form.duration}
      required
      hint={least === most ? form.fixed(least ?? '') : form.bounds(least ?? '', most ?? '')}
      {...fieldError('lifetimeInMinutes')}
      {...(faults.lifetime && { validationState: 'error', validationMessage: messages[faults.lifetime] })}
    >
      {(field) => (
        <div className={styles.pair}>
          <Input
            {...field}
            inputMode="numeric"
            autoComplete="off"
            value={terms.lifetime}
            onChange={(_, { value }) => onChange({ ...terms, lifetime: value })}
          />
          <Select
            aria-label={form.unit}
            value={terms.unit}
            onChange={(_, { value }) => onChange({ ...terms, unit: unitOf(value) })}
          >
            {units.map((unit) => (
              <option key={unit} value={unit}>
                {form.units[unit]}
              </option>
            ))}
          </Select>
        </div>
      )}
    </Field>
  )
}

const units = Object.keys(lifetimeUnits) as LifetimeUnit[]

const unitOf = (text: string): LifetimeUnit => units.find((unit) => unit === text) ?? 'minutes'

function UseField({ terms, policy, error, onChange }: Fields) {
  const { passes, shared } = useTexts()
  const { form } = passes
  const fieldError = useFieldError(error)
  const isLocked = policy.isUsableOnce
  const meaning = terms.isUsableOnce ? form.oneTimeText : form.multiUseText
  return (
    <Field
      label={form.oneTime}
      hint={isLocked ? `${meaning} ${form.oneTimeRequired}` : meaning}
      {...fieldError('isUsableOnce')}
    >
      <RadioGroup
        layout="horizontal"
        value={terms.isUsableOnce ? 'yes' : 'no'}
        disabled={isLocked}
        onChange={(_, { value }) => onChange({ ...terms, isUsableOnce: value === 'yes' })}
      >
        <Radio value="yes" label={shared.yes} />
        <Radio value="no" label={shared.no} />
      </RadioGroup>
    </Field>
  )
}
