import { useEffect, useState } from 'react'

/** Puts the focus on the title of the page once what had it is gone from it. */
export function keepFocus(before?: Element | null): void {
  // What closes takes its focus away only after this.
  setTimeout(() => {
    const isLost = document.activeElement === null || document.activeElement === document.body
    const place = before instanceof HTMLElement && before.isConnected ? before : document.querySelector('main h1')
    if (isLost && place instanceof HTMLElement) place.focus({ preventScroll: true })
  })
}

/** Remembers what had the focus when something opened over the page, and gives it back when that closes. */
export function useReturnFocus(): void {
  const [before] = useState(() => document.activeElement)
  useEffect(() => () => keepFocus(before), [before])
}
