import { useSearchParams } from 'react-router'
import { momentOf } from '../../format/moment.ts'

/** What the lists are narrowed to, and the item that is open, as they stand in the address. */
export interface Filter {
  readonly policyId: string
  readonly userId: string
  readonly isPermanent: boolean
  readonly isEnforced: boolean
  /** A moment; empty: whenever they end. */
  readonly endTo: string
  readonly open: string
}

type Name = 'policy' | 'person' | 'permanent' | 'enforced' | 'endTo' | 'open'

export function useFilter(): { readonly filter: Filter; put(name: Name, value: string): void; clear(): void } {
  const [params, setParams] = useSearchParams()
  return {
    filter: {
      policyId: params.get('policy') ?? '',
      userId: params.get('person') ?? '',
      isPermanent: params.has('permanent'),
      isEnforced: params.has('enforced'),
      endTo: momentOf(params.get('endTo')),
      open: params.get('open') ?? '',
    },
    put: (name, value) =>
      setParams(
        (before) => {
          if (value) before.set(name, value)
          else before.delete(name)
          return before
        },
        { replace: name !== 'open' },
      ),
    clear: () => setParams((before) => ({ view: before.get('view') ?? 'entries' })),
  }
}
