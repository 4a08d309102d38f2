import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components'
import { useTexts } from '../shell/preferences.tsx'
import { useErrorText } from './error-text.ts'

/** A refusal beside the form it belongs to: the server's words and the number of the request. */
export function InlineError({ error }: { readonly error: unknown }) {
  const { shared } = useTexts()
  const { message, correlationId } = useErrorText()(error)
  return (
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
  )
}
