import type { Correlation, CorrelationEvent } from '../../../../contract/api/correlations.ts'
import type { Format } from '../../format/format.ts'
import type { Texts } from '../../texts/texts.ts'
import { valueText } from '../audits/audit-words.ts'
import { errorText } from '../sign-ins/sign-in-words.ts'

type Person = NonNullable<CorrelationEvent['target']>

export const personName = ({ displayName, userPrincipalName, id }: Person): string =>
  displayName ?? userPrincipalName ?? id ?? '–'

/** By whose hand something was done. */
export function actorName(actor: CorrelationEvent['actor'], { logs }: Pick<Texts, 'logs'>): string {
  const { clock, server, nobody } = logs.correlation
  if (actor === null) return clock
  if (actor.kind === 'server') return actor.displayName ?? server
  if (actor.kind === 'nobody') return actor.displayName ?? actor.userPrincipalName ?? nobody
  return personName(actor)
}

/** Why it ended so: an error code in words, else what the record says. */
export const reasonOf = ({ errorCode, reason }: CorrelationEvent, { logs }: Pick<Texts, 'logs'>): string =>
  errorCode === null || errorCode === 0
    ? (reason ?? '')
    : errorText({ errorCode, failureReason: reason, additionalDetails: null }, logs.errorCodes)

/** Whether the person it was done to is another one than who did it. */
export const isForAnother = ({ actor, target }: CorrelationEvent): boolean =>
  target !== null && (target.id !== actor?.id || target.id === null) && personName(target) !== '–'

/** What changed, without what did not. */
export const changesOf = ({ values }: CorrelationEvent) =>
  values.map(({ name, oldValue, newValue }) => ({ name, from: valueText(oldValue), to: valueText(newValue) }))

/** Where the page of a log shows the record. */
export function recordPath(record: string): string {
  const [, , log = '', id = ''] = record.split('/')
  return `/${log === 'signIns' ? 'sign-ins' : 'audits'}?range=all&open=${id}`
}

/** The whole story as plain text, to be pasted into a ticket. */
export function storyText(story: Correlation, texts: Pick<Texts, 'logs'>, format: Format): string {
  const words = texts.logs.correlation
  const passes = story.passes.map(({ user, startDateTime, endDateTime, isUsableOnce }) =>
    [
      words.passOf(user.userPrincipalName ?? personName(user)),
      startDateTime && `${words.validFrom} ${format.dateTime(startDateTime)}`,
      endDateTime && `${words.validUntil} ${format.dateTime(endDateTime)}`,
      isUsableOnce === null ? '' : isUsableOnce ? words.once : words.many,
    ]
      .filter(Boolean)
      .join(', '),
  )
  const events = story.events.flatMap((event) => [
    `${format.second(event.dateTime)}  ${titleOf(event, words.kinds)} – ${texts.logs.results[event.result]}`,
    ...detailsOf(event, texts).map((detail) => `    ${detail}`),
  ])
  return [`${texts.logs.story.field} ${story.correlationId}`, ...passes, '', ...events, ''].join('\n')
}

const titleOf = ({ kind, title }: CorrelationEvent, kinds: Readonly<Record<CorrelationEvent['kind'], string>>) =>
  kind === 'change' ? title : `${kinds[kind]} (${title})`

function detailsOf(event: CorrelationEvent, texts: Pick<Texts, 'logs'>): readonly string[] {
  const words = texts.logs.correlation
  const reason = reasonOf(event, texts)
  return [
    `${words.by}: ${actorName(event.actor, texts)}`,
    ...(event.target && isForAnother(event) ? [`${words.for}: ${personName(event.target)}`] : []),
    ...(event.ipAddress ? [`${words.ip}: ${event.ipAddress}`] : []),
    ...(event.errorCode ? [`${words.code}: ${event.errorCode}`] : []),
    ...(reason === '' ? [] : [`${words.reason}: ${reason}`]),
    ...changesOf(event).map(({ name, from, to }) => `${name}: ${from === '' ? to : `${from} → ${to}`}`),
  ]
}
