import { useFormat } from '../shell/preferences.tsx'

interface Moment {
  readonly iso: string | null | undefined
  /** To the second, as in logs. */
  readonly isExact?: boolean
  /** The day alone, where there is little room; pointing at it tells the time too. */
  readonly isDay?: boolean
}

/** A point in time in the reader's zone, with the zone named; pointing at it tells it in UTC. */
export function DateTime({ iso, isExact, isDay }: Moment) {
  const format = useFormat()
  if (!iso) return <span>–</span>
  const utc = `${iso.slice(0, 19).replace('T', ' ')} UTC`
  if (isDay) {
    return (
      <time dateTime={iso} title={`${format.dateTime(iso)} · ${utc}`}>
        {format.date(iso)}
      </time>
    )
  }
  return (
    <time dateTime={iso} title={utc}>
      {isExact ? format.second(iso) : format.dateTime(iso)}
    </time>
  )
}
