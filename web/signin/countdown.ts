import { texts } from './texts.ts'

/** Seconds left at which the rest is said aloud; between them the page counts in silence. */
const spokenAt = [3600, 1800, 600, 300, 120, 60, 30]

const two = (value: number): string => String(value).padStart(2, '0')

/** `9:05`, or `7:12:00` from an hour up, or `3 d 4 h` from two days up. */
export function clockText(seconds: number): string {
  if (seconds >= 172_800) return `${Math.floor(seconds / 86_400)} d ${Math.floor((seconds % 86_400) / 3600)} h`
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  return `${hours > 0 ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`
}

/** The same in words, for those who listen. */
export function spokenText(seconds: number): string {
  const counted = (count: number, unit: string) => `${count} ${unit}${count === 1 ? '' : 's'}`
  if (seconds < 60) return counted(seconds, 'second')
  const minutes = Math.round(seconds / 60)
  return minutes % 60 === 0 ? counted(minutes / 60, 'hour') : counted(minutes, 'minute')
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

/** Shows each `<time data-local>` in the reader's own zone, and manner where it is in the page's language. */
export function showLocalTimes(): void {
  const { lang } = document.documentElement
  const manner = navigator.languages.find((language) => language.startsWith(lang)) ?? lang
  for (const element of document.querySelectorAll<HTMLTimeElement>('time[data-local]')) {
    const time = element.dataset['local'] === 'time' ? ({ timeStyle: 'short' } as const) : {}
    element.textContent = new Date(element.dateTime).toLocaleString(manner, { dateStyle: 'medium', ...time })
  }
}
