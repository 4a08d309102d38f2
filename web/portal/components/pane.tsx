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
import { type ReactNode, useEffect, useRef } from 'react'
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
  heading: { ':focus': { outlineStyle: 'none' } },
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
  /** Whether something runs whose answer would be lost with it; nothing closes it then. */
  readonly isBusy?: boolean
  /** Whether it shows what is shown this once; a click beside it does not close it then. */
  readonly hasSecret?: boolean
  onClose(): void
}

/** A pane at the side over the page, for looking at one thing or filling in one form; rendered while it is open. */
export function Pane(props: PaneParts) {
  const { title, size = 'medium', children, footer, isForReading, isBusy = false, hasSecret = false, onClose } = props
  const styles = useStyles()
  const { shared } = useTexts()
  useReturnFocus()
  const heading = useRef<HTMLHeadingElement>(null)
  const shownTitle = useRef(title)
  useEffect(() => {
    if (shownTitle.current === title) return
    shownTitle.current = title
    if (document.activeElement === document.body) heading.current?.focus()
  }, [title])
  const close = (
    <Button
      appearance="subtle"
      aria-label={shared.close}
      icon={<Dismiss24Regular />}
      disabledFocusable={isBusy}
      onClick={onClose}
    />
  )
  return (
    <OverlayDrawer
      open
      position="end"
      className={mergeClasses(styles.pane, styles[size])}
      aria-label={title}
      onOpenChange={(_, { open, type }) => open || isBusy || (hasSecret && type === 'backdropClick') || onClose()}
    >
      <DrawerHeader>
        <DrawerHeaderTitle action={close} heading={{ ref: heading, tabIndex: -1, className: styles.heading }}>
          {title}
        </DrawerHeaderTitle>
      </DrawerHeader>
      <DrawerBody {...(isForReading && { tabIndex: 0 })}>
        <div className={styles.body}>{children}</div>
      </DrawerBody>
      {footer && <DrawerFooter className={styles.footer}>{footer}</DrawerFooter>}
    </OverlayDrawer>
  )
}
