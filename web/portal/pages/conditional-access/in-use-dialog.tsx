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
import type { AccessPolicy } from '../../api/access-policy.ts'
import { useTexts } from '../../shell/preferences.tsx'
import { PolicyLinks } from './policy-links.tsx'

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
})

interface InUse {
  readonly title: string
  readonly text: string
  readonly policies: readonly AccessPolicy[]
  onClose(): void
}

/** Says why something cannot be deleted, and leads to the policies that refer to it. */
export function InUseDialog({ title, text, policies, onClose }: InUse) {
  const styles = useStyles()
  const { shared } = useTexts()
  return (
    <Dialog open modalType="alert" onOpenChange={(_, { open }) => open || onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent className={styles.content}>
            <Text block>{text}</Text>
            <PolicyLinks policies={policies} />
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={onClose}>
              {shared.close}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
