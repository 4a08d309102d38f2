import { useCallback } from 'react'
import { GraphFailure } from '../api/graph-client.ts'
import { useTexts } from '../shell/preferences.tsx'

interface ErrorText {
  readonly message: string
  readonly correlationId?: string
}

/** What to say about a failure: the server's own words, else that there was no answer. */
export function useErrorText(): (error: unknown) => ErrorText {
  const { shared } = useTexts()
  return useCallback(
    (error) => {
      if (!(error instanceof GraphFailure)) return { message: error instanceof Error ? error.message : shared.fault }
      if (error.status === 0) return { message: shared.noAnswer }
      return { message: error.message || shared.fault, correlationId: error.correlationId }
    },
    [shared],
  )
}
