import { Button, makeStyles, Spinner, Text, tokens } from '@fluentui/react-components'
import {
  DocumentSearch24Regular,
  ErrorCircle24Regular,
  LockClosed24Regular,
  SlideText24Regular,
} from '@fluentui/react-icons'
import type { ReactNode } from 'react'
import { GraphFailure } from '../api/graph-client.ts'
import { useTexts } from '../shell/preferences.tsx'
import { CopyButton } from './copy-button.tsx'
import { useErrorText } from './error-text.ts'

const useStyles = makeStyles({
  state: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    gap: tokens.spacingVerticalS,
    padding: `${tokens.spacingVerticalXXXL} ${tokens.spacingHorizontalL}`,
    textAlign: 'center',
    maxWidth: '36rem',
    margin: '0 auto',
    overflowWrap: 'anywhere',
  },
  icon: { color: tokens.colorNeutralForeground3 },
  number: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    gap: tokens.spacingHorizontalXS,
    color: tokens.colorNeutralForeground3,
  },
})

interface StateParts {
  readonly icon: ReactNode
  readonly title: string
  readonly text?: string | undefined
  readonly children?: ReactNode
}

function State({ icon, title, text, children }: StateParts) {
  const styles = useStyles()
  return (
    <div className={styles.state}>
      <span className={styles.icon} aria-hidden>
        {icon}
      </span>
      <Text as="h2" size={400} weight="semibold" block>
        {title}
      </Text>
      {text && (
        <Text block align="center">
          {text}
        </Text>
      )}
      {children}
    </div>
  )
}

export function Loading() {
  const { shared } = useTexts()
  const styles = useStyles()
  return (
    <div className={styles.state}>
      <Spinner label={shared.loading} delay={200} />
    </div>
  )
}

/** Nothing there yet; `children` offers what to do about it. */
export function Empty({ title, text, children }: Partial<Omit<StateParts, 'icon'>>) {
  const { shared } = useTexts()
  return (
    <State icon={<SlideText24Regular />} title={title ?? shared.nothingHere} text={text}>
      {children}
    </State>
  )
}

/** Something is there, but nothing that was asked for. */
export function NothingFound({ onClear }: { readonly onClear?: () => void }) {
  const { shared } = useTexts()
  return (
    <State icon={<DocumentSearch24Regular />} title={shared.nothingFound}>
      {onClear && <Button onClick={onClear}>{shared.clearFilters}</Button>}
    </State>
  )
}

export function NoPermission({ text }: { readonly text?: string }) {
  const { shared } = useTexts()
  return <State icon={<LockClosed24Regular />} title={shared.noPermission} text={text ?? shared.noPermissionText} />
}

interface Failed {
  readonly error: unknown
  readonly onRetry?: () => void
  /** What explains the server's words. */
  readonly children?: ReactNode
}

/** What went wrong, in the server's words, with the number to ask about; a refusal for want of rights says so. */
export function ErrorState({ error, onRetry, children }: Failed) {
  const { shared } = useTexts()
  const styles = useStyles()
  const { message, correlationId } = useErrorText()(error)
  if (error instanceof GraphFailure && error.status === 403) return <NoPermission text={message} />
  return (
    <div role="alert">
      <State icon={<ErrorCircle24Regular />} title={shared.errorTitle} text={message}>
        {children}
        {correlationId && (
          <span className={styles.number}>
            <span>
              {shared.correlationId}: {correlationId}
            </span>
            <CopyButton text={correlationId} label={shared.copy} />
          </span>
        )}
        {onRetry && <Button onClick={onRetry}>{shared.tryAgain}</Button>}
      </State>
    </div>
  )
}

interface Query<Data> {
  readonly data: Data | undefined
  readonly error: unknown
  refetch(): unknown
}

/** The states of what a page shows: loading, refused or broken, and there. */
export function Loaded<Data>({
  query,
  children,
}: {
  readonly query: Query<Data>
  readonly children: (data: Data) => ReactNode
}) {
  if (query.data !== undefined) return children(query.data)
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  return <Loading />
}
