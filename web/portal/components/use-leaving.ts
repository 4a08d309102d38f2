import { useEffect } from 'react'
import { type BlockerFunction, useBlocker } from 'react-router'

interface Leaving {
  leave(): void
  stay(): void
}

/**
 * Holds back what would lose something: the steps within the admin center that `loses` names, and closing the window.
 *
 * Answers while a step waits for somebody to say whether to go on.
 */
export function useLeaving(isAsking: boolean, loses: BlockerFunction): Leaving | undefined {
  const blocker = useBlocker((step) => isAsking && loses(step))
  useEffect(() => {
    if (!isAsking) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [isAsking])
  if (blocker.state !== 'blocked') return undefined
  let isLeft = false
  return {
    leave: () => {
      isLeft = true
      blocker.proceed()
    },
    /** A step back takes a moment; said after `leave`, this would hold it back again. */
    stay: () => {
      if (!isLeft) blocker.reset()
    },
  }
}
