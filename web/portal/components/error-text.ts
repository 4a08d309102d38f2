import { useCallback } from 'react'
import { GraphFailure } from '../api/graph-client.ts'
import { useTexts } from '../shell/preferences.tsx'

interface ErrorText {
  readonly message: string
  readonly correlationId?: string
}

/** What to say about a failure: the server's own words, unless only a program can follow them, or that there was no answer. */
export function useErrorText(): (error: unknown) => ErrorText {
  const { shared } = useTexts()
  return useCallback(
    (error) => {
      if (!(error instanceof GraphFailure)) return { message: error instanceof Error ? error.message : shared.fault }
      if (error.status === 0) return { message: shared.noAnswer }
      const { correlationId } = error
      if (error.innerCode === 'entityChanged') return { message: shared.changedMeanwhile, correlationId }
      return { message: error.message || shared.fault, correlationId }
    },
    [shared],
  )
}
