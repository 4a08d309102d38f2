import type { CorrelationEvent, Correlation as Resource } from '../../../contract/api/correlations.ts'
import { instant, toIso } from '../../base/time.ts'
import type { Event } from '../rules.ts'
import type { Correlation } from '../service.ts'

const eventToApi = ({ at, values, ...event }: Event, asked: string): CorrelationEvent => ({
  ...event,
  dateTime: toIso(at),
  isAsked: event.correlationId?.toLowerCase() === asked,
  values: [...values],
})

export const correlationToApi = ({ id, leftOut, isTruncated, passes, events }: Correlation): Resource => ({
  correlationId: id,
  fromDateTime: toIso(instant(Math.min(...events.map(({ at }) => at)))),
  toDateTime: toIso(instant(Math.max(...events.map(({ at }) => at)))),
  leftOut: [...leftOut],
  isTruncated,
  passes: passes.map(({ user, issuedAt, startAt, endAt, ...pass }) => ({
    ...pass,
    user,
    issuedDateTime: toIso(issuedAt),
    startDateTime: startAt === null ? null : toIso(startAt),
    endDateTime: endAt === null ? null : toIso(endAt),
  })),
  events: events.map((event) => eventToApi(event, id)),
})
