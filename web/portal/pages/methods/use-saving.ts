import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { GraphFailure } from '../../api/graph-client.ts'
import { methodsPolicyChanged } from '../../api/methods-policy.ts'
import { useNotices } from '../../components/notices.tsx'
import { useTexts } from '../../shell/preferences.tsx'

interface Saving {
  readonly isSaving: boolean
  readonly error: unknown
  /** Whether somebody else changed the policy since it was read. */
  readonly isConflict: boolean
  /** Stores it; an error is kept to be told, and what was typed stays. True where it was stored. */
  readonly save: (store: () => Promise<unknown>) => Promise<boolean>
  /** Reads what is there now and lays the changes over it. */
  readonly rebase: () => Promise<void>
}

/** Saves a part of the policy by its name, offers to undo it, and keeps changes through a conflict. */
export function useSaving(name: string, undo: () => Promise<unknown>): Saving {
  const { changes } = useTexts().policies
  const { done, failed } = useNotices()
  const client = useQueryClient()
  const [isSaving, setSaving] = useState(false)
  const [error, setError] = useState<unknown>()
  const takeBack = async () => {
    await undo()
    await methodsPolicyChanged(client)
    done(changes.undone(name))
  }
  const save = async (store: () => Promise<unknown>) => {
    setSaving(true)
    setError(undefined)
    try {
      await store()
      await methodsPolicyChanged(client)
      done(changes.saved(name), () => void takeBack().catch(failed))
      return true
    } catch (failure) {
      setError(failure)
      return false
    } finally {
      setSaving(false)
    }
  }
  const rebase = async () => {
    await client.invalidateQueries({ queryKey: ['methodsPolicy'] })
    setError(undefined)
  }
  return { isSaving, error, isConflict: error instanceof GraphFailure && error.status === 412, save, rebase }
}
