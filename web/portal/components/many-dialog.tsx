import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  makeStyles,
  ProgressBar,
  Text,
  tokens,
} from '@fluentui/react-components'
import { type ReactNode, useEffect, useId, useState } from 'react'
import { type BatchRequest, sendBatch } from '../api/batch.ts'
import { useTexts } from '../shell/preferences.tsx'
import { useDangerStyle } from './confirm-dialog.tsx'
import { InlineError } from './inline-error.tsx'
import { type Refused, RefusedList } from './refused-list.tsx'
import { useReturnFocus } from './use-return-focus.ts'

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  names: { margin: 0, paddingInlineStart: tokens.spacingHorizontalXL, overflowWrap: 'anywhere' },
})

export interface Item {
  readonly id: string
  readonly name: string
}

/** Does it for all of them, telling the share that is done, and answers for which the server refused it. */
export type Perform = (items: readonly Item[], onProgress: (share: number) => void) => Promise<readonly Refused[]>

interface Asking {
  readonly title: string
  /** What will happen, naming what is destroyed, and whatever is to be chosen for it. */
  readonly children: ReactNode
  readonly action: string
  readonly isDestructive?: boolean
  /** Whether something has still to be chosen. */
  readonly isWaiting?: boolean
  readonly items: readonly Item[]
  /** Whether those it is about stand in `children` already. */
  readonly isListHidden?: boolean
  /** Told once, with those for which it was done; where some were refused, when that was read. */
  onDone(done: readonly Item[]): void
  onClose(): void
}

/** What is asked of the server for one of them, which counts as done when all of it is; or what does it for all. */
type Doing = Asking &
  ({ readonly requestsFor: (item: Item) => readonly BatchRequest[] } | { readonly perform: Perform })

const mostNamed = 10

const inBatches =
  (requestsFor: (item: Item) => readonly BatchRequest[]): Perform =>
  async (items, onProgress) => {
    const parts = items.flatMap((item) => requestsFor(item).map((request) => ({ item, request })))
    const outcomes = await sendBatch(
      parts.map(({ request }) => request),
      (done) => onProgress(done / parts.length),
    )
    return parts.flatMap(({ item }, index) => {
      const failure = outcomes[index]
      return failure ? [{ ...item, failure }] : []
    })
  }

/** Does something for each of many, after asking; then tells of each for which the server refused it, in its words. */
export function ManyDialog(props: Doing) {
  const {
    title,
    children,
    action,
    isDestructive = false,
    isWaiting = false,
    isListHidden = false,
    items,
    onDone,
    onClose,
  } = props
  const styles = useStyles()
  const danger = useDangerStyle()
  useReturnFocus()
  const { shared, users } = useTexts()
  const [progress, setProgress] = useState<number>()
  const [ended, setEnded] = useState<{ readonly done: readonly Item[]; readonly refused: readonly Refused[] }>()
  const [error, setError] = useState<unknown>()
  const isRunning = progress !== undefined
  const closingId = useId()
  useEffect(() => {
    if (ended) document.getElementById(closingId)?.focus()
  }, [ended, closingId])
  const run = async () => {
    setError(undefined)
    setProgress(0)
    try {
      const perform = 'perform' in props ? props.perform : inBatches(props.requestsFor)
      const failures = await perform(items, setProgress)
      const done = items.filter(({ id }) => failures.every((failed) => failed.id !== id))
      if (failures.length > 0) return setEnded({ done, refused: failures })
      onDone(done)
      onClose()
    } catch (failure) {
      setError(failure)
    } finally {
      setProgress(undefined)
    }
  }
  const close = () => {
    if (ended) onDone(ended.done)
    onClose()
  }
  return (
    <Dialog open modalType="alert" onOpenChange={(_, { open }) => open || isRunning || close()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{ended ? action : title}</DialogTitle>
          <DialogContent className={styles.content}>
            {ended ? (
              <RefusedList refused={ended.refused} all={items.length} />
            ) : (
              <>
                {children}
                {!isListHidden && <Names items={items} />}
              </>
            )}
            {isRunning && (
              <Field
                validationState="none"
                validationMessage={users.asking.running(Math.round(progress * items.length), items.length)}
              >
                <ProgressBar value={progress} aria-label={title} />
              </Field>
            )}
            {error !== undefined && <InlineError error={error} />}
          </DialogContent>
          <DialogActions fluid>
            {!ended && (
              <Button
                appearance="primary"
                className={isDestructive ? danger : ''}
                disabledFocusable={isRunning || isWaiting}
                onClick={() => void run()}
              >
                {action}
              </Button>
            )}
            <Button id={closingId} onClick={close} disabled={isRunning}>
              {ended ? shared.close : shared.cancel}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}

function Names({ items }: Pick<Doing, 'items'>) {
  const styles = useStyles()
  const { users } = useTexts()
  return (
    <>
      <ul className={styles.names}>
        {items.slice(0, mostNamed).map(({ id, name }) => (
          <li key={id}>{name}</li>
        ))}
      </ul>
      {items.length > mostNamed && <Text>{users.andMore(items.length - mostNamed)}</Text>}
    </>
  )
}
