import { useSyncExternalStore } from 'react'

const media = matchMedia('(max-width: 700px)')

function watch(changed: () => void): () => void {
  media.addEventListener('change', changed)
  return () => media.removeEventListener('change', changed)
}

/** Whether the window is as narrow as a phone. */
export const useIsNarrow = (): boolean => useSyncExternalStore(watch, () => media.matches)
