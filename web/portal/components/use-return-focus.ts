import { useEffect, useState } from 'react'

/** Where to go on once what had the focus is gone: in what lies open on top, or else at the title of the page. */
function placeToGoOn(): Element | null | undefined {
  const top = [...document.querySelectorAll('[role="dialog"], [role="alertdialog"]')].at(-1)
  return top ? top.querySelector('h2[tabindex], button') : document.querySelector('main h1')
}

/** Whether the focus went into something that lies over where it was. */
const isAbove = (active: Element | null, before: Element): boolean => {
  const dialog = active?.closest('[role="dialog"], [role="alertdialog"]')
  return dialog !== null && dialog !== undefined && !dialog.contains(before)
}

/** Gives the focus back to what had it, or where that is gone, keeps it in what lies open on top. */
export function keepFocus(before?: Element | null): void {
  // What closes takes its focus away only after this.
  setTimeout(() => {
    const active = document.activeElement
    if (before instanceof HTMLElement && before.isConnected && before !== document.body) {
      if (!isAbove(active, before)) before.focus({ preventScroll: true })
      return
    }
    const place = placeToGoOn()
    if ((active === null || active === document.body) && place instanceof HTMLElement) {
      place.focus({ preventScroll: true })
    }
  })
}

/** Remembers what had the focus when something opened over the page, and gives it back when that closes. */
export function useReturnFocus(): void {
  const [before] = useState(() => document.activeElement)
  useEffect(() => () => keepFocus(before), [before])
}
