import { Badge, makeStyles, Text, tokens } from '@fluentui/react-components'
import type { CorrelationEvent } from '../../../../contract/api/correlations.ts'
import { AppLink } from '../../components/app-link.tsx'
import { DateTime } from '../../components/date-time.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'
import { Facts } from '../log-parts/facts.tsx'
import { ResultBadge } from '../log-parts/result-badge.tsx'
import { EventIcon } from './event-icon.tsx'
import { Person } from './person.tsx'
import { actorName, changesOf, isForAnother, reasonOf, recordPath } from './story-text.ts'

const useStyles = makeStyles({
  event: { display: 'grid', gridTemplateColumns: '32px minmax(0, 1fr)', columnGap: tokens.spacingHorizontalM },
  rail: { display: 'flex', flexDirection: 'column', alignItems: 'center' },
  line: { flexGrow: 1, width: '2px', backgroundColor: tokens.colorNeutralStroke2 },
  body: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    paddingBottom: tokens.spacingVerticalXL,
    minWidth: 0,
    breakInside: 'avoid',
  },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS, minHeight: '32px' },
  time: { color: tokens.colorNeutralForeground3 },
  values: {
    color: tokens.colorNeutralForeground3,
    overflowWrap: 'anywhere',
    margin: 0,
    paddingLeft: 0,
    listStyle: 'none',
  },
})

interface Shown {
  readonly event: CorrelationEvent
  /** The correlation id that was asked for. */
  readonly asked: string
  readonly isLast: boolean
}

/** One thing that happened, on the line from first to last. */
export function TimelineEvent({ event, asked, isLast }: Shown) {
  const styles = useStyles()
  const texts = useTexts()
  const words = texts.logs.correlation
  const may = useMay()
  const { kind, title, result, actor, target, ipAddress, application, correlationId, errorCode, record } = event
  const isReadable = record?.startsWith('/auditLogs/signIns/') ? may('signIns.read') : may('auditLogs.read')
  const changes = changesOf(event)
  return (
    <li className={styles.event}>
      <div className={styles.rail} aria-hidden>
        <EventIcon kind={kind} result={result} />
        {!isLast && <span className={styles.line} />}
      </div>
      <div className={styles.body}>
        <div className={styles.head}>
          <Text weight="semibold">{kind === 'change' ? title : words.kinds[kind]}</Text>
          <ResultBadge result={result} />
          {event.isAsked && (
            <Badge appearance="outline" color="brand">
              {words.asked}
            </Badge>
          )}
        </div>
        <Text className={styles.time}>
          <DateTime iso={event.dateTime} isExact />
          {kind !== 'change' && ` · ${title}`}
        </Text>
        <Facts
          facts={[
            [
              words.by,
              actor ? (
                <Person
                  key="by"
                  person={{ ...actor, displayName: actorName(actor, texts) }}
                  isUser={actor.kind === 'user'}
                />
              ) : (
                words.clock
              ),
            ],
            [
              words.for,
              target && isForAnother(event) && (
                <Person key="for" person={target} isUser={target.userPrincipalName !== null} />
              ),
            ],
            [words.ip, ipAddress],
            [words.application, application?.displayName],
            [words.code, errorCode ? String(errorCode) : ''],
            [words.reason, reasonOf(event, texts)],
            [
              words.otherId,
              correlationId !== null && correlationId !== asked && (
                <AppLink key="other" to={`/correlations/${correlationId}`}>
                  {correlationId}
                </AppLink>
              ),
            ],
          ]}
        />
        {changes.length > 0 && (
          <ul aria-label={words.values} className={styles.values}>
            {changes.map(({ name, from, to }) => (
              <li key={name}>
                {name}: {from === '' ? to : `${from} → ${to}`}
              </li>
            ))}
          </ul>
        )}
        {record && isReadable && (
          <span data-print="no">
            <AppLink to={recordPath(record)}>{words.record}</AppLink>
          </span>
        )}
      </div>
    </li>
  )
}
