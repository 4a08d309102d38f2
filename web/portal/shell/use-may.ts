import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { myPermissions, myPermissionsOn } from '../api/permissions.ts'

/** Tells whether an operation may be offered; the server decides again when it is asked. */
export type May = (...operations: readonly string[]) => boolean

/**
 * What whoever is signed in may do, to others or to the tenant; with several operations, whether all of them.
 *
 * What everybody may do to their own account does not count: that belongs to security info.
 */
export function useMay(): May {
  const { data } = useQuery(myPermissions)
  return useCallback((...asked) => asked.every((name) => data?.operations.some((one) => one.name === name)), [data])
}

/** What they may do to one user: a desk cannot touch an administrator, say. */
export function useMayOn(userId: string): May {
  const { data } = useQuery(myPermissionsOn(userId))
  return useCallback((...asked) => asked.every((name) => data?.operations.some((one) => one.name === name)), [data])
}
