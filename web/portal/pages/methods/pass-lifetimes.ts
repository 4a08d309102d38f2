import type { PassSettings } from '../../api/methods-policy.ts'
import { type LifetimeUnit, lifetimeIn, lifetimeUnits } from '../user/methods/pass-terms.ts'

export const lifetimeFields = [
  'minimumLifetimeInMinutes',
  'maximumLifetimeInMinutes',
  'defaultLifetimeInMinutes',
] as const
export type LifetimeField = (typeof lifetimeFields)[number]

/** A lifetime as it is typed; it need not be a number. */
export interface TypedLifetime {
  readonly lifetime: string
  readonly unit: LifetimeUnit
}

/** The numbers of a policy for passes as they are typed. */
export type TypedNumbers = Readonly<Record<LifetimeField, TypedLifetime>> & { readonly defaultLength: string }

export type Numbers = Pick<PassSettings, LifetimeField | 'defaultLength'>

export type NumberFault = 'notWhole' | 'outside' | 'aboveMaximum' | 'belowMinimum' | 'lengthOutside'

const [leastMinutes, mostMinutes, leastLength, mostLength] = [10, 43_200, 8, 48]

export const typedOf = (numbers: Numbers): TypedNumbers => ({
  minimumLifetimeInMinutes: lifetimeIn(numbers.minimumLifetimeInMinutes),
  maximumLifetimeInMinutes: lifetimeIn(numbers.maximumLifetimeInMinutes),
  defaultLifetimeInMinutes: lifetimeIn(numbers.defaultLifetimeInMinutes),
  defaultLength: String(numbers.defaultLength),
})

/** A text as a whole number; undefined where it is none. */
export const wholeNumber = (text: string): number | undefined =>
  /^\d{1,9}$/.test(text.trim()) ? Number(text.trim()) : undefined

/** The minutes typed; undefined where they are no whole number. */
export function minutesTyped({ lifetime, unit }: TypedLifetime): number | undefined {
  const number = wholeNumber(lifetime)
  return number === undefined ? undefined : number * lifetimeUnits[unit]
}

/** What is wrong with what is typed, as the server would see it. */
export function faultsOf(typed: TypedNumbers): Partial<Record<keyof TypedNumbers, NumberFault>> {
  const faults: Partial<Record<keyof TypedNumbers, NumberFault>> = {}
  for (const field of lifetimeFields) {
    const minutes = minutesTyped(typed[field])
    if (minutes === undefined) faults[field] = 'notWhole'
    else if (minutes < leastMinutes || minutes > mostMinutes) faults[field] = 'outside'
  }
  const [least = 0, most = 0, usual = 0] = lifetimeFields.map((field) => minutesTyped(typed[field]))
  if (!faults.minimumLifetimeInMinutes && !faults.maximumLifetimeInMinutes) {
    if (least > most) faults.minimumLifetimeInMinutes = 'aboveMaximum'
    else if (!faults.defaultLifetimeInMinutes) {
      if (usual < least) faults.defaultLifetimeInMinutes = 'belowMinimum'
      if (usual > most) faults.defaultLifetimeInMinutes = 'aboveMaximum'
    }
  }
  const length = wholeNumber(typed.defaultLength)
  if (length === undefined || length < leastLength || length > mostLength) faults.defaultLength = 'lengthOutside'
  return faults
}

/** What is typed as the policy has it; what is no number is left out. */
export function numbersOf(typed: TypedNumbers): Partial<Numbers> {
  const defaultLength = wholeNumber(typed.defaultLength)
  const lifetimes = lifetimeFields.flatMap((field) => {
    const minutes = minutesTyped(typed[field])
    return minutes === undefined ? [] : [[field, minutes]]
  })
  return { ...Object.fromEntries(lifetimes), ...(defaultLength !== undefined && { defaultLength }) }
}
