import {
  Button,
  DrawerBody,
  DrawerFooter,
  DrawerHeader,
  DrawerHeaderTitle,
  makeStyles,
  mergeClasses,
  OverlayDrawer,
  tokens,
} from '@fluentui/react-components'
import { Dismiss24Regular } from '@fluentui/react-icons'
import type { ReactNode } from 'react'
import { useTexts } from '../shell/preferences.tsx'
import { useReturnFocus } from './use-return-focus.ts'

const useStyles = makeStyles({
  pane: { width: '100%' },
  medium: { maxWidth: '36rem' },
  large: { maxWidth: '60rem' },
  body: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    paddingBottom: tokens.spacingVerticalL,
  },
  footer: { flexWrap: 'wrap', rowGap: tokens.spacingVerticalS },
})

interface PaneParts {
  readonly title: string
  readonly size?: 'medium' | 'large'
  readonly children: ReactNode
  /** The buttons at the foot. */
  readonly footer?: ReactNode
  /** Whether there may be nothing in it to go to by keyboard; it is then gone to itself, so that it can be scrolled. */
  readonly isForReading?: boolean
  onClose(): void
}

/** A pane at the side over the page, for looking at one thing or filling in one form; rendered while it is open. */
export function Pane({ title, size = 'medium', children, footer, isForReading, onClose }: PaneParts) {
  const styles = useStyles()
  const { shared } = useTexts()
  useReturnFocus()
  const close = <Button appearance="subtle" aria-label={shared.close} icon={<Dismiss24Regular />} onClick={onClose} />
  return (
    <OverlayDrawer
      open
      position="end"
      className={mergeClasses(styles.pane, styles[size])}
      aria-label={title}
      onOpenChange={(_, { open }) => open || onClose()}
    >
      <DrawerHeader>
        <DrawerHeaderTitle action={close}>{title}</DrawerHeaderTitle>
      </DrawerHeader>
      <DrawerBody {...(isForReading && { tabIndex: 0 })}>
        <div className={styles.body}>{children}</div>
      </DrawerBody>
      {footer && <DrawerFooter className={styles.footer}>{footer}</DrawerFooter>}
    </OverlayDrawer>
  )
}
