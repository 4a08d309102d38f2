import type { PassPreviewAnswer } from '../../../../../contract/api/pass-preview.ts'
import type { PassRequest } from '../../../api/methods.ts'

export type PassPolicy = PassPreviewAnswer['issuance']['policy']

export const lifetimeUnits = { minutes: 1, hours: 60, days: 1440 } as const

export type LifetimeUnit = keyof typeof lifetimeUnits

/** The form as it is typed; nothing in it need be right. */
export interface TypedTerms {
  readonly isDelayed: boolean
  /** `2026-03-02` and `09:30`, in the zone of the browser. */
  readonly date: string
  readonly time: string
  readonly lifetime: string
  readonly unit: LifetimeUnit
  readonly isUsableOnce: boolean
}

/** Minutes in the largest unit in which they are a whole number. */
export function lifetimeIn(minutes: number): { readonly lifetime: string; readonly unit: LifetimeUnit } {
  const unit = minutes % 1440 === 0 ? 'days' : minutes % 60 === 0 ? 'hours' : 'minutes'
  return { lifetime: String(minutes / lifetimeUnits[unit]), unit }
}

const pad = (value: number): string => String(value).padStart(2, '0')

/** A moment as the two fields show it, in the zone of the browser. */
export const localFields = (at: number): { readonly date: string; readonly time: string } => {
  const moment = new Date(at)
  return {
    date: `${moment.getFullYear()}-${pad(moment.getMonth() + 1)}-${pad(moment.getDate())}`,
    time: `${pad(moment.getHours())}:${pad(moment.getMinutes())}`,
  }
}

/** The form when it opens: from now, as the policy has it; a delayed start would be at the next full hour. */
export const firstTerms = (policy: PassPolicy, now: number): TypedTerms => ({
  isDelayed: false,
  ...localFields(Math.ceil((now + 1) / 3_600_000) * 3_600_000),
  ...lifetimeIn(policy.defaultLifetimeInMinutes),
  isUsableOnce: policy.isUsableOnce,
})

/** Why something typed cannot be asked for. */
export interface TermFaults {
  readonly start?: 'missing' | 'past'
  readonly lifetime?: 'notWhole' | 'tooShort' | 'tooLong'
}

/** When the pass would start as typed; undefined where the fields are not filled in. */
export function startOf({ date, time }: Pick<TypedTerms, 'date' | 'time'>): number | undefined {
  const at = date && time ? new Date(`${date}T${time}`).getTime() : Number.NaN
  return Number.isNaN(at) ? undefined : at
}

/** The lifetime in minutes as typed; undefined where it is not a whole number above nothing. */
const minutesOf = ({ lifetime, unit }: Pick<TypedTerms, 'lifetime' | 'unit'>): number | undefined =>
  /^\d{1,6}$/.test(lifetime.trim()) && Number(lifetime) > 0 ? Number(lifetime) * lifetimeUnits[unit] : undefined

const minute = 60_000

export function faultsOf(terms: TypedTerms, policy: PassPolicy, now: number): TermFaults {
  const start = terms.isDelayed ? startFault(startOf(terms), now) : undefined
  const lifetime = lifetimeFault(minutesOf(terms), policy)
  return { ...(start && { start }), ...(lifetime && { lifetime }) }
}

const startFault = (start: number | undefined, now: number): TermFaults['start'] =>
  start === undefined ? 'missing' : start < now - minute ? 'past' : undefined

function lifetimeFault(minutes: number | undefined, policy: PassPolicy): TermFaults['lifetime'] {
  if (minutes === undefined) return 'notWhole'
  if (minutes < policy.minimumLifetimeInMinutes) return 'tooShort'
  return minutes > policy.maximumLifetimeInMinutes ? 'tooLong' : undefined
}

/** What is sent: without what was not asked for. */
export function requestOf(terms: TypedTerms): PassRequest {
  const start = terms.isDelayed ? startOf(terms) : undefined
  const lifetimeInMinutes = minutesOf(terms)
  return {
    ...(start !== undefined && { startDateTime: new Date(start).toISOString() }),
    ...(lifetimeInMinutes !== undefined && { lifetimeInMinutes }),
    isUsableOnce: terms.isUsableOnce,
  }
}

/** What is left until a moment: whole days, and a clock `05:09:30`; nothing once it is there. */
export function timeLeft(milliseconds: number): { readonly days: number; readonly clock: string } {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000))
  const clock = [Math.floor((seconds % 86_400) / 3600), Math.floor((seconds % 3600) / 60), seconds % 60]
  return { days: Math.floor(seconds / 86_400), clock: clock.map(pad).join(':') }
}
