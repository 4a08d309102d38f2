import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { PassResource } from '../../../../contract/graph/temporary-access-pass.ts'
import { changed } from '../../api/changed.ts'
import { issuePass, type PassRequest } from '../../api/methods.ts'
import { Codes } from './codes.ts'
import { inParallel } from './in-parallel.ts'
import type { BulkUser } from './rows.ts'

/** A pass that was issued, without its code. */
export type KnownPass = Omit<PassResource, 'temporaryAccessPass'>

/** What came of issuing to somebody. */
export type Result =
  | { readonly kind: 'issuing' }
  | { readonly kind: 'issued'; readonly pass: KnownPass; readonly isHandedOut: boolean }
  | { readonly kind: 'failed'; readonly error: unknown }

export interface Target {
  readonly user: BulkUser
  readonly request: PassRequest
}

export interface Run {
  readonly done: number
  readonly total: number
  readonly isStopping: boolean
}

const atOnce = 4

/** Issues passes one by one and keeps their codes, apart from everything that is shown, until they are handed out. */
export function useIssuing() {
  const queries = useQueryClient()
  const [codes] = useState(() => new Codes())
  const [results, setResults] = useState<ReadonlyMap<string, Result>>(new Map())
  const [run, setRun] = useState<Run>()
  const isStopped = useRef(false)
  useEffect(() => {
    codes.open()
    return () => {
      isStopped.current = true
      codes.close()
    }
  }, [codes])
  const put = (id: string, result: Result) => setResults((before) => new Map(before).set(id, result))
  const issue = async (targets: readonly Target[]) => {
    isStopped.current = false
    setRun({ done: 0, total: targets.length, isStopping: false })
    const issueOne = async ({ user, request }: Target) => {
      put(user.id, { kind: 'issuing' })
      try {
        const { temporaryAccessPass, ...pass } = await issuePass(user.id, request)
        codes.put(user.id, temporaryAccessPass ?? '')
        put(user.id, { kind: 'issued', pass, isHandedOut: false })
      } catch (error) {
        put(user.id, { kind: 'failed', error })
      }
      setRun((before) => before && { ...before, done: before.done + 1 })
    }
    await inParallel(targets, atOnce, issueOne, () => isStopped.current)
    setRun(undefined)
    void changed(queries, [['users'], ['passes'], ['overview'], ['sessions']])
  }
  const stop = () => {
    isStopped.current = true
    setRun((before) => before && { ...before, isStopping: true })
  }
  const handedOut = (userIds: readonly string[]) => {
    codes.forget(userIds)
    setResults((before) => {
      const next = new Map(before)
      for (const id of userIds) {
        const result = next.get(id)
        if (result?.kind === 'issued') next.set(id, { ...result, isHandedOut: true })
      }
      return next
    })
  }
  const reset = () => {
    codes.close()
    codes.open()
    setResults(new Map())
  }
  return { codes, results, run, issue, stop, handedOut, reset }
}
