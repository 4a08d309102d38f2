import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  Text,
  tokens,
} from '@fluentui/react-components'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useId, useState } from 'react'
import type { UserResource } from '../../../../../contract/graph/user.ts'
import { resetPassword, setFirstPassword } from '../../../api/user.ts'
import { useDangerStyle } from '../../../components/confirm-dialog.tsx'
import { generatePassword } from '../../../components/generated-password.ts'
import { InlineError } from '../../../components/inline-error.tsx'
import { SecretOnce } from '../../../components/secret-once.tsx'
import { useReturnFocus } from '../../../components/use-return-focus.ts'
import { useTexts } from '../../../shell/preferences.tsx'

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
})

interface Parts {
  readonly user: UserResource
  onClose(): void
}

/** Gives a user another password after asking, and shows it the one time. */
export function PasswordDialog({ user, onClose }: Parts) {
  const styles = useStyles()
  const danger = useDangerStyle()
  useReturnFocus()
  const { users, shared } = useTexts()
  const words = users.password
  const queries = useQueryClient()
  const [hasNone, setNone] = useState(false)
  const [made, setMade] = useState<string>()
  const [isRunning, setRunning] = useState(false)
  const [error, setError] = useState<unknown>()
  const closingId = useId()
  useEffect(() => {
    if (made !== undefined) document.getElementById(closingId)?.focus()
  }, [made, closingId])
  const run = async () => {
    setRunning(true)
    setError(undefined)
    try {
      const password = hasNone ? await firstPassword(user.id) : await resetPassword(user.id)
      setRunning(false)
      setMade(password)
      if (password === undefined) setNone(true)
      void queries.invalidateQueries({ queryKey: ['users', user.id] })
    } catch (failure) {
      setError(failure)
    }
    setRunning(false)
  }
  return (
    <Dialog open modalType="alert" onOpenChange={(_, { open }) => open || isRunning || onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{words.title(user.displayName)}</DialogTitle>
          <DialogContent className={styles.content}>
            {made === undefined ? (
              <Text block role="status">
                {hasNone ? words.none : words.text}
              </Text>
            ) : (
              <>
                <Text block role="status">
                  {hasNone ? words.firstDone : words.done}
                </Text>
                <SecretOnce
                  label={words.temporary}
                  secret={made}
                  copyLabel={users.create.copyPassword}
                  notice={words.once}
                />
              </>
            )}
            {error !== undefined && <InlineError error={error} />}
          </DialogContent>
          <DialogActions>
            {made === undefined && (
              <Button appearance="primary" className={danger} disabledFocusable={isRunning} onClick={() => void run()}>
                {hasNone ? words.set : words.reset}
              </Button>
            )}
            <Button id={closingId} onClick={onClose} disabled={isRunning}>
              {made === undefined ? shared.cancel : shared.close}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}

async function firstPassword(userId: string): Promise<string> {
  const password = generatePassword((bytes) => crypto.getRandomValues(bytes))
  await setFirstPassword(userId, password)
  return password
}
