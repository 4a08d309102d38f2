import { MessageBar, MessageBarBody, makeStyles, Text, tokens } from '@fluentui/react-components'
import { useTexts } from '../shell/preferences.tsx'
import { useErrorText } from './error-text.ts'

const useStyles = makeStyles({
  list: {
    margin: 0,
    padding: 0,
    listStyle: 'none',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    overflowWrap: 'anywhere',
  },
  number: { color: tokens.colorNeutralForeground3 },
})

/** One of many for which something was not done. */
export interface Refused {
  readonly id: string
  readonly name: string
  readonly failure: unknown
}

interface Parts {
  readonly refused: readonly Refused[]
  /** How many it was asked for; tells how many are done. */
  readonly all?: number
}

/** Those for which the server refused something, each with its words and the number to ask about. */
export function RefusedList({ refused, all }: Parts) {
  const styles = useStyles()
  const { users, shared } = useTexts()
  const errorText = useErrorText()
  const refusedCount = new Set(refused.map(({ id }) => id)).size
  return (
    <>
      {all !== undefined && (
        <MessageBar intent="warning" layout="multiline" politeness="assertive">
          <MessageBarBody>{users.asking.partly(all - refusedCount, all)}</MessageBarBody>
        </MessageBar>
      )}
      <ul className={styles.list} aria-label={users.asking.result}>
        {refused.map(({ id, name, failure }) => {
          const { message, correlationId } = errorText(failure)
          return (
            <li key={`${id} ${correlationId}`}>
              <Text block weight="semibold">
                {name}
              </Text>
              <Text block>{message}</Text>
              {correlationId && (
                <Text block size={200} className={styles.number}>
                  {shared.correlationId}: {correlationId}
                </Text>
              )}
            </li>
          )
        })}
      </ul>
    </>
  )
}
