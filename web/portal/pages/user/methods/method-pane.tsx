import { Button, makeStyles, Text, tokens } from '@fluentui/react-components'
import { Delete20Regular } from '@fluentui/react-icons'
import type { ReactNode } from 'react'
import type { UserResource } from '../../../../../contract/graph/user.ts'
import type { UserMethod } from '../../../api/methods.ts'
import { DateTime } from '../../../components/date-time.tsx'
import { Pane } from '../../../components/pane.tsx'
import { useFormat, useTexts } from '../../../shell/preferences.tsx'
import type { May } from '../../../shell/use-may.ts'
import { Countdown, useIsToCome } from './countdown.tsx'
import { endOfPass, kindOf, removals } from './method-kinds.ts'
import { StatusBadge } from './method-list.tsx'
import { useMethodWords } from './use-method-words.ts'

const useStyles = makeStyles({
  list: {
    display: 'grid',
    gridTemplateColumns: 'minmax(8rem, 1fr) 2fr',
    gap: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    margin: 0,
  },
  term: { color: tokens.colorNeutralForeground3 },
  value: { margin: 0, overflowWrap: 'anywhere', display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
})

interface MethodPaneParts {
  readonly user: UserResource
  readonly method: UserMethod
  readonly switchedOff: readonly string[]
  readonly mayOn: May
  onRemove(): void
  onClose(): void
}

/** Everything that is known of one method. */
export function MethodPane({ method, switchedOff, mayOn, onRemove, onClose }: MethodPaneParts) {
  const styles = useStyles()
  const { passes, shared } = useTexts()
  const { kind } = useMethodWords()(method)
  const facts = useFacts(method, switchedOff)
  const isRemovable = mayOn(removals[kindOf(method)] ?? '')
  return (
    <Pane
      title={kind}
      onClose={onClose}
      footer={
        <>
          {isRemovable && (
            <Button icon={<Delete20Regular />} onClick={onRemove}>
              {passes.remove.action(kind)}
            </Button>
          )}
          <Button onClick={onClose}>{shared.close}</Button>
        </>
      }
    >
      <dl className={styles.list}>
        {facts.map(([term, value]) => (
          <FactRow key={term} term={term} value={value} />
        ))}
        <FactRow term={passes.list.created} value={<DateTime iso={method.createdDateTime} />} />
        <FactRow
          term={passes.list.lastUsed}
          value={method.lastUsedDateTime ? <DateTime iso={method.lastUsedDateTime} /> : passes.list.never}
        />
        <FactRow term={passes.details.id} value={method.id} />
      </dl>
      {'isUsableOnce' in method && <Text>{passes.details.noCode}</Text>}
      {kindOf(method) === 'phone' || kindOf(method) === 'email' ? <Text>{passes.add.contactOnly}</Text> : null}
    </Pane>
  )
}

function FactRow({ term, value }: { readonly term: string; readonly value: ReactNode }) {
  const styles = useStyles()
  return (
    <>
      <dt className={styles.term}>{term}</dt>
      <dd className={styles.value}>{value}</dd>
    </>
  )
}

function useFacts(method: UserMethod, switchedOff: readonly string[]): readonly (readonly [string, ReactNode])[] {
  const { passes, shared } = useTexts()
  const format = useFormat()
  const { detail } = useMethodWords()(method)
  const { details, issued } = passes
  const isToCome = useIsToCome('isUsableOnce' in method ? method.startDateTime : '')
  const badge = <StatusBadge key="badge" method={method} switchedOff={switchedOff} />
  if ('isUsableOnce' in method) {
    const end = endOfPass(method)
    const known: Readonly<Record<string, string>> = details.reasons
    const isLeft = method.isUsable || method.methodUsabilityReason === 'NotYetValid'
    return [
      [
        details.status,
        <span key="status">
          {badge} {known[method.methodUsabilityReason] ?? details.otherReason(method.methodUsabilityReason)}
        </span>,
      ],
      [issued.validFrom, <DateTime key="from" iso={method.startDateTime} />],
      [issued.validUntil, <DateTime key="until" iso={end} />],
      ...(isLeft
        ? ([
            [
              isToCome ? issued.startsIn : issued.left,
              <Countdown key="left" to={isToCome ? method.startDateTime : end} />,
            ],
          ] as const)
        : []),
      [details.duration, format.duration(method.lifetimeInMinutes)],
      [details.usage, method.isUsableOnce ? shared.yes : shared.no],
    ]
  }
  if ('aaGuid' in method) {
    return [
      [shared.name, method.displayName],
      [details.model, method.model ?? details.unknownModel],
      [details.passkeyType, passes.passkeyTypes[method.passkeyType]],
      [details.attestation, method.attestationLevel === 'attested' ? details.attested : details.notAttested],
    ]
  }
  return detail ? [[passes.list.detail, detail]] : []
}
