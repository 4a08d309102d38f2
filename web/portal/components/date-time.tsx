import { useFormat } from '../shell/preferences.tsx'

/** A point in time in the reader's zone, with the zone named; pointing at it tells it in UTC. */
export function DateTime({ iso }: { readonly iso: string | null | undefined }) {
  const format = useFormat()
  if (!iso) return <span>–</span>
  return (
    <time dateTime={iso} title={`${iso.slice(0, 19).replace('T', ' ')} UTC`}>
      {format.dateTime(iso)}
    </time>
  )
}
