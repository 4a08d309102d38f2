import { useState } from 'react'

interface Submission {
  readonly isSaving: boolean
  /** Why it was not stored; undefined once it is tried again. */
  readonly error: unknown
  /** Does it, one at a time; an error is kept to be told, and what was typed stays. */
  readonly submit: (work: () => Promise<unknown>) => void
}

/** What a form keeps of its being stored. */
export function useSubmission(): Submission {
  const [isSaving, setSaving] = useState(false)
  const [error, setError] = useState<unknown>()
  const run = async (work: () => Promise<unknown>) => {
    setSaving(true)
    setError(undefined)
    try {
      await work()
    } catch (failure) {
      setError(failure)
    } finally {
      setSaving(false)
    }
  }
  return { isSaving, error, submit: (work) => void (isSaving || run(work)) }
}
