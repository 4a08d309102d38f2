import { Button, MessageBar, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import { usersGiven } from '../../api/bulk.ts'
import { InlineError } from '../../components/inline-error.tsx'
import { Empty } from '../../components/page-states.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { faultsOf, firstTerms, type TypedTerms } from '../user/methods/pass-terms.ts'
import { useSettled } from '../user/methods/use-settled.ts'
import { ChoosePeople } from './choose-people.tsx'
import { CommonTerms } from './common-terms.tsx'
import type { SavedHandOut } from './hand-out/make.ts'
import { HandOuts } from './hand-outs.tsx'
import { IssueDialog } from './issue-dialog.tsx'
import { LeaveDialog, LeaveGuard } from './leave-guard.tsx'
import { RowTable, type ShownRow } from './row-table.tsx'
import { requestFor } from './rows.ts'
import { RunProgress } from './run-progress.tsx'
import { Section } from './section.tsx'
import { useIssuing } from './use-issuing.ts'
import { useOutlooks } from './use-outlooks.ts'
import { usePeople } from './use-people.ts'

const useStyles = makeStyles({
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
})

const settlesAfterMilliseconds = 400

const idsIn = (text: string | null): readonly string[] =>
  [...new Set((text ?? '').toLowerCase().split(','))].filter(isId)
const isId = (text: string): boolean => /^[0-9a-f-]{36}$/.test(text)

/** A run from choosing people to handing out codes; the codes live as long as it is in the page. */
export function BulkRun() {
  const styles = useStyles()
  const { bulk } = useTexts()
  const [params] = useSearchParams()
  const people = usePeople()
  const issuing = useIssuing()
  const [typed, setTyped] = useState<TypedTerms>()
  const [handOuts, setHandOuts] = useState<readonly SavedHandOut[]>([])
  const [isLeaving, setLeaving] = useState(false)
  const [asking, setAsking] = useState<readonly ShownRow[]>()
  const given = idsIn(params.get('users'))
  const { data: named, error: unnamed } = useQuery({ ...usersGiven(given), enabled: given.length > 0 })
  const [taken, setTaken] = useState<typeof named>()
  if (named && named !== taken) {
    setTaken(named)
    people.add(named.map((user) => ({ user, terms: {} })))
  }
  const settled = useSettled(typed ?? null, settlesAfterMilliseconds) ?? undefined
  const [policy, setPolicy] = useState<Parameters<typeof faultsOf>[1]>()
  const { rows } = people
  const wanted = useMemo(
    () => new Map(rows.map((row) => [row.user.id, JSON.stringify(requestFor(row, settled))])),
    [rows, settled],
  )
  const outlookOf = useOutlooks(wanted)
  const shown = rows.map((row): ShownRow => {
    return { ...row, outlook: outlookOf(row.user.id), result: issuing.results.get(row.user.id) }
  })
  if (!policy) {
    const known = shown.find(({ outlook }) => outlook.kind === 'known')?.outlook
    if (known?.kind === 'known') {
      setPolicy(known.answer.issuance.policy)
      setTyped(firstTerms(known.answer.issuance.policy, Date.now()))
    }
  }
  const faults = typed && policy ? faultsOf(typed, policy, Date.now()) : {}
  const isBegun = issuing.results.size > 0
  const isSettled = JSON.stringify(typed) === JSON.stringify(settled) && Object.keys(faults).length === 0
  const ready = shown.filter(({ outlook }) => outlook.kind === 'known' && outlook.answer.issuance.allowed)
  const isChecking = shown.some(({ outlook }) => outlook.kind === 'checking')
  const failed = shown.filter(({ result }) => result?.kind === 'failed')
  const untried = ready.filter(({ result }) => result === undefined)
  const waiting = shown.filter(({ result }) => result?.kind === 'issued' && !result.isHandedOut)
  const issue = (some: readonly ShownRow[]) =>
    void issuing.issue(some.map((row) => ({ user: row.user, request: requestFor(row, settled) })))
  const reset = () => {
    issuing.reset()
    people.reset()
    setHandOuts([])
  }
  const issued = shown.filter(({ result }) => result?.kind === 'issued').length
  const summary = isBegun
    ? bulk.issue.finished(issued, failed.length, untried.length)
    : bulk.rows.summary(rows.length, ready.length, shown.filter(({ outlook }) => outlook.kind === 'checking').length)
  return (
    <>
      <LeaveGuard count={waiting.length} isRunning={issuing.run !== undefined} onLeave={() => issuing.codes.close()} />
      {!window.isSecureContext && (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody>{bulk.issue.insecure}</MessageBarBody>
        </MessageBar>
      )}
      {!isBegun && (
        <>
          {unnamed && <InlineError error={unnamed} />}
          <ChoosePeople people={people} />
          <CommonTerms
            terms={typed}
            policy={policy}
            faults={faults}
            hasOwn={rows.some(({ terms }) => Object.keys(terms).length > 0)}
            onChange={setTyped}
          />
        </>
      )}
      {issuing.run && <RunProgress run={issuing.run} onStop={issuing.stop} />}
      {!issuing.run && waiting.length + handOuts.length > 0 && (
        <HandOuts
          waiting={waiting}
          issuing={issuing}
          handOuts={handOuts}
          onSaved={(handOut) => setHandOuts([handOut, ...handOuts])}
        />
      )}
      <Section title={isBegun ? bulk.rows.results : bulk.rows.title}>
        {rows.length === 0 ? (
          <Empty title={bulk.rows.empty} />
        ) : (
          <RowTable rows={shown} summary={summary} isBegun={isBegun} onRemove={people.remove} />
        )}
        {rows.length > 0 && !issuing.run && (
          <div className={styles.buttons}>
            {!isBegun && (
              <Button
                appearance="primary"
                disabledFocusable={!isSettled || isChecking || ready.length === 0 || !window.isSecureContext}
                onClick={() => setAsking(ready)}
              >
                {bulk.issue.action(ready.length)}
              </Button>
            )}
            {isBegun && failed.length > 0 && (
              <Button onClick={() => issue(failed)}>{bulk.issue.retry(failed.length)}</Button>
            )}
            {isBegun && untried.length > 0 && (
              <Button onClick={() => issue(untried)}>{bulk.issue.goOn(untried.length)}</Button>
            )}
            {isBegun && (
              <Button appearance="subtle" onClick={() => (waiting.length > 0 ? setLeaving(true) : reset())}>
                {bulk.handOut.startOver}
              </Button>
            )}
          </div>
        )}
      </Section>
      {isLeaving && (
        <LeaveDialog count={waiting.length} isRunning={false} onLeave={reset} onClose={() => setLeaving(false)} />
      )}
      {asking && (
        <IssueDialog
          count={asking.length}
          skipped={rows.length - asking.length}
          replaced={asking.filter(replaces).map(({ user }) => user)}
          onConfirm={() => issue(asking)}
          onClose={() => setAsking(undefined)}
        />
      )}
    </>
  )
}

const replaces = ({ outlook }: ShownRow): boolean =>
  outlook.kind === 'known' && outlook.answer.issuance.notes.some(({ code }) => code === 'replacesPass')
