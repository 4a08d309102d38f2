import {
  Button,
  makeStyles,
  mergeClasses,
  Toast,
  ToastBody,
  Toaster,
  ToastFooter,
  ToastTitle,
  useId,
  useThemeClassName,
  useToastController,
} from '@fluentui/react-components'
import { createContext, type ReactNode, useCallback, useContext, useLayoutEffect, useMemo, useState } from 'react'
import { useTexts } from '../shell/preferences.tsx'
import { useErrorText } from './error-text.ts'

interface Notices {
  /** Says what was done; where it can be undone, `undo` does that. */
  done(text: string, undo?: () => void): void
  /** Says what the server refused, in its words. */
  failed(error: unknown): void
}

const useStyles = makeStyles({ place: { position: 'absolute', top: 0, insetInline: 0, zIndex: 1_000_001 } })

/** Above panes too that open while something is told, and not hidden from screen readers by what lies over the page. */
function usePlace(): HTMLElement {
  const styles = useStyles()
  const theme = useThemeClassName()
  const [place] = useState(() => document.createElement('div'))
  useLayoutEffect(() => {
    place.className = mergeClasses(theme, styles.place)
    place.setAttribute('data-tabster-never-hide', '')
    document.body.append(place)
    return () => place.remove()
  }, [place, theme, styles])
  return place
}

const Context = createContext<Notices | undefined>(undefined)

/** Short notices at the edge of the page; screen readers hear them. */
export function NoticeProvider({ children }: { readonly children: ReactNode }) {
  const place = usePlace()
  const toasterId = useId('notices')
  const { dispatchToast, dismissAllToasts } = useToastController(toasterId)
  const texts = useTexts()
  const errorText = useErrorText()
  const done = useCallback(
    (text: string, undo?: () => void) => {
      const act = () => {
        dismissAllToasts()
        undo?.()
      }
      dispatchToast(
        <Toast>
          <ToastTitle>{text}</ToastTitle>
          {undo && (
            <ToastFooter>
              <Button size="small" onClick={act}>
                {texts.shared.undo}
              </Button>
            </ToastFooter>
          )}
        </Toast>,
        { intent: 'success', timeout: undo ? 12_000 : 5_000, pauseOnHover: true },
      )
    },
    [dispatchToast, dismissAllToasts, texts],
  )
  const failed = useCallback(
    (error: unknown) => {
      const { message, correlationId } = errorText(error)
      dispatchToast(
        <Toast>
          <ToastTitle>{texts.shared.errorTitle}</ToastTitle>
          <ToastBody {...(correlationId && { subtitle: `${texts.shared.correlationId}: ${correlationId}` })}>
            {message}
          </ToastBody>
          <ToastFooter>
            <Button size="small" onClick={() => dismissAllToasts()}>
              {texts.shared.close}
            </Button>
          </ToastFooter>
        </Toast>,
        { intent: 'error', timeout: -1 },
      )
    },
    [dispatchToast, dismissAllToasts, errorText, texts],
  )
  const notices = useMemo(() => ({ done, failed }), [done, failed])
  return (
    <Context.Provider value={notices}>
      {children}
      <Toaster toasterId={toasterId} position="bottom-end" mountNode={place} />
    </Context.Provider>
  )
}

export function useNotices(): Notices {
  const value = useContext(Context)
  if (!value) throw new Error('There is no place for notices around this')
  return value
}
