import type { QueryClient, QueryKey } from '@tanstack/react-query'

/**
 * Has all that begins with one of the keys asked again where it is shown.
 * Of what is gone nothing is asked while its page is being left; whoever looks for it later asks anew.
 */
export const changed = (
  client: QueryClient,
  keys: readonly QueryKey[],
  gone: readonly string[] = [],
): Promise<unknown> => {
  const isGone = ({ queryKey }: { readonly queryKey: QueryKey }) => gone.some((id) => queryKey.includes(id))
  return Promise.all(
    keys.flatMap((queryKey) => [
      client.invalidateQueries({ queryKey, predicate: (query) => !isGone(query) }),
      client.invalidateQueries({ queryKey, predicate: isGone, refetchType: 'none' }),
    ]),
  )
}
