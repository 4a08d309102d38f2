import { expect, test } from 'vitest'
import { countries } from '../../../../src/policies/named-locations/rules/countries.ts'
import { countriesIn, hasText } from './countries.ts'

test('the countries are those of the server, each with a name of its own', () => {
  const shown = countriesIn('de-DE')
  expect(shown.map(({ code }) => code).toSorted()).toEqual(countries.toSorted())
  expect(shown.filter(({ code, name }) => name === code)).toEqual([])
  expect(shown.find(({ code }) => code === 'NO')?.name).toBe('Norwegen')
})

test('they are found by name without accents, and by code', () => {
  const france = countriesIn('en-GB').filter((country) => hasText(country, 'reunion'))
  expect(france.map(({ code }) => code)).toEqual(['RE'])
  expect(countriesIn('en-GB').filter((country) => hasText(country, 'no '))).toContainEqual({
    code: 'NO',
    name: 'Norway',
  })
})
