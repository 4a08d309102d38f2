import {
  Button,
  Checkbox,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Text,
  tokens,
  typographyStyles,
} from '@fluentui/react-components'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { UserResource } from '../../../../../contract/graph/user.ts'
import { removeMethod, type UserMethod } from '../../../api/methods.ts'
import { revokeSessions } from '../../../api/users.ts'
import { useDangerStyle } from '../../../components/confirm-dialog.tsx'
import { useErrorText } from '../../../components/error-text.ts'
import { Pane } from '../../../components/pane.tsx'
import { useTexts } from '../../../shell/preferences.tsx'
import type { May } from '../../../shell/use-may.ts'
import { isStrong, kindOf, lossOf, removals } from './method-kinds.ts'
import { useMethodWords } from './use-method-words.ts'

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  set: { border: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column' },
  legend: { ...typographyStyles.body1Strong, padding: 0 },
  results: { margin: 0, paddingLeft: tokens.spacingHorizontalXL, overflowWrap: 'anywhere' },
  head: { ...typographyStyles.subtitle2, margin: 0, ':focus': { outlineStyle: 'none' } },
})

interface Parts {
  readonly user: UserResource
  readonly methods: readonly UserMethod[]
  readonly switchedOff: readonly string[]
  readonly mayOn: May
  onClose(): void
}

/** *Require re-register*: deletes the methods chosen and ends the sessions, and tells of each what came of it. */
export function ReRegisterPane({ user, methods, switchedOff, mayOn, onClose }: Parts) {
  const styles = useStyles()
  const danger = useDangerStyle()
  const { passes, shared } = useTexts()
  const { reRegister, remove, commands } = passes
  const words = useMethodWords()
  const errorText = useErrorText()
  const queries = useQueryClient()
  const [, setSearch] = useSearchParams()
  const formId = useId()
  const [offered] = useState(() =>
    methods.filter((method) => kindOf(method) !== 'pass' && mayOn(removals[kindOf(method)] ?? '')),
  )
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(offered.filter(isStrong).map(({ id }) => id)))
  const [isRunning, setRunning] = useState(false)
  const [results, setResults] = useState<readonly string[]>()
  const removed = offered.filter(({ id }) => chosen.has(id))
  const loss = lossOf(removed, methods, switchedOff)
  const toggle = (id: string, isChosen: boolean) => {
    const next = new Set(chosen)
    if (isChosen) next.add(id)
    else next.delete(id)
    setChosen(next)
  }
  const run = async (event: FormEvent) => {
    event.preventDefault()
    setRunning(true)
    const told: string[] = []
    for (const method of removed) {
      const { name } = words(method)
      const failure = await failureOf(removeMethod(user.id, method))
      told.push(failure === undefined ? reRegister.deleted(name) : reRegister.failed(name, errorText(failure).message))
    }
    const failure = await failureOf(revokeSessions(user.id))
    told.push(failure === undefined ? reRegister.revoked : reRegister.revokeFailed(errorText(failure).message))
    setResults(told)
    setRunning(false)
    await queries.invalidateQueries({ queryKey: ['users', user.id] })
  }
  const footer =
    results === undefined ? (
      <>
        <Button appearance="primary" className={danger} type="submit" form={formId} disabledFocusable={isRunning}>
          {reRegister.action}
        </Button>
        <Button onClick={onClose} disabled={isRunning}>
          {shared.cancel}
        </Button>
      </>
    ) : (
      <Button onClick={onClose}>{shared.close}</Button>
    )
  return (
    <Pane title={commands.reRegister} isBusy={isRunning} onClose={onClose} footer={footer}>
      {results === undefined ? (
        <form id={formId} className={styles.form} onSubmit={(event) => void run(event)}>
          <Text>{reRegister.text(user.displayName)}</Text>
          {offered.length === 0 ? (
            <Text>{reRegister.none}</Text>
          ) : (
            <fieldset className={styles.set}>
              <legend className={styles.legend}>{reRegister.methods}</legend>
              {offered.map((method) => (
                <Checkbox
                  key={method.id}
                  label={words(method).name}
                  checked={chosen.has(method.id)}
                  onChange={(_, { checked }) => toggle(method.id, checked === true)}
                />
              ))}
            </fieldset>
          )}
          <Text>{reRegister.sessions}</Text>
          {loss === 'lastWayIn' && (
            <MessageBar intent="warning" layout="multiline">
              <MessageBarBody>{remove.lastWayIn(user.displayName)}</MessageBarBody>
            </MessageBar>
          )}
          {removed.length > 0 && <Text>{remove.cannotUndo}</Text>}
        </form>
      ) : (
        <>
          <Results lines={results} />
          {mayOn('passes.create') && (
            <>
              <Text>{reRegister.nextText(user.displayName)}</Text>
              <div>
                <Button appearance="primary" onClick={() => setSearch({ add: 'pass' })}>
                  {commands.addPass}
                </Button>
              </div>
            </>
          )}
        </>
      )}
    </Pane>
  )
}

function Results({ lines }: { readonly lines: readonly string[] }) {
  const styles = useStyles()
  const { reRegister } = useTexts().passes
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <div>
      <h3 ref={heading} tabIndex={-1} className={styles.head}>
        {reRegister.results}
      </h3>
      <ul className={styles.results}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  )
}

const failureOf = async (work: Promise<unknown>): Promise<unknown> => {
  try {
    await work
    return undefined
  } catch (error) {
    return error ?? new Error()
  }
}
