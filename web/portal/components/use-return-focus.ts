import { useEffect, useState } from 'react'

/** Where to go on once what had the focus is gone: in what lies open on top, or else at the title of the page. */
function placeToGoOn(): Element | null | undefined {
  const top = [...document.querySelectorAll('[role="dialog"], [role="alertdialog"]')].at(-1)
  return top ? top.querySelector('h2[tabindex], button') : document.querySelector('main h1')
}

/** Keeps the focus on the page once what had it is gone from it, in what lies open on top. */
export function keepFocus(before?: Element | null): void {
  // What closes takes its focus away only after this.
  setTimeout(() => {
    const isLost = document.activeElement === null || document.activeElement === document.body
    const place = before instanceof HTMLElement && before.isConnected ? before : placeToGoOn()
    if (isLost && place instanceof HTMLElement) place.focus({ preventScroll: true })
  })
}

/** Remembers what had the focus when something opened over the page, and gives it back when that closes. */
export function useReturnFocus(): void {
  const [before] = useState(() => document.activeElement)
  useEffect(() => () => keepFocus(before), [before])
}
