import { Button } from '@fluentui/react-components'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { UserResource } from '../../../../../contract/graph/user.ts'
import { sendBatch } from '../../../api/batch.ts'
import { addingTo } from '../../../api/memberships.ts'
import { createUser, domains, reference } from '../../../api/users.ts'
import { generatePassword } from '../../../components/generated-password.ts'
import { Pane } from '../../../components/pane.tsx'
import type { Refused } from '../../../components/refused-list.tsx'
import { useUnsavedCare } from '../../../components/use-unsaved-care.tsx'
import { useTexts } from '../../../shell/preferences.tsx'
import { CreateUserForm } from './create-user-form.tsx'
import { CreatedUser } from './created-user.tsx'
import { bodyOf, type Draft, emptyDraft } from './draft.ts'

interface Created {
  readonly user: UserResource
  readonly password: string | undefined
  /** What was to follow and was refused. */
  readonly refused: readonly Refused[]
}

/** Creates a user, then sets the manager and the groups, and shows the password the one time. */
export function CreateUserPane({ onClose }: { onClose(): void }) {
  const { users, shared } = useTexts()
  const queries = useQueryClient()
  const formId = useId()
  const { data: known = [] } = useQuery(domains)
  const [draft, setDraft] = useState(emptyDraft)
  const [isSaving, setSaving] = useState(false)
  const [error, setError] = useState<unknown>()
  const [created, setCreated] = useState<Created>()
  const domain = draft.domain || (known[0] ?? '')
  const isDirty =
    created === undefined && JSON.stringify(draft) !== JSON.stringify({ ...emptyDraft, domain: draft.domain })
  const care = useUnsavedCare(isDirty, onClose)
  const save = async () => {
    setSaving(true)
    setError(undefined)
    const password = draft.hasPassword ? generatePassword((bytes) => crypto.getRandomValues(bytes)) : undefined
    try {
      const user = await createUser(bodyOf(draft, domain, password))
      setCreated({ user, password, refused: await follow(user.id, draft) })
      void queries.invalidateQueries({ queryKey: ['users'] })
    } catch (failure) {
      setError(failure)
    }
    setSaving(false)
  }
  const again = () => {
    setCreated(undefined)
    setDraft({ ...emptyDraft, domain })
  }
  const footer = created ? (
    <>
      <Button appearance="primary" onClick={onClose}>
        {shared.close}
      </Button>
      <Button onClick={again}>{users.create.another}</Button>
    </>
  ) : (
    <>
      <Button appearance="primary" type="submit" form={formId} disabledFocusable={isSaving}>
        {users.create.action}
      </Button>
      <Button onClick={care.close} disabled={isSaving}>
        {shared.cancel}
      </Button>
    </>
  )
  return (
    <Pane
      title={created ? users.create.doneTitle : users.create.title}
      footer={footer}
      isBusy={isSaving}
      hasSecret={created?.password !== undefined}
      onClose={care.close}
    >
      {created ? (
        <CreatedUser {...created} />
      ) : (
        <CreateUserForm
          id={formId}
          draft={draft}
          domain={domain}
          domains={known}
          error={error}
          onChange={(part) => setDraft((now) => ({ ...now, ...part }))}
          onSubmit={() => isSaving || void save()}
        />
      )}
      {care.dialog}
    </Pane>
  )
}

/** The links of a new user; tells those that were refused, and throws nothing, because the user is there. */
async function follow(userId: string, { manager, groups }: Draft): Promise<readonly Refused[]> {
  const steps = [
    ...manager.map((person) => ({
      name: person.displayName,
      request: { method: 'PUT', path: `/users/${userId}/manager/$ref`, body: reference(person.id) } as const,
    })),
    ...groups.map((group) => ({ name: group.displayName, request: addingTo(group.id, userId) })),
  ]
  if (steps.length === 0) return []
  const outcomes = await sendBatch(steps.map(({ request }) => request)).catch((failure: unknown) =>
    steps.map(() => failure),
  )
  return steps.flatMap(({ name }, index) => {
    const failure = outcomes[index]
    return failure === undefined ? [] : [{ id: `${index}`, name, failure }]
  })
}
