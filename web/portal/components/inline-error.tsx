import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components'
import { useEffect, useRef } from 'react'
import { useTexts } from '../shell/preferences.tsx'
import { useErrorText } from './error-text.ts'

/** A refusal beside the form it belongs to: the server's words and the number of the request; comes into sight by itself. */
export function InlineError({ error }: { readonly error: unknown }) {
  const { shared } = useTexts()
  const { message, correlationId } = useErrorText()(error)
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (error !== undefined) place.current?.scrollIntoView({ block: 'nearest' })
  }, [error])
  return (
    <div ref={place}>
      <MessageBar intent="error" layout="multiline" politeness="assertive">
        <MessageBarBody>
          <MessageBarTitle>{shared.errorTitle}</MessageBarTitle> {message}
          {correlationId && (
            <>
              {' '}
              <small>
                {shared.correlationId}: {correlationId}
              </small>
            </>
          )}
        </MessageBarBody>
      </MessageBar>
    </div>
  )
}
