import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import { readAddress, writeAddress } from './log-address.ts'
import { filterOf } from './log-filter.ts'
import { isSpan, type LogKind, type LogSearch } from './log-kind.ts'
import { useKeptColumns } from './use-kept-columns.ts'

/** A log page as it stands: what is asked, which columns it has, and which record and view are open. */
export interface Log {
  readonly kind: LogKind
  readonly search: LogSearch
  /** What is asked as `$filter`. */
  readonly filter: string
  readonly columns: readonly string[]
  /** The saved view that was chosen; empty where none was. */
  readonly view: string
  /** The record that is open; empty where none is. */
  readonly opened: string
  change(part: Partial<LogSearch>, view?: string): void
  chooseColumns(chosen: readonly string[]): void
  open(id: string): void
  /** Asks again: with a range that moves along ending now, and otherwise for what is there by now. */
  refresh(): void
}

interface Columns {
  readonly all: readonly string[]
  readonly usual: readonly string[]
}

export function useLog(kind: LogKind, columns: Columns): Log {
  const queries = useQueryClient()
  const [params, setParams] = useSearchParams()
  const [now, setNow] = useState(Date.now)
  const [chosen, chooseColumns] = useKeptColumns(kind.log, columns.all, columns.usual)
  const search = useMemo(() => readAddress(kind, params), [kind, params])
  const filter = useMemo(() => filterOf(kind, search, now), [kind, search, now])
  const change = useCallback(
    (part: Partial<LogSearch>, view?: string) => {
      setNow(Date.now())
      setParams(
        (before) => {
          const next = writeAddress(kind, { ...readAddress(kind, before), ...part })
          const chosenView = view ?? before.get('view') ?? ''
          if (chosenView !== '') next.set('view', chosenView)
          return next
        },
        { replace: true, preventScrollReset: true },
      )
    },
    [kind, setParams],
  )
  const open = useCallback(
    (id: string) =>
      setParams(
        (before) => {
          if (id === '') before.delete('open')
          else before.set('open', id)
          return before
        },
        { replace: id === '', preventScrollReset: true },
      ),
    [setParams],
  )
  const refresh = useCallback(() => {
    if (isSpan(search.range)) setNow(Date.now())
    else void queries.resetQueries({ queryKey: [kind.log, 'list'], type: 'active' })
  }, [kind, queries, search.range])
  return {
    kind,
    search,
    filter,
    columns: chosen,
    view: params.get('view') ?? '',
    opened: params.get('open') ?? '',
    change,
    chooseColumns,
    open,
    refresh,
  }
}
