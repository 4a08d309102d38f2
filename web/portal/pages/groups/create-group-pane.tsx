import { Button, Field, Input, MessageBar, MessageBarBody, Switch, Text, Textarea } from '@fluentui/react-components'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { GroupResource } from '../../../../contract/graph/group.ts'
import { sendBatch } from '../../api/batch.ts'
import type { Picked } from '../../api/directory-search.ts'
import { createGroup } from '../../api/groups.ts'
import { linking } from '../../api/links.ts'
import { AppLink } from '../../components/app-link.tsx'
import { DirectoryPicker } from '../../components/directory-picker.tsx'
import { FormPane } from '../../components/form-pane.tsx'
import { useNotices } from '../../components/notices.tsx'
import { Pane } from '../../components/pane.tsx'
import { type Refused, RefusedList } from '../../components/refused-list.tsx'
import { useFieldError, useRequired } from '../../components/use-field-error.ts'
import { useSubmission } from '../../components/use-submission.ts'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'

interface Links {
  readonly owners: readonly Picked[]
  readonly users: readonly Picked[]
  readonly groups: readonly Picked[]
}

/** Creates a group, then puts owners and members into it; those refused are told. */
export function CreateGroupPane({ onClose }: { onClose(): void }) {
  const { groups, shared } = useTexts()
  const { form, properties } = groups
  const may = useMay()
  const notices = useNotices()
  const queries = useQueryClient()
  const onlyForRoles = !may('groups.create')
  const [displayName, setDisplayName] = useState('')
  const [description, setDescription] = useState('')
  const [isForRoles, setForRoles] = useState(onlyForRoles)
  const mayLink = (operation: string): boolean => may(isForRoles ? 'groups.updateRoleAssignable' : operation)
  const [links, setLinks] = useState<Links>({ owners: [], users: [], groups: [] })
  const [wasTried, setTried] = useState(false)
  const { isSaving, error, submit } = useSubmission()
  const [created, setCreated] = useState<{ readonly group: GroupResource; readonly refused: readonly Refused[] }>()
  const refused = useFieldError(error)
  const required = useRequired()
  const create = async () => {
    const group = await createGroup({
      displayName: displayName.trim(),
      ...(description.trim() && { description: description.trim() }),
      ...(isForRoles && { isAssignableToRole: true }),
    })
    const failures = await follow(group.id, {
      owners: mayLink('groups.updateOwners') ? links.owners : [],
      users: mayLink('groups.updateMembers') ? links.users : [],
      groups: !isForRoles && mayLink('groups.updateMembers') ? links.groups : [],
    })
    void queries.invalidateQueries({ queryKey: ['groups'] })
    if (failures.length > 0) return setCreated({ group, refused: failures })
    notices.done(form.created(group.displayName))
    onClose()
  }
  const save = () => {
    setTried(true)
    if (displayName.trim() !== '') submit(create)
  }
  if (created) {
    return (
      <Pane title={form.createdTitle} onClose={onClose} footer={<Button onClick={onClose}>{shared.close}</Button>}>
        <Text block>{form.createdText(created.group.displayName)}</Text>
        <AppLink to={`/groups/${created.group.id}`}>{form.open}</AppLink>
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{form.refused}</MessageBarBody>
        </MessageBar>
        <RefusedList refused={created.refused} />
      </Pane>
    )
  }
  return (
    <FormPane
      title={form.createTitle}
      action={shared.create}
      isDirty={
        displayName !== '' ||
        description !== '' ||
        isForRoles !== onlyForRoles ||
        links.owners.length + links.users.length + links.groups.length > 0
      }
      isSaving={isSaving}
      error={error}
      onSubmit={save}
      onClose={onClose}
    >
      <Field label={properties.displayName} required {...refused('displayName')} {...required(displayName, wasTried)}>
        <Input value={displayName} autoComplete="off" onChange={(_, { value }) => setDisplayName(value)} />
      </Field>
      <Field label={properties.description} {...refused('description')}>
        <Textarea value={description} onChange={(_, { value }) => setDescription(value)} />
      </Field>
      {may('groups.updateRoleAssignable') && (
        <Field hint={form.roleAssignableHint} {...refused('isAssignableToRole')}>
          <Switch
            label={properties.isAssignableToRole}
            checked={isForRoles}
            disabled={onlyForRoles}
            onChange={(_, { checked }) => setForRoles(checked)}
          />
        </Field>
      )}
      {mayLink('groups.updateOwners') && (
        <DirectoryPicker
          kind="users"
          label={form.owners}
          picked={links.owners}
          onChange={(owners) => setLinks((now) => ({ ...now, owners }))}
        />
      )}
      {mayLink('groups.updateMembers') && (
        <DirectoryPicker
          kind="users"
          label={form.members}
          picked={links.users}
          onChange={(users) => setLinks((now) => ({ ...now, users }))}
        />
      )}
      {!isForRoles && mayLink('groups.updateMembers') && (
        <DirectoryPicker
          kind="groups"
          label={form.memberGroups}
          picked={links.groups}
          onChange={(inner) => setLinks((now) => ({ ...now, groups: inner }))}
        />
      )}
    </FormPane>
  )
}

/** The links of a new group; tells those that were refused, and throws nothing, because the group is there. */
async function follow(groupId: string, { owners, users, groups }: Links): Promise<readonly Refused[]> {
  const root = `/groups/${groupId}`
  const steps = [
    ...owners.map((one) => ({ ...one, request: linking(`${root}/owners`, one.id) })),
    ...[...users, ...groups].map((one) => ({ ...one, request: linking(`${root}/members`, one.id) })),
  ]
  if (steps.length === 0) return []
  const outcomes = await sendBatch(steps.map(({ request }) => request)).catch((failure: unknown) =>
    steps.map(() => failure),
  )
  return steps.flatMap(({ displayName }, index) => {
    const failure = outcomes[index]
    return failure === undefined ? [] : [{ id: `${index}`, name: displayName, failure }]
  })
}
