import { createDOMRenderer, FluentProvider, makeStyles, RendererProvider, tokens } from '@fluentui/react-components'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { GraphFailure } from '../api/graph-client.ts'
import { NoticeProvider } from '../components/notices.tsx'
import { PreferencesProvider, usePreferences } from './preferences.tsx'
import { themes } from './theme.ts'

/** The page's own style elements carry the number that the content policy names. */
const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? ''
const renderer = createDOMRenderer(document, { styleElementAttributes: { nonce } })

const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) => failures < 2 && isPassing(error),
      refetchOnWindowFocus: false,
    },
  },
})

/** Whether asking again may help: the server was not reached, or broke. */
const isPassing = (error: unknown): boolean =>
  error instanceof GraphFailure && (error.status === 0 || error.status >= 500)

/** Not the provider's own: what opens over the page gets the provider's class too, and must not cover all of it. */
const useStyles = makeStyles({
  root: { minHeight: '100vh', backgroundColor: tokens.colorNeutralBackground2 },
})

export function AppProviders({ children }: { readonly children: ReactNode }) {
  return (
    <RendererProvider renderer={renderer} targetDocument={document}>
      <QueryClientProvider client={queryClient}>
        <PreferencesProvider>
          <Themed>{children}</Themed>
        </PreferencesProvider>
      </QueryClientProvider>
    </RendererProvider>
  )
}

function Themed({ children }: { readonly children: ReactNode }) {
  const styles = useStyles()
  const { theme } = usePreferences()
  return (
    <FluentProvider theme={themes[theme]}>
      <div className={styles.root}>
        <NoticeProvider>{children}</NoticeProvider>
      </div>
    </FluentProvider>
  )
}
