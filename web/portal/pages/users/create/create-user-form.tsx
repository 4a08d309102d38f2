import { Field, Input, makeStyles, Radio, RadioGroup, Select, Subtitle2, tokens } from '@fluentui/react-components'
import { type FormEvent, useState } from 'react'
import { DirectoryPicker } from '../../../components/directory-picker.tsx'
import { InlineError } from '../../../components/inline-error.tsx'
import { useFieldError, useRequired } from '../../../components/use-field-error.ts'
import { useTexts } from '../../../shell/preferences.tsx'
import { useMay } from '../../../shell/use-may.ts'
import type { Draft } from './draft.ts'

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  pair: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(13rem, 100%), 1fr))',
    gap: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalM}`,
    alignItems: 'start',
    '> *': { minWidth: 0 },
  },
  title: { margin: 0 },
  input: { minWidth: 0, width: '100%' },
})

interface Parts {
  readonly id: string
  readonly draft: Draft
  readonly domain: string
  readonly domains: readonly string[]
  readonly error: unknown
  onChange(part: Partial<Draft>): void
  onSubmit(): void
}

type TextName = 'displayName' | 'givenName' | 'surname' | 'jobTitle' | 'department'

/** The form for a new user; what the server refuses stands at the field it names. */
export function CreateUserForm({ id, draft, domain, domains, error, onChange, onSubmit }: Parts) {
  const styles = useStyles()
  const { users } = useTexts()
  const { create, properties, overview } = users
  const may = useMay()
  const [wasTried, setTried] = useState(false)
  const refused = useFieldError(error)
  const required = useRequired()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (draft.displayName.trim() !== '' && draft.userName.trim() !== '') onSubmit()
  }
  const text = (name: TextName, isRequired = false) => (
    <Field
      label={properties[name]}
      required={isRequired}
      {...refused(name)}
      {...(isRequired && required(draft[name], wasTried))}
    >
      <Input
        className={styles.input}
        value={draft[name]}
        autoComplete="off"
        onChange={(_, { value }) => onChange({ [name]: value })}
      />
    </Field>
  )
  return (
    <form id={id} className={styles.form} onSubmit={submit} noValidate>
      {error !== undefined && <InlineError error={error} />}
      <Subtitle2 as="h3" block className={styles.title}>
        {overview.identity}
      </Subtitle2>
      {text('displayName', true)}
      <div className={styles.pair}>
        <Field
          label={create.userName}
          required
          {...refused('userPrincipalName', 'mailNickname')}
          {...required(draft.userName, wasTried)}
        >
          <Input
            className={styles.input}
            value={draft.userName}
            autoComplete="off"
            onChange={(_, { value }) => onChange({ userName: value })}
          />
        </Field>
        <Field label={create.domain}>
          <Select value={domain} onChange={(_, { value }) => onChange({ domain: value })}>
            {domains.map((name) => (
              <option key={name} value={name}>
                @{name}
              </option>
            ))}
          </Select>
        </Field>
        {text('givenName')}
        {text('surname')}
      </div>
      <Field label={create.password} {...refused('passwordProfile', 'password')}>
        <RadioGroup
          value={draft.hasPassword ? 'yes' : 'no'}
          onChange={(_, { value }) => onChange({ hasPassword: value === 'yes' })}
        >
          <Radio value="no" label={<Choice title={create.withoutPassword} text={create.withoutPasswordHint} />} />
          <Radio value="yes" label={<Choice title={create.withPassword} text={create.withPasswordHint} />} />
        </RadioGroup>
      </Field>
      <Subtitle2 as="h3" block className={styles.title}>
        {overview.job}
      </Subtitle2>
      <div className={styles.pair}>
        {text('jobTitle')}
        {text('department')}
        <Field label={properties.employeeHireDate} hint={create.hireDateHint} {...refused('employeeHireDate')}>
          <Input
            className={styles.input}
            type="date"
            value={draft.hireDate}
            onChange={(_, { value }) => onChange({ hireDate: value })}
          />
        </Field>
        <Field label={properties.usageLocation} hint={create.usageLocationHint} {...refused('usageLocation')}>
          <Input
            className={styles.input}
            value={draft.usageLocation}
            maxLength={2}
            onChange={(_, { value }) => onChange({ usageLocation: value.toUpperCase() })}
          />
        </Field>
      </div>
      {may('users.update') && (
        <DirectoryPicker
          kind="users"
          label={properties.manager}
          picked={draft.manager}
          isSingle
          onChange={(manager) => onChange({ manager })}
        />
      )}
      {may('groups.updateMembers') && (
        <DirectoryPicker
          kind="groups"
          label={create.groups}
          picked={draft.groups}
          onChange={(groups) => onChange({ groups })}
        />
      )}
    </form>
  )
}

function Choice({ title, text }: { readonly title: string; readonly text: string }) {
  const styles = useChoiceStyles()
  return (
    <>
      {title}
      <span className={styles.hint}>{text}</span>
    </>
  )
}

const useChoiceStyles = makeStyles({
  hint: { display: 'block', color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
})
