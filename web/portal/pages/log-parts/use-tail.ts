import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useSyncExternalStore } from 'react'
import { withOptions } from '../../api/collection.ts'
import { pathOf, readSince } from '../../api/logs.ts'
import type { LogKind } from './log-kind.ts'

const everyMilliseconds = 2000
/** A record may come in a little after the time that stands in it. */
const overlapMilliseconds = 10_000
/** Where the list is empty, this far back, whatever the clocks say. */
const startMilliseconds = 300_000
const most = 200

interface Tail<Row> {
  /** Newest first. */
  readonly rows: readonly Row[]
  readonly isBehind: boolean
}

interface Asked {
  readonly kind: LogKind
  readonly filter: string
  readonly select: string
}

interface Tailing<Row> extends Asked {
  /** The rows of the list below. */
  readonly listed: readonly Row[]
  readonly isOn: boolean
  timeOf(row: Row): string
  /** More came in at once than is read here. */
  onBehind(): void
}

const none: readonly never[] = []

/** What came in since the list was read, newest first; rests while the tab is hidden or one reads further down. */
export function useTail<Row extends { readonly id: string }>(tailing: Tailing<Row>) {
  const { kind, filter, select, listed, isOn, timeOf, onBehind } = tailing
  const queries = useQueryClient()
  const isScrolled = useSyncExternalStore(watchScroll, () => window.scrollY > 120)
  const isHidden = useSyncExternalStore(watchVisibility, () => document.visibilityState === 'hidden')
  const queryKey = [kind.log, 'tail', filter, select]
  const { data, isError } = useQuery({
    queryKey,
    queryFn: async ({ signal }): Promise<Tail<Row>> => {
      const before = queries.getQueryData<Tail<Row>>(queryKey)?.rows ?? none
      const newest = [...before, ...listed][0]
      const since = newest ? Date.parse(timeOf(newest)) - overlapMilliseconds : Date.now() - startMilliseconds
      const page = await readSince<Row>(addressSince(tailing, new Date(since).toISOString()), signal)
      const known = new Set([...before, ...listed].map(({ id }) => id))
      const added = page.value.filter(({ id }) => !known.has(id))
      return {
        rows: [...added, ...before].toSorted((one, other) => timeOf(other).localeCompare(timeOf(one))),
        isBehind: added.length > 0 && page['@odata.nextLink'] !== undefined,
      }
    },
    enabled: isOn && !isScrolled,
    refetchInterval: everyMilliseconds,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  })
  const isBehind = isOn && data?.isBehind === true
  useEffect(() => {
    if (isBehind) onBehind()
  }, [isBehind, onBehind])
  const toTop = useCallback(() => window.scrollTo({ top: 0 }), [])
  return { fresh: isOn ? (data?.rows ?? none) : none, isScrolled, isHidden, isError, toTop }
}

function addressSince({ kind, filter, select }: Asked, since: string): string {
  const newer = `${kind.time} ge ${since}`
  return withOptions(pathOf(kind.log), {
    $filter: filter === '' ? newer : `${newer} and (${filter})`,
    $select: select,
    $top: most,
  })
}

function watchScroll(changed: () => void): () => void {
  window.addEventListener('scroll', changed, { passive: true })
  return () => window.removeEventListener('scroll', changed)
}

function watchVisibility(changed: () => void): () => void {
  document.addEventListener('visibilitychange', changed)
  return () => document.removeEventListener('visibilitychange', changed)
}
