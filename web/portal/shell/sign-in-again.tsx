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
import { useReturnFocus } from '../components/use-return-focus.ts'
import { useTexts } from './preferences.tsx'

/** Signs in beside this page, so that what is typed and shown on it stays; in its place where no tab may be opened. */
function signIn(): void {
  if (window.open('/admin') === null) location.reload()
}

/** Tells when the session is over or not enough. */
export function SignInAgain() {
  const [asked, setAsked] = useState<SignInAsked>()
  useEffect(() => onSignInAsked(setAsked), [])
  return asked && <Asking asked={asked} onClose={() => setAsked(undefined)} />
}

function Asking({ asked, onClose }: { readonly asked: SignInAsked; onClose(): void }) {
  const { shell } = useTexts()
  useReturnFocus()
  const words = asked === 'sessionEnded' ? shell.sessionEnded : shell.moreProof
  const go = () => {
    onClose()
    signIn()
  }
  return (
    <Dialog open modalType="alert" onOpenChange={onClose}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{words.title}</DialogTitle>
          <DialogContent>{words.text}</DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={go}>
              {words.action}
            </Button>
            <Button onClick={onClose}>{shell.sessionEnded.stay}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
