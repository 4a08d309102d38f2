import { Field, Input, makeStyles, Select, Subtitle2, tokens } from '@fluentui/react-components'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { UserResource } from '../../../../../contract/graph/user.ts'
import type { Picked } from '../../../api/directory-search.ts'
import { managerOf } from '../../../api/user.ts'
import { setManager, updateUser } from '../../../api/users.ts'
import { DirectoryPicker } from '../../../components/directory-picker.tsx'
import { FormPane } from '../../../components/form-pane.tsx'
import { useNotices } from '../../../components/notices.tsx'
import { useFieldError, useRequired } from '../../../components/use-field-error.ts'
import { useTexts } from '../../../shell/preferences.tsx'
import { changesBetween, draftOf, type EditDraft, type TextProperty } from './changes.ts'

const useStyles = makeStyles({
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(13rem, 100%), 1fr))',
    gap: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalM}`,
    alignItems: 'start',
    '> *': { minWidth: 0 },
  },
  wide: { gridColumn: '1 / -1' },
  title: { margin: 0 },
  input: { minWidth: 0, width: '100%' },
})

interface Parts {
  readonly user: UserResource
  onClose(): void
}

/** The properties of a user to be changed; only what was changed is sent. */
export function EditPane({ user, onClose }: Parts) {
  const styles = useStyles()
  const { users, shared } = useTexts()
  const { properties, overview } = users
  const notices = useNotices()
  const queries = useQueryClient()
  const { data: manager } = useQuery(managerOf(user.id))
  const [before] = useState(() => draftOf(user))
  const [draft, setDraft] = useState(before)
  const [picked, setPicked] = useState<readonly Picked[]>()
  const [isSaving, setSaving] = useState(false)
  const [error, setError] = useState<unknown>()
  const refused = useFieldError(error)
  const required = useRequired()
  const managers = picked ?? (manager ? [{ id: manager.id, displayName: manager.displayName ?? manager.id }] : [])
  const isDirty = Object.keys(changesBetween(before, draft)).length > 0 || picked !== undefined
  const save = async () => {
    setSaving(true)
    setError(undefined)
    const changes = changesBetween(before, draft)
    try {
      if (Object.keys(changes).length > 0) await updateUser(user.id, changes)
      if (picked && picked[0]?.id !== manager?.id) await setManager(user.id, picked[0]?.id)
      await queries.invalidateQueries({ queryKey: ['users'] })
      notices.done(users.edit.saved(draft.displayName))
      onClose()
    } catch (failure) {
      setError(failure)
      setSaving(false)
      void queries.invalidateQueries({ queryKey: ['users'] })
    }
  }
  const submit = () => {
    if (draft.displayName.trim() !== '' && draft.userPrincipalName.trim() !== '') void save()
  }
  const field = (name: keyof EditDraft, label: string, targets: readonly string[], isRequired = false) => (
    <Field
      label={label}
      required={isRequired}
      {...(isRequired && { className: styles.wide })}
      {...refused(...targets)}
      {...(isRequired && required(draft[name], true))}
    >
      <Input
        className={styles.input}
        type={name === 'hireDate' ? 'date' : 'text'}
        value={draft[name]}
        autoComplete="off"
        onChange={(_, { value }) => setDraft((now) => ({ ...now, [name]: value }))}
      />
    </Field>
  )
  const text = (name: TextProperty) => field(name, properties[name], [name])
  return (
    <FormPane
      title={users.edit.title}
      action={shared.save}
      isDirty={isDirty}
      isSaving={isSaving}
      error={error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Subtitle2 as="h3" block className={styles.title}>
        {overview.identity}
      </Subtitle2>
      <div className={styles.fields}>
        {field('displayName', properties.displayName, ['displayName'], true)}
        {field('userPrincipalName', properties.userPrincipalName, ['userPrincipalName'], true)}
        {text('givenName')}
        {text('surname')}
        <Field label={properties.userType} {...refused('userType')}>
          <Select
            value={draft.userType}
            onChange={(_, { value }) =>
              setDraft((now) => ({ ...now, userType: value === 'Guest' ? 'Guest' : 'Member' }))
            }
          >
            <option value="Member">{users.types.Member}</option>
            <option value="Guest">{users.types.Guest}</option>
          </Select>
        </Field>
      </div>
      <Subtitle2 as="h3" block className={styles.title}>
        {overview.job}
      </Subtitle2>
      <div className={styles.fields}>
        {text('jobTitle')}
        {text('department')}
        {text('officeLocation')}
        {text('employeeId')}
        {field('hireDate', properties.employeeHireDate, ['employeeHireDate'])}
      </div>
      <DirectoryPicker kind="users" label={properties.manager} picked={managers} isSingle onChange={setPicked} />
      <Subtitle2 as="h3" block className={styles.title}>
        {overview.contact}
      </Subtitle2>
      <div className={styles.fields}>
        {text('mail')}
        {text('mobilePhone')}
        {field('businessPhone', properties.businessPhones, ['businessPhones'])}
      </div>
      <Subtitle2 as="h3" block className={styles.title}>
        {overview.settings}
      </Subtitle2>
      <div className={styles.fields}>
        {text('usageLocation')}
        {text('preferredLanguage')}
      </div>
    </FormPane>
  )
}
