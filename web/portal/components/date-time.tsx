import { useFormat } from '../shell/preferences.tsx'

interface Moment {
  readonly iso: string | null | undefined
  /** To the second, as in logs. */
  readonly isExact?: boolean
}

/** A point in time in the reader's zone, with the zone named; pointing at it tells it in UTC. */
export function DateTime({ iso, isExact }: Moment) {
  const format = useFormat()
  if (!iso) return <span>–</span>
  return (
    <time dateTime={iso} title={`${iso.slice(0, 19).replace('T', ' ')} UTC`}>
      {isExact ? format.second(iso) : format.dateTime(iso)}
    </time>
  )
}
