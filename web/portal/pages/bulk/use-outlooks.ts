import { useEffect, useRef, useState } from 'react'
import type { PassPreviewAnswer } from '../../../../contract/api/pass-preview.ts'
import { foreseePass } from '../../api/bulk.ts'
import { inParallel } from './in-parallel.ts'

/** What would come of a row: not known yet, known, or why the server does not tell. */
export type Outlook =
  | { readonly kind: 'checking' }
  | { readonly kind: 'known'; readonly answer: PassPreviewAnswer }
  | { readonly kind: 'failed'; readonly error: unknown }

const checking: Outlook = { kind: 'checking' }
const atOnce = 4

type Settled = Exclude<Outlook, { readonly kind: 'checking' }> & { readonly request: string }

/**
 * Asks for each user what would come of a pass asked for so, some at a time, and again where the request is another.
 *
 * `wanted` are ids of users with the text of their request.
 */
export function useOutlooks(wanted: ReadonlyMap<string, string>): (userId: string) => Outlook {
  const [settled, setSettled] = useState<ReadonlyMap<string, Settled>>(new Map())
  const known = useRef(settled)
  const asked = JSON.stringify([...wanted])
  useEffect(() => {
    const aborter = new AbortController()
    const { signal } = aborter
    const requests: readonly (readonly [string, string])[] = JSON.parse(asked)
    const missing = requests.filter(([id, request]) => known.current.get(id)?.request !== request)
    const ask = async ([id, request]: readonly [string, string]) => {
      const outlook = await foreseePass(id, JSON.parse(request), signal).then(
        (answer) => ({ kind: 'known', answer, request }) as const,
        (error: unknown) => ({ kind: 'failed', error, request }) as const,
      )
      if (signal.aborted) return
      known.current = new Map(known.current).set(id, outlook)
      setSettled(known.current)
    }
    void inParallel(missing, atOnce, ask, () => signal.aborted)
    return () => aborter.abort()
  }, [asked])
  return (userId) => {
    const found = settled.get(userId)
    return found && found.request === wanted.get(userId) ? found : checking
  }
}
