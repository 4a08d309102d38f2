import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { ChainVerification } from '../../../../contract/api/logs.ts'
import { verifyChain } from '../../api/logs.ts'

interface Verifying {
  readonly part: 'newest' | 'whole'
  /** What was found so far; nothing before the first slice is done. */
  readonly soFar: ChainVerification | undefined
}

/** Verifies slice after slice until all is done, it is stopped, or the page is left. */
export function useVerification() {
  const queries = useQueryClient()
  const [running, setRunning] = useState<Verifying>()
  const [done, setDone] = useState<ChainVerification>()
  const [error, setError] = useState<unknown>()
  const isWanted = useRef(false)
  useEffect(
    () => () => {
      isWanted.current = false
    },
    [],
  )
  const start = async (part: 'newest' | 'whole', continueFrom: string | null) => {
    isWanted.current = true
    setRunning({ part, soFar: undefined })
    setDone(undefined)
    setError(undefined)
    try {
      let next = continueFrom
      do {
        const found = await verifyChain(part, next)
        next = found.continueFrom
        if (isWanted.current) setRunning({ part, soFar: found })
        if (next === null) setDone(found)
      } while (next !== null && isWanted.current)
    } catch (failure) {
      setError(failure)
    }
    setRunning(undefined)
    await queries.invalidateQueries({ queryKey: ['auditChain'] })
  }
  const stop = () => {
    isWanted.current = false
  }
  return { running, done, error, start, stop }
}
