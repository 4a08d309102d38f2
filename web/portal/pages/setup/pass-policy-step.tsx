import { Button, Field, Input, makeStyles, Text, tokens } from '@fluentui/react-components'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Picked } from '../../api/directory-search.ts'
import { enablePassesFor, type SetupState } from '../../api/setup.ts'
import { AppLink } from '../../components/app-link.tsx'
import { DirectoryPicker } from '../../components/directory-picker.tsx'
import { InlineError } from '../../components/inline-error.tsx'
import { useNotices } from '../../components/notices.tsx'
import { useTexts } from '../../shell/preferences.tsx'

const useStyles = makeStyles({
  form: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: tokens.spacingVerticalM,
    width: '100%',
  },
  field: { width: '100%', maxWidth: '28rem' },
})

/** Switches passes on for a few people; once they are on, leads to the policy. */
export function PassPolicyStep({ policy }: { readonly policy: SetupState['passPolicy'] }) {
  const styles = useStyles()
  const { setup } = useTexts()
  const notices = useNotices()
  const client = useQueryClient()
  const [name, setName] = useState<string>(setup.policy.groupDefault)
  const [people, setPeople] = useState<readonly Picked[]>([])
  const enabling = useMutation({
    mutationFn: () =>
      enablePassesFor(
        name.trim(),
        people.map(({ id }) => id),
        policy,
      ),
    onSuccess: async () => {
      notices.done(setup.policy.finished)
      await client.invalidateQueries()
    },
  })
  if (policy.state === 'enabled') {
    return (
      <>
        <Text block>{setup.policy.isOn}</Text>
        <AppLink to="/methods?method=TemporaryAccessPass">{setup.policy.settings}</AppLink>
      </>
    )
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (people.length > 0 && name.trim() !== '') enabling.mutate()
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <Field label={setup.policy.groupName} required className={styles.field}>
        <Input value={name} maxLength={256} onChange={(_, { value }) => setName(value)} />
      </Field>
      <div className={styles.field}>
        <DirectoryPicker kind="users" label={setup.policy.people} picked={people} isRequired onChange={setPeople} />
      </div>
      {enabling.error && <InlineError error={enabling.error} />}
      <Button
        type="submit"
        appearance="primary"
        disabledFocusable={enabling.isPending || people.length === 0 || name.trim() === ''}
      >
        {setup.policy.action}
      </Button>
    </form>
  )
}
