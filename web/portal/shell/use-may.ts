import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { type MyPermissions, myPermissions, myPermissionsOn } from '../api/permissions.ts'

/** Tells whether an operation may be offered; the server decides again when it is asked. */
export type May = (...operations: readonly string[]) => boolean

/** What whoever is signed in may do somewhere; with several operations, whether all of them. */
export function useMay(): May {
  const { data } = useQuery(myPermissions)
  return useAllowing(data)
}

/** What they may do to one user: a desk cannot touch an administrator, say. */
export function useMayOn(userId: string): May {
  const { data } = useQuery(myPermissionsOn(userId))
  return useAllowing(data)
}

function useAllowing(permissions: MyPermissions | undefined): May {
  return useCallback(
    (...asked) => asked.every((name) => permissions?.operations.some((operation) => operation.name === name)),
    [permissions],
  )
}
