import { expect, test } from 'vitest'
import { faultsOf, numbersOf, type TypedNumbers, typedOf } from './pass-lifetimes.ts'

const entra = {
  minimumLifetimeInMinutes: 60,
  maximumLifetimeInMinutes: 480,
  defaultLifetimeInMinutes: 60,
  defaultLength: 8,
}
const typed = (given: Partial<TypedNumbers> = {}): TypedNumbers => ({ ...typedOf(entra), ...given })
const minutes = (lifetime: string) => ({ lifetime, unit: 'minutes' as const })

test('what the policy has comes back as it was', () => {
  expect(typed().maximumLifetimeInMinutes).toEqual({ lifetime: '8', unit: 'hours' })
  expect(numbersOf(typed())).toEqual(entra)
  expect(faultsOf(typed())).toEqual({})
})

test('each lifetime is from 10 minutes to 30 days', () => {
  const thirtyDays = { lifetime: '30', unit: 'days' as const }
  expect(faultsOf(typed({ minimumLifetimeInMinutes: minutes('10'), maximumLifetimeInMinutes: thirtyDays }))).toEqual({})
  expect(faultsOf(typed({ minimumLifetimeInMinutes: minutes('9') })).minimumLifetimeInMinutes).toBe('outside')
  expect(faultsOf(typed({ maximumLifetimeInMinutes: minutes('43201') })).maximumLifetimeInMinutes).toBe('outside')
  expect(faultsOf(typed({ defaultLifetimeInMinutes: minutes('1.5') })).defaultLifetimeInMinutes).toBe('notWhole')
})

test('the default lies between the minimum and the maximum', () => {
  expect(faultsOf(typed({ defaultLifetimeInMinutes: minutes('59') }))).toEqual({
    defaultLifetimeInMinutes: 'belowMinimum',
  })
  expect(faultsOf(typed({ defaultLifetimeInMinutes: minutes('481') }))).toEqual({
    defaultLifetimeInMinutes: 'aboveMaximum',
  })
  expect(faultsOf(typed({ minimumLifetimeInMinutes: minutes('500') }))).toEqual({
    minimumLifetimeInMinutes: 'aboveMaximum',
  })
})

test('a code has 8 to 48 characters', () => {
  expect(faultsOf(typed({ defaultLength: '48' }))).toEqual({})
  for (const text of ['7', '49', '', 'x']) {
    expect(faultsOf(typed({ defaultLength: text })), text).toEqual({ defaultLength: 'lengthOutside' })
  }
})
