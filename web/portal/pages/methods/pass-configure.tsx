import {
  Field,
  Input,
  makeStyles,
  Radio,
  RadioGroup,
  Select,
  Text,
  tokens,
  typographyStyles,
} from '@fluentui/react-components'
import type { MethodSettings } from '../../api/methods-policy.ts'
import { useFieldError } from '../../components/use-field-error.ts'
import { useFormat, useTexts } from '../../shell/preferences.tsx'
import { type LifetimeUnit, lifetimeUnits } from '../user/methods/pass-terms.ts'
import {
  type LifetimeField,
  lifetimeFields,
  minutesTyped,
  type NumberFault,
  type TypedNumbers,
} from './pass-lifetimes.ts'
import { PassOwnSettings } from './pass-own-settings.tsx'
import { PassSentence } from './pass-sentence.tsx'

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(18rem, 100%), 1fr))',
    gap: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalXXL}`,
    alignItems: 'start',
    '> *': { minWidth: 0 },
  },
  pair: { display: 'grid', gridTemplateColumns: '1fr 1fr', gap: tokens.spacingHorizontalS, alignItems: 'center' },
  number: { minWidth: 0, width: '100%' },
  title: { ...typographyStyles.subtitle2, margin: 0 },
})

export interface PassParts {
  readonly draft: MethodSettings
  readonly isReadOnly: boolean
  readonly nameOf: (id: string) => string
  onChange(change: Partial<MethodSettings>): void
}

interface Configuring extends PassParts {
  readonly typed: TypedNumbers
  readonly faults: Partial<Record<keyof TypedNumbers, NumberFault>>
  /** What the server refused. */
  readonly error: unknown
  onType(typed: TypedNumbers): void
}

/** Configure of Temporary Access Pass, under Entra's words, with what is allowed beside each field. */
export function PassConfigure(parts: Configuring) {
  const { draft, typed, faults, isReadOnly, error, onType, onChange } = parts
  const styles = useStyles()
  const { policies, shared } = useTexts()
  const { pass } = policies
  const fieldError = useFieldError(error)
  const fault = (name: keyof TypedNumbers) => {
    const found = faults[name]
    return found ? { validationState: 'error' as const, validationMessage: pass.faults[found] } : fieldError(name)
  }
  return (
    <div className={styles.root}>
      <div className={styles.fields}>
        {lifetimeFields.map((name) => (
          <LifetimeInput key={name} name={name} {...parts} fault={fault(name)} />
        ))}
        <Field label={pass.defaultLength} hint={pass.lengthRange} {...fault('defaultLength')}>
          <Input
            className={styles.number}
            inputMode="numeric"
            autoComplete="off"
            readOnly={isReadOnly}
            value={typed.defaultLength}
            onChange={(_, { value }) => onType({ ...typed, defaultLength: value })}
          />
        </Field>
        <Field label={pass.isUsableOnce} hint={draft.isUsableOnce ? pass.oneTimeOn : pass.oneTimeOff}>
          <RadioGroup
            layout="horizontal"
            disabled={isReadOnly}
            value={draft.isUsableOnce ? 'yes' : 'no'}
            onChange={(_, { value }) => onChange({ isUsableOnce: value === 'yes' })}
          >
            <Radio value="yes" label={shared.yes} />
            <Radio value="no" label={shared.no} />
          </RadioGroup>
        </Field>
      </div>
      <PassSentence draft={draft} isWrong={Object.keys(faults).length > 0} />
      <h3 className={styles.title}>{pass.beyond}</h3>
      <PassOwnSettings {...parts} />
    </div>
  )
}

const units = Object.keys(lifetimeUnits) as LifetimeUnit[]

function LifetimeInput({
  name,
  typed,
  isReadOnly,
  fault,
  onType,
}: Configuring & { readonly name: LifetimeField; readonly fault: object }) {
  const styles = useStyles()
  const { pass } = useTexts().policies
  const now = typed[name]
  const minutes = minutesTyped(now)
  const put = (change: Partial<typeof now>) => onType({ ...typed, [name]: { ...now, ...change } })
  return (
    <Field label={pass[name]} hint={<Hint name={name} typed={typed} minutes={minutes} />} {...fault}>
      {(field) => (
        <div className={styles.pair}>
          <Input
            {...field}
            className={styles.number}
            inputMode="numeric"
            autoComplete="off"
            readOnly={isReadOnly}
            value={now.lifetime}
            onChange={(_, { value }) => put({ lifetime: value })}
          />
          {isReadOnly ? (
            <Text>{pass.units[now.unit]}</Text>
          ) : (
            <Select
              aria-label={pass.unit(pass[name])}
              value={now.unit}
              onChange={(_, { value }) => put({ unit: units.find((unit) => unit === value) ?? now.unit })}
            >
              {units.map((unit) => (
                <option key={unit} value={unit}>
                  {pass.units[unit]}
                </option>
              ))}
            </Select>
          )}
        </div>
      )}
    </Field>
  )
}

interface HintParts {
  readonly name: LifetimeField
  readonly typed: TypedNumbers
  readonly minutes: number | undefined
}

/** What is allowed, and what is typed in the other units. */
function Hint({ name, typed, minutes }: HintParts) {
  const { pass } = useTexts().policies
  const format = useFormat()
  const [least, most] = [typed.minimumLifetimeInMinutes, typed.maximumLifetimeInMinutes].map(minutesTyped)
  const isBetween = name === 'defaultLifetimeInMinutes' && least !== undefined && most !== undefined && least <= most
  const range = isBetween ? pass.defaultRange(format.duration(least), format.duration(most)) : pass.lifetimeRange
  const isWorthIt = minutes !== undefined && minutes >= 60 && minutes <= 525_600
  return isWorthIt ? `${range} · ${pass.equals(format.duration(minutes), format.number(minutes))}` : range
}
