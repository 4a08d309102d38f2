import { useEffect, useState } from 'react'

/** What had the focus when something opened over the page, and which it was of those that look like it. */
interface Place {
  readonly element: Element
  readonly index: number
}

const alike = ({ tagName, textContent, ariaLabel }: Element): readonly Element[] =>
  [...document.querySelectorAll(tagName)].filter(
    (other) => other.textContent === textContent && other.ariaLabel === ariaLabel,
  )

/** Nothing where nothing had it. */
function placeNow(): Place | undefined {
  const element = document.activeElement
  if (element === null || element === document.body) return undefined
  return { element, index: alike(element).indexOf(element) }
}

/** The same, or what was drawn in its place when the list was, or the window turned. */
const found = ({ element, index }: Place): Element | undefined =>
  element.isConnected ? element : alike(element)[index]

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
export function keepFocus(place?: Place): void {
  // What closes takes its focus away only after this.
  setTimeout(() => {
    const active = document.activeElement
    const before = place && found(place)
    const isLost = active === null || active === document.body
    if (before ? isAbove(active, before) : !isLost) return
    const next = before ?? placeToGoOn()
    if (next instanceof HTMLElement) next.focus({ preventScroll: true })
  })
}

/** Remembers what had the focus when something opened over the page, and gives it back when that closes. */
export function useReturnFocus(): void {
  const [before] = useState(placeNow)
  useEffect(() => () => keepFocus(before), [before])
}
