import { Button, Field, Input, makeStyles, Switch, Textarea, tokens } from '@fluentui/react-components'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { flushSync } from 'react-dom'
import { useNavigate } from 'react-router'
import { actionsIn, createRole, type RoleDefinition, resourceActions, updateRole } from '../../api/roles.ts'
import { InlineError } from '../../components/inline-error.tsx'
import { useNotices } from '../../components/notices.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { Loaded } from '../../components/page-states.tsx'
import { useRoleWords } from '../../components/roles/use-role-words.ts'
import { UnsavedGuard } from '../../components/unsaved-guard.tsx'
import { useFieldError, useRequired } from '../../components/use-field-error.ts'
import { useTexts } from '../../shell/preferences.tsx'
import { PermissionPicker } from './permission-picker.tsx'

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  fields: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, maxWidth: '40rem' },
  foot: {
    display: 'flex',
    gap: tokens.spacingHorizontalS,
    position: 'sticky',
    bottom: 0,
    zIndex: 1,
    padding: `${tokens.spacingVerticalM} 0`,
    backgroundColor: tokens.colorNeutralBackground2,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
})

interface Parts {
  /** The custom role to be changed; without it a new one is defined. */
  readonly role?: RoleDefinition
  /** The role a new one begins as. */
  readonly from?: RoleDefinition
}

/** The form for a custom role: its name, and what it lets its holders do. */
export function RoleEditor({ role, from }: Parts) {
  const styles = useStyles()
  const { shell, roles, shared, policies } = useTexts()
  const { editor } = roles
  const words = useRoleWords()
  const notices = useNotices()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const query = useQuery(resourceActions)
  const start = role ?? from
  const [displayName, setDisplayName] = useState(role?.displayName ?? (from ? editor.copyOf(words.name(from)) : ''))
  const [description, setDescription] = useState(start ? words.description(start) : '')
  const [isEnabled, setEnabled] = useState(role?.isEnabled ?? true)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(start ? actionsIn(start) : []))
  const [wasTried, setTried] = useState(false)
  const [isSaving, setSaving] = useState(false)
  const [isSettled, setSettled] = useState(false)
  const [error, setError] = useState<unknown>()
  const refused = useFieldError(error)
  const required = useRequired()
  const grantable = (query.data ?? []).filter((one) => one.isGrantable && chosen.has(one.name)).map(({ name }) => name)
  const body = {
    displayName: displayName.trim(),
    description: description.trim() || null,
    isEnabled,
    rolePermissions: [{ allowedResourceActions: grantable }],
  }
  const given = JSON.stringify([displayName, description, isEnabled, [...chosen].sort()])
  const [begun] = useState(given)
  const undo = async (before: RoleDefinition) => {
    const rolePermissions = [{ allowedResourceActions: actionsIn(before) }]
    await updateRole(before.id, { ...body, ...pick(before), rolePermissions })
    await queries.invalidateQueries({ queryKey: ['roles'] })
  }
  const save = async () => {
    setSaving(true)
    setError(undefined)
    try {
      if (role) await updateRole(role.id, body)
      const id = role?.id ?? (await createRole(body)).id
      await queries.invalidateQueries({ queryKey: ['roles'] })
      if (role) notices.done(editor.saved(body.displayName), () => void undo(role).catch(notices.failed))
      else notices.done(editor.created(body.displayName))
      flushSync(() => setSettled(true))
      void navigate(role ? `/roles/${id}?tab=permissions` : `/roles/${id}`, { replace: true })
    } catch (failure) {
      setError(failure)
      setSaving(false)
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!isSaving && body.displayName !== '' && grantable.length > 0) void save()
  }
  return (
    <>
      <PageHeader
        title={role ? editor.editTitle(role.displayName) : editor.newTitle}
        parents={[{ title: shell.pages.roles, path: '/roles' }]}
      />
      <form className={styles.form} onSubmit={submit} noValidate>
        {error !== undefined && <InlineError error={error} />}
        <div className={styles.fields}>
          <Field label={editor.name} required {...refused('displayName')} {...required(displayName, wasTried)}>
            <Input value={displayName} autoComplete="off" onChange={(_, { value }) => setDisplayName(value)} />
          </Field>
          <Field label={editor.description} {...refused('description')}>
            <Textarea value={description} onChange={(_, { value }) => setDescription(value)} />
          </Field>
          <Field hint={editor.enabledHint}>
            <Switch label={editor.enabled} checked={isEnabled} onChange={(_, { checked }) => setEnabled(checked)} />
          </Field>
        </div>
        <Loaded query={query}>
          {(actions) => (
            <PermissionPicker
              actions={actions}
              chosen={chosen}
              isMissing={wasTried && grantable.length === 0}
              onChange={setChosen}
            />
          )}
        </Loaded>
        <div className={styles.foot}>
          <Button appearance="primary" type="submit" disabledFocusable={isSaving}>
            {role ? shared.save : shared.create}
          </Button>
          <Button onClick={() => void navigate(role ? `/roles/${role.id}` : '/roles')}>{shared.cancel}</Button>
        </div>
      </form>
      <UnsavedGuard isDirty={!isSettled && given !== begun} text={policies.unsaved.text} isAtOneAddress />
    </>
  )
}

const pick = ({ displayName, description, isEnabled }: RoleDefinition) => ({ displayName, description, isEnabled })
