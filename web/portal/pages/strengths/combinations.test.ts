import { expect, test } from 'vitest'
import { builtInStrengths, everyCombination } from '../../../../src/policies/authentication-strengths/rules.ts'
import { strengths as texts } from '../../texts/en/strengths.ts'
import { canBeMet, combinationGroups, combinationInWords, grouped, isSingleFactor } from './combinations.ts'

test('every combination of the server stands in one group, and no other does', () => {
  const shown = combinationGroups.flatMap(({ combinations }) => combinations)
  expect(shown.toSorted()).toEqual(everyCombination.toSorted())
})

test('the groups are those of the built-in strengths', () => {
  const [multifactor, passwordless, resistant] = builtInStrengths.map(({ allowedCombinations }) => allowedCombinations)
  const [first, second, third] = combinationGroups.map(({ combinations }) => combinations)
  expect(first?.toSorted()).toEqual(resistant?.toSorted())
  expect([...(first ?? []), ...(second ?? [])].toSorted()).toEqual(passwordless?.toSorted())
  expect([...(first ?? []), ...(second ?? []), ...(third ?? [])].toSorted()).toEqual(multifactor?.toSorted())
})

test('a combination is told in words, and whether anybody can meet it', () => {
  expect(combinationInWords('password,softwareOath', texts)).toBe('Password + Software OATH token')
  expect(everyCombination.filter((one) => combinationInWords(one, texts).includes('undefined'))).toEqual([])
  expect(['fido2', 'password,softwareOath', 'password,sms'].map(canBeMet)).toEqual([true, true, false])
  expect(['sms', 'password,sms'].map(isSingleFactor)).toEqual([true, false])
  expect(grouped(['sms', 'fido2']).map(({ name }) => name)).toEqual(['phishingResistant', 'singleFactor'])
})
