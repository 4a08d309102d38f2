import type { ScriptTexts } from './texts/en.ts'
import { texts } from './texts.ts'

/** Seconds left at which the rest is said aloud; between them the page counts in silence. */
const spokenAt = [3600, 1800, 600, 300, 120, 60, 30]

const two = (value: number): string => String(value).padStart(2, '0')

/** `9:05`, or `7:12:00` from an hour up, or `3 d 4 h` from two days up. */
export function clockText(seconds: number, { daysAndHours }: Pick<ScriptTexts, 'daysAndHours'> = texts): string {
  if (seconds >= 172_800) return daysAndHours(Math.floor(seconds / 86_400), Math.floor((seconds % 86_400) / 3600))
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  return `${hours > 0 ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`
}

/** The same in words, for those who listen. */
export function spokenText(seconds: number, words: Pick<ScriptTexts, 'seconds' | 'minutes' | 'hours'> = texts): string {
  if (seconds < 60) return words.seconds(seconds)
  const minutes = Math.round(seconds / 60)
  return minutes % 60 === 0 ? words.hours(minutes / 60) : words.minutes(minutes)
}

/**
 * Lets every `<time data-countdown>` count down to its end.
 *
 * The server's clock decides: `data-now` tells what it showed when it made the page.
 */
export function runCountdowns(): void {
  for (const element of document.querySelectorAll<HTMLElement>('[data-countdown]')) {
    const { countdown, now, ended } = element.dataset
    const behind = Date.now() - Number(now)
    run(element, Number(countdown) + behind, ended ?? '')
  }
}

function run(element: HTMLElement, endsAt: number, ended: string): void {
  const voice = document.createElement('span')
  voice.className = 'heard'
  voice.setAttribute('role', 'status')
  element.after(voice)
  let before = Number.POSITIVE_INFINITY
  const tick = () => {
    const left = Math.max(0, Math.ceil((endsAt - Date.now()) / 1000))
    element.textContent = left > 0 ? texts.timeLeft(clockText(left)) : ended
    const spoken = spokenAt.find((at) => left <= at && before > at)
    if (spoken !== undefined && before !== Number.POSITIVE_INFINITY)
      voice.textContent = texts.timeLeft(spokenText(left))
    before = left
    if (left > 0) return
    clearInterval(timer)
    voice.textContent = ended
  }
  const timer = setInterval(tick, 1000)
  tick()
}

const dateParts = { day: 'numeric', month: 'short', year: 'numeric' } as const
const timeParts = { ...dateParts, hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const

/** Shows each `<time data-local>` in the reader's own zone and names it, in their manner where it is in the page's language. */
export function showLocalTimes(): void {
  const { lang } = document.documentElement
  const manner = navigator.languages.find((language) => language.startsWith(lang)) ?? lang
  for (const element of document.querySelectorAll<HTMLTimeElement>('time[data-local]')) {
    const parts = element.dataset['local'] === 'time' ? timeParts : dateParts
    element.textContent = new Date(element.dateTime).toLocaleString(manner, parts)
  }
}
