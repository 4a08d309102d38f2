import { useCallback, useState } from 'react'

/** The columns somebody chose for a list, in the order of all there are, kept in this browser. */
export function useKeptColumns(
  list: string,
  all: readonly string[],
  usual: readonly string[],
): readonly [readonly string[], (chosen: readonly string[]) => void] {
  const place = `latchkey.${list}.columns`
  const [columns, setColumns] = useState(() => stored(place, all) ?? usual)
  const choose = useCallback(
    (chosen: readonly string[]) => {
      const next = all.filter((name) => chosen.includes(name))
      setColumns(next)
      try {
        localStorage.setItem(place, next.join(','))
      } catch {
        return
      }
    },
    [all, place],
  )
  return [columns, choose]
}

/** A browser may refuse its storage; the choice then lasts as long as the page. */
function stored(place: string, all: readonly string[]): readonly string[] | undefined {
  try {
    const kept = localStorage.getItem(place)?.split(',')
    const known = all.filter((name) => kept?.includes(name))
    return known.length > 0 ? known : undefined
  } catch {
    return undefined
  }
}
