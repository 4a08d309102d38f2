import {
  Checkbox,
  Dropdown,
  Field,
  Input,
  makeStyles,
  Option,
  Radio,
  RadioGroup,
  tokens,
} from '@fluentui/react-components'
import type { SignInFrequency } from '../../api/access-policy.ts'
import { useTexts } from '../../shell/preferences.tsx'
import { withSession } from './draft.ts'
import { Configured, Note, type SectionParts } from './section-parts.tsx'

const useStyles = makeStyles({
  frequency: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    paddingBottom: tokens.spacingVerticalM,
  },
  row: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
  number: { width: '8rem' },
  unit: { minWidth: '8rem' },
})

const firstFrequency: SignInFrequency = {
  isEnabled: true,
  value: 4,
  type: 'hours',
  frequencyInterval: 'timeBased',
  authenticationType: 'primaryAndSecondaryAuthentication',
}

/** Session: how long proofs count, and whether the browser keeps the session. */
export function SessionSection({ draft, onChange }: SectionParts) {
  const texts = useTexts().access.editor.session
  const session = draft.sessionControls
  const frequency = session?.signInFrequency
  const browser = session?.persistentBrowser
  const put = (change: Parameters<typeof withSession>[1]) => onChange(withSession(draft, change))
  return (
    <>
      <Configured
        title={texts.frequency}
        isOn={frequency?.isEnabled === true}
        onSwitch={(isOn) => put({ signInFrequency: isOn ? firstFrequency : null })}
      >
        {frequency && <Frequency frequency={frequency} onChange={(signInFrequency) => put({ signInFrequency })} />}
      </Configured>
      <Configured
        title={texts.persistent}
        note={texts.persistentHint}
        isOn={browser?.isEnabled === true}
        onSwitch={(isOn) => put({ persistentBrowser: isOn ? { isEnabled: true, mode: 'never' } : null })}
      >
        {browser && (
          <RadioGroup
            aria-label={texts.persistent}
            value={browser.mode}
            onChange={(_, { value }) =>
              put({ persistentBrowser: { isEnabled: true, mode: value === 'always' ? 'always' : 'never' } })
            }
          >
            <Radio value="always" label={texts.always} />
            <Radio value="never" label={texts.never} />
          </RadioGroup>
        )}
      </Configured>
      <Checkbox
        label={texts.resilience}
        checked={session?.disableResilienceDefaults === true}
        onChange={(_, { checked }) => put({ disableResilienceDefaults: checked === true ? true : null })}
      />
      <Note>{texts.others}</Note>
    </>
  )
}

interface FrequencyParts {
  readonly frequency: SignInFrequency
  onChange(frequency: SignInFrequency): void
}

function Frequency({ frequency, onChange }: FrequencyParts) {
  const styles = useStyles()
  const texts = useTexts().access.editor.session
  const { frequencyInterval, value, type, authenticationType } = frequency
  const isPeriodic = frequencyInterval === 'timeBased'
  const setInterval = (chosen: string) =>
    onChange(
      chosen === 'everyTime'
        ? { ...frequency, frequencyInterval: 'everyTime', value: null, type: null }
        : { ...firstFrequency, authenticationType },
    )
  return (
    <div className={styles.frequency}>
      <RadioGroup
        aria-label={texts.frequency}
        value={frequencyInterval}
        onChange={(_, { value: chosen }) => setInterval(chosen)}
      >
        <Radio value="timeBased" label={texts.periodic} />
        <Radio value="everyTime" label={texts.everyTime} />
      </RadioGroup>
      {isPeriodic ? (
        <div className={styles.row}>
          <Field label={texts.value} className={styles.number}>
            <Input
              type="number"
              min={1}
              max={type === 'days' ? 365 : 23}
              value={value === null ? '' : String(value)}
              onChange={(_, { value: typed }) => onChange({ ...frequency, value: typed === '' ? null : Number(typed) })}
            />
          </Field>
          <Field label={texts.unit}>
            <Dropdown
              className={styles.unit}
              value={texts[type ?? 'hours']}
              selectedOptions={[type ?? 'hours']}
              onOptionSelect={(_, { optionValue }) =>
                onChange({ ...frequency, type: optionValue === 'days' ? 'days' : 'hours' })
              }
            >
              <Option value="hours">{texts.hours}</Option>
              <Option value="days">{texts.days}</Option>
            </Dropdown>
          </Field>
        </div>
      ) : (
        <Note>{texts.everyTimeHint}</Note>
      )}
      <RadioGroup
        aria-label={texts.what}
        value={authenticationType}
        onChange={(_, { value: chosen }) =>
          onChange({
            ...frequency,
            authenticationType:
              chosen === 'secondaryAuthentication' ? 'secondaryAuthentication' : 'primaryAndSecondaryAuthentication',
          })
        }
      >
        <Radio value="primaryAndSecondaryAuthentication" label={texts.both} />
        <Radio value="secondaryAuthentication" label={texts.second} />
      </RadioGroup>
    </div>
  )
}
