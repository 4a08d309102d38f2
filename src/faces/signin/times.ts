import { type Instant, toIso } from '../../base/time.ts'
import { html, type Safe } from './html.ts'
import type { Texts } from './texts.ts'

type Manner = Pick<Texts, 'manner'>

const dateParts = { year: 'numeric', month: 'short', day: 'numeric', timeZone: 'UTC' } as const
const timeParts = { ...dateParts, hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const

const formats = new Map<string, Intl.DateTimeFormat>()

function formatted(manner: string, parts: Intl.DateTimeFormatOptions, at: Instant): string {
  const key = `${manner} ${parts.hour ?? ''}`
  const format = formats.get(key) ?? new Intl.DateTimeFormat(manner, parts)
  formats.set(key, format)
  return format.format(at)
}

/** A day; the page's script puts it in the reader's own manner. */
export const dateOf = ({ manner }: Manner, at: Instant): Safe =>
  html`<time datetime="${toIso(at)}" data-local="date">${formatted(manner, dateParts, at)}</time>`

/** A moment, in UTC until the page's script puts it in the reader's own zone. */
export const timeOf = ({ manner }: Manner, at: Instant): Safe =>
  html`<time datetime="${toIso(at)}" data-local="time">${formatted(manner, timeParts, at)}</time>`

/** What is left until `end`, as the script counts it; nothing without the script. `ended` replaces it at the end. */
export const countdown = (end: Instant, now: Instant, ended: string): Safe =>
  html`<span class="left" data-countdown="${end}" data-now="${now}" data-ended="${ended}"></span>`
