import {
  Button,
  Field,
  MessageBar,
  MessageBarBody,
  makeStyles,
  ProgressBar,
  Text,
  tokens,
} from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import type { AuditChainState } from '../../../../contract/api/logs.ts'
import { auditChain } from '../../api/logs.ts'
import { CopyButton } from '../../components/copy-button.tsx'
import { DateTime } from '../../components/date-time.tsx'
import { InlineError } from '../../components/inline-error.tsx'
import { Loaded } from '../../components/page-states.tsx'
import { Pane } from '../../components/pane.tsx'
import { useFormat, useTexts } from '../../shell/preferences.tsx'
import { Facts, Section } from '../log-parts/facts.tsx'
import { Findings } from './findings.tsx'
import { standingOf } from './standing.ts'
import { useVerification } from './use-verification.ts'

const useStyles = makeStyles({
  commands: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  hash: { fontFamily: tokens.fontFamilyMonospace },
  hint: { display: 'block', color: tokens.colorNeutralForeground3 },
})

/** How the chain stands that shows tampering, and verifying it. */
export function ChainPane({ onClose }: { onClose(): void }) {
  const { chain } = useTexts().logs
  const query = useQuery(auditChain)
  return (
    <Pane title={chain.title} onClose={onClose}>
      <Text block>{chain.text}</Text>
      <Loaded query={query}>{(state) => <Chain state={state} />}</Loaded>
    </Pane>
  )
}

function Chain({ state }: { readonly state: AuditChainState }) {
  const styles = useStyles()
  const { chain } = useTexts().logs
  const format = useFormat()
  const { running, done, error, start, stop } = useVerification()
  const { head, sealedCount, waitingCount, waitingSinceDateTime, newest, whole } = state
  const all = sealedCount + waitingCount
  const checked = running?.soFar?.checkedCount ?? 0
  const shown = done ?? standingOf(state)
  const waiting = waitingSinceDateTime
    ? chain.waitingSince(format.number(waitingCount), format.relative(waitingSinceDateTime, Date.now()))
    : format.number(waitingCount)
  const left = whole?.continueFrom ?? null
  const isRunning = running !== undefined
  return (
    <>
      <Section title={chain.end}>
        {!head && <Text>{chain.noEnd}</Text>}
        {head && (
          <Facts
            facts={[
              [chain.sequence, format.number(head.sequence)],
              [
                chain.hash,
                <span key="hash">
                  <span className={styles.hash}>{head.hash}</span> <CopyButton text={head.hash} label={chain.hash} />
                  <Text size={200} className={styles.hint}>
                    {chain.hashHint}
                  </Text>
                </span>,
              ],
              [chain.sealedAt, <DateTime key="sealed" iso={head.sealedDateTime} isExact />],
            ]}
          />
        )}
        <Facts
          facts={[
            [chain.sealed, format.number(sealedCount)],
            [chain.waiting, waiting],
            [
              chain.lastNewest,
              newest?.endedDateTime ? <DateTime key="newest" iso={newest.endedDateTime} /> : chain.notYet,
            ],
            [
              chain.lastWhole,
              whole?.endedDateTime ? <DateTime key="whole" iso={whole.endedDateTime} /> : wholeText(left, chain),
            ],
          ]}
        />
      </Section>
      <div className={styles.commands}>
        <Button appearance="primary" disabledFocusable={isRunning} onClick={() => void start('newest', null)}>
          {chain.verifyNewest}
        </Button>
        <Button disabledFocusable={isRunning} onClick={() => void start('whole', null)}>
          {chain.verifyWhole}
        </Button>
        {left !== null && (
          <Button disabledFocusable={isRunning} onClick={() => void start('whole', left)}>
            {chain.goOn}
          </Button>
        )}
        <Button disabledFocusable={!isRunning} onClick={stop}>
          {chain.stop}
        </Button>
      </div>
      {running && (
        <Field validationState="none" validationMessage={chain.progress(format.number(checked), format.number(all))}>
          <ProgressBar {...(running.soFar && all > 0 && { value: Math.min(checked / all, 1) })} />
        </Field>
      )}
      {error !== undefined && <InlineError error={error} />}
      {done && (
        <MessageBar intent={done.isIntact ? 'success' : 'error'} politeness="polite" layout="multiline">
          <MessageBarBody>
            {done.isIntact
              ? chain.doneIntact(format.number(done.checkedCount))
              : chain.doneBroken(format.number(done.checkedCount), format.number(done.findingCount))}
          </MessageBarBody>
        </MessageBar>
      )}
      {shown && shown.findings.length > 0 && <Findings found={shown} />}
    </>
  )
}

const wholeText = (left: string | null, { stopped, notYet }: { readonly stopped: string; readonly notYet: string }) =>
  left === null ? notYet : stopped
