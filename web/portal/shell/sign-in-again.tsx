import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import { onSignInAsked, type SignInAsked } from '../api/graph-client.ts'
import { useTexts } from './preferences.tsx'

/** Tells when the session is over or not enough; what is typed on the page stays until somebody goes. */
export function SignInAgain() {
  const { shell } = useTexts()
  const [asked, setAsked] = useState<SignInAsked>()
  useEffect(() => onSignInAsked(setAsked), [])
  if (!asked) return null
  const words = asked === 'sessionEnded' ? shell.sessionEnded : shell.moreProof
  return (
    <Dialog open modalType="alert" onOpenChange={() => setAsked(undefined)}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{words.title}</DialogTitle>
          <DialogContent>{words.text}</DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={() => location.reload()}>
              {words.action}
            </Button>
            <Button onClick={() => setAsked(undefined)}>{shell.sessionEnded.stay}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
