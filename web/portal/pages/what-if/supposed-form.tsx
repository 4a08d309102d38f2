import {
  Button,
  Dropdown,
  Field,
  Input,
  makeStyles,
  Option,
  Radio,
  RadioGroup,
  tokens,
} from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Picked } from '../../api/directory-search.ts'
import { applicationsByClientId, authenticationContexts, namesOf } from '../../api/policy-parts.ts'
import { DirectoryPicker } from '../../components/directory-picker.tsx'
import { useFieldError } from '../../components/use-field-error.ts'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'
import { fields, nothingSupposed, type Supposed } from './supposition.ts'

const useStyles = makeStyles({
  form: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalL,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow2,
    minWidth: 0,
  },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  choice: { minWidth: 0 },
})

interface Form {
  readonly supposed: Supposed
  /** Why it was refused, as far as the server refused it. */
  readonly error: unknown
  onAsk(supposed: Supposed): void
  onReset(): void
}

/** The sign-in that is supposed. */
export function SupposedForm({ supposed, error, onAsk, onReset }: Form) {
  const styles = useStyles()
  const { access } = useTexts()
  const { ask, words } = access
  const [given, setGiven] = useState(supposed)
  const [picked, setPicked] = useState<readonly Picked[]>()
  const [isMissing, setMissing] = useState(false)
  const known = useQuery({ ...namesOf([supposed.user]), enabled: supposed.user !== '' })
  const refused = useFieldError(error)
  const people = picked ?? known.data ?? []
  const put = (change: Partial<Supposed>) => setGiven({ ...given, ...change })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const [person] = people
    setMissing(!person)
    if (person) onAsk({ ...given, user: person.id })
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <DirectoryPicker
        kind="users"
        label={ask.who}
        isRequired
        isSingle
        picked={people}
        onChange={setPicked}
        isMissing={isMissing && people.length === 0}
      />
      <Field label={ask.target}>
        <RadioGroup
          value={given.kind}
          onChange={(_, { value }) => put({ kind: value as Supposed['kind'], target: '' })}
        >
          <Radio value="application" label={ask.kinds.application} />
          <Radio value="action" label={ask.kinds.action} />
          <Radio value="context" label={ask.kinds.context} />
        </RadioGroup>
      </Field>
      <Target given={given} onChange={(target) => put({ target })} />
      <Field label={ask.ipAddress} hint={ask.ipHint} {...refused(fields.ip)}>
        <Input value={given.ip} inputMode="decimal" onChange={(_, { value }) => put({ ip: value.trim() })} />
      </Field>
      <Field label={ask.country} hint={ask.countryHint} {...refused(fields.country)}>
        <Input value={given.country} maxLength={2} onChange={(_, { value }) => put({ country: value.toUpperCase() })} />
      </Field>
      <Choice
        label={ask.platform}
        names={without(words.platforms, 'all')}
        value={given.platform}
        onChange={(platform) => put({ platform })}
      />
      <Choice
        label={ask.client}
        names={without(words.clients, 'all')}
        value={given.client}
        onChange={(client) => put({ client })}
      />
      <Choice
        label={ask.signInRisk}
        names={risks(words)}
        value={given.signInRisk}
        onChange={(signInRisk) => put({ signInRisk })}
      />
      <Choice
        label={ask.userRisk}
        names={risks(words)}
        value={given.userRisk}
        onChange={(userRisk) => put({ userRisk })}
      />
      <div className={styles.buttons}>
        <Button type="submit" appearance="primary">
          {ask.run}
        </Button>
        <Button
          onClick={() => {
            setGiven(nothingSupposed)
            setPicked([])
            onReset()
          }}
        >
          {ask.reset}
        </Button>
      </div>
    </form>
  )
}

type Names = Readonly<Record<string, string>>

const without = (names: Names, gone: string): Names =>
  Object.fromEntries(Object.entries(names).filter(([name]) => name !== gone))

const risks = ({ risks: { none, low, medium, high } }: { readonly risks: Names }): Names => ({
  ...(none && { none }),
  ...(low && { low }),
  ...(medium && { medium }),
  ...(high && { high }),
})

interface ChoiceParts {
  readonly label: string
  readonly names: Names
  readonly value: string
  /** What is said where nothing is chosen. */
  readonly unknown?: string
  onChange(value: string): void
}

function Choice({ label, names, value, unknown, onChange }: ChoiceParts) {
  const styles = useStyles()
  const { ask } = useTexts().access
  const none = unknown ?? ask.unknown
  return (
    <Field label={label}>
      <Dropdown
        className={styles.choice}
        value={names[value] ?? none}
        selectedOptions={[value]}
        onOptionSelect={(_, { optionValue }) => onChange(optionValue ?? '')}
      >
        <Option value="">{none}</Option>
        {Object.entries(names).map(([name, text]) => (
          <Option key={name} value={name}>
            {text}
          </Option>
        ))}
      </Dropdown>
    </Field>
  )
}

function Target({ given, onChange }: { readonly given: Supposed; readonly onChange: (target: string) => void }) {
  const { ask, editor, words } = useTexts().access
  const may = useMay()
  const applications = useQuery({ ...applicationsByClientId, enabled: may('applications.read') })
  const contexts = useQuery({ ...authenticationContexts, enabled: given.kind === 'context' })
  if (given.kind === 'action') {
    const names = {
      registerSecurityInformation: editor.target.registersecurityinfo,
      registerOrJoinDevices: editor.target.registerdevice,
    }
    const value = given.target || 'registerSecurityInformation'
    return (
      <Field label={ask.kinds.action}>
        <RadioGroup value={value} onChange={(_, { value: chosen }) => onChange(chosen)}>
          {Object.entries(names).map(([name, text]) => (
            <Radio key={name} value={name} label={text} />
          ))}
        </RadioGroup>
      </Field>
    )
  }
  if (given.kind === 'context') {
    const names = Object.fromEntries((contexts.data ?? []).map(({ id, displayName }) => [id, displayName]))
    return <Choice label={ask.kinds.context} names={names} value={given.target} onChange={onChange} />
  }
  const found = (applications.data ?? []).map(({ id, displayName }) => [id, displayName] as const)
  const names = Object.fromEntries([...Object.entries(words.applications).filter(([id]) => id !== 'All'), ...found])
  return (
    <Choice
      label={ask.kinds.application}
      names={names}
      value={given.target}
      unknown={ask.anyApplication}
      onChange={onChange}
    />
  )
}
