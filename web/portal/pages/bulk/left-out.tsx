import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components'
import { Dismiss20Regular } from '@fluentui/react-icons'
import { useTexts } from '../../shell/preferences.tsx'
import type { Fault } from './rows.ts'
import type { Left } from './use-people.ts'

const useStyles = makeStyles({
  bar: { maxWidth: '60rem', boxSizing: 'border-box' },
  list: {
    margin: 0,
    paddingInlineStart: tokens.spacingHorizontalL,
    maxHeight: '14rem',
    overflowY: 'auto',
    overflowWrap: 'anywhere',
  },
})

interface Parts {
  readonly left: Left
  onDismiss(): void
}

/** A list that scrolls has to be reached by keyboard. */
const reachable = { tabIndex: 0 }

/** Those who were not taken into the list, each with the line of the file and what is wrong with it. */
export function LeftOut({ left, onDismiss }: Parts) {
  const styles = useStyles()
  const { bulk } = useTexts()
  const words = bulk.people
  const { faults, ignored, isTooLarge } = left
  const said = ({ line, code, value }: Fault): string => {
    const text = bulk.faults[code](value)
    return line === undefined ? text : words.line(line, text)
  }
  return (
    <MessageBar
      className={styles.bar}
      intent={faults.length > 0 || isTooLarge ? 'warning' : 'info'}
      layout="multiline"
      politeness="assertive"
    >
      <MessageBarBody>
        {isTooLarge && words.tooLarge}
        {faults.length > 0 && (
          <>
            <MessageBarTitle>{words.faultsTitle(faults.length)}</MessageBarTitle>
            <ul className={styles.list} aria-label={words.faultsTitle(faults.length)} {...reachable}>
              {faults.map((fault) => (
                <li key={`${fault.line} ${fault.code} ${fault.value}`}>{said(fault)}</li>
              ))}
            </ul>
          </>
        )}
        {ignored.length > 0 && <span>{words.ignored(ignored)}</span>}
      </MessageBarBody>
      <MessageBarActions
        containerAction={
          <Button
            appearance="transparent"
            aria-label={words.hideFaults}
            icon={<Dismiss20Regular />}
            onClick={onDismiss}
          />
        }
      />
    </MessageBar>
  )
}
