import { type Instant, toIso } from '../../base/time.ts'
import { html, type Safe } from './html.ts'

const dateParts = { year: 'numeric', month: 'short', day: 'numeric', timeZone: 'UTC' } as const
const dateFormat = new Intl.DateTimeFormat('en-GB', dateParts)
const timeFormat = new Intl.DateTimeFormat('en-GB', { ...dateParts, hour: '2-digit', minute: '2-digit' })

/** A day; the page's script puts it in the reader's own manner. */
export const dateOf = (at: Instant): Safe =>
  html`<time datetime="${toIso(at)}" data-local="date">${dateFormat.format(at)}</time>`

/** A moment, in UTC until the page's script puts it in the reader's own zone. */
export const timeOf = (at: Instant): Safe =>
  html`<time datetime="${toIso(at)}" data-local="time">${timeFormat.format(at)} UTC</time>`

/** What is left until `end`, as the script counts it; nothing without the script. `ended` replaces it at the end. */
export const countdown = (end: Instant, now: Instant, ended: string): Safe =>
  html`<span class="left" data-countdown="${end}" data-now="${now}" data-ended="${ended}"></span>`
