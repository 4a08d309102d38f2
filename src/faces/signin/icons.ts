import type { MethodKindName } from '../../../contract/signin.ts'
import { html, type Safe } from './html.ts'

const icon = (drawing: Safe): Safe =>
  html`<svg class="icon" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${drawing}</svg>`

/** A keyhole on a plate. */
export const brandMark: Safe = html`<svg class="mark" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true"><rect class="plate" width="32" height="32" rx="9"/><circle class="key" cx="16" cy="13" r="4.5"/><path class="key" d="M16 17.5V25m0-3h4"/></svg>`

export const methodIcons: Readonly<Record<MethodKindName, Safe>> = {
  temporaryAccessPass: icon(
    html`<path d="M4 7h16v3.5a1.75 1.75 0 0 0 0 3.5V17.5H4V14a1.75 1.75 0 0 0 0-3.5z"/><path d="M10 10.75h4M10 13.75h2.5"/>`,
  ),
  fido2: icon(html`<circle cx="7" cy="12" r="4"/><path d="M11 12h10v3.5M17 12v2.5"/>`),
  softwareOath: icon(html`<rect x="7" y="3" width="10" height="18" rx="2.5"/><path d="M10 9h4M10 12h4M11.25 18h1.5"/>`),
  password: icon(html`<rect x="2" y="7" width="20" height="10" rx="3"/><path d="M7 12h.01M12 12h.01M17 12h.01"/>`),
}

/** Goes before what went wrong. */
export const alertIcon: Safe = icon(html`<circle cx="12" cy="12" r="9"/><path d="M12 7.5v5M12 16.25v.01"/>`)

/** Goes before what went well. */
export const doneIcon: Safe = icon(html`<circle cx="12" cy="12" r="9"/><path d="m8 12.25 2.75 2.75L16 9.5"/>`)

/** Goes before time that runs. */
export const clockIcon: Safe = icon(html`<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3 2"/>`)
