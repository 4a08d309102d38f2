import { describe, expect, it, test } from 'vitest'
import { isCommonPassword } from './common.ts'
import { judgePassword, longestPassword, readPassword } from './rules.ts'

const context = { userPrincipalName: 'ada.lovelace@example.com', tenantName: 'Example Works', domain: 'example.com' }
const judge = (typed: string) => judgePassword(readPassword(typed), context, isCommonPassword)

describe('a new password', () => {
  test.each([
    'correct horse battery staple',
    'Tr0ub4dor&3',
    'kJ9$mQ2xLp',
    'fjord quilt banjo',
    'пароль из многих слов',
    '寿司と天ぷらとラーメン',
    'xyz 🦊🦔🦉🐢',
    ' leading and trailing ',
    `${'a long sentence that somebody likes, '.repeat(6)}the end`,
  ])('%j is accepted', (typed) => {
    expect(judge(typed)).toBeUndefined()
  })

  test.each([
    ['', 'tooShort'],
    ['seven77', 'tooShort'],
    ['🦊🦔🦉🐢🦊🦔🦉', 'tooShort'],
    [`fjord quilt banjo${'!x'.repeat(120)}`, 'tooLong'],
    ['half a pair \ud83e of surrogates', 'notText'],
    ['aaaaaaaaaaaa', 'repeated'],
    ['abababababab', 'repeated'],
    ['xK9!xK9!xK9!', 'repeated'],
    ['12345678', 'sequence'],
    ['87654321', 'sequence'],
    ['abcdefgh', 'sequence'],
    ['QwertyUiop', 'sequence'],
    ['qwerty123456', 'sequence'],
    ['1qaz2wsx', 'sequence'],
    ['abc123abc456', 'sequence'],
    ['password', 'common'],
    ['Password1', 'common'],
    ['P@ssw0rd!', 'common'],
    ['password2026!', 'common'],
    ['!!welcome!!', 'common'],
    ['Summer2024', 'common'],
    ['$unshine99', 'common'],
    ['iloveyou', 'common'],
    ['Ｐａｓｓｗｏｒｔ１', 'common'],
    ['my-ada.lovelace-key', 'aboutYou'],
    ['LOVELACE was right', 'aboutYou'],
    ['L0vel4ce rules all', 'aboutYou'],
    ['welcome to exampleworks', 'aboutYou'],
    ['the example company', 'aboutYou'],
  ])('%j is not: %s', (typed, why) => {
    expect(judge(typed)).toBe(why)
  })

  it('may be as long as it may be, counted in code points after composing', () => {
    const word = 'fjord quilt banjo '
    const longest = Array.from(word.repeat(20))
      .slice(0, longestPassword - 1)
      .join('')
    expect(judge(`${longest}é`)).toBeUndefined()
    expect(judge(`${longest}e\u0301`)).toBeUndefined()
    expect(judge(`${longest}éé`)).toBe('tooLong')
  })

  it('may hold a common word with a tail that is long enough to be a password of its own', () => {
    expect(judge('dragon84713928475')).toBeUndefined()
    expect(judge('dragon84713928')).toBe('common')
  })

  it('is not judged by names too short to tell anything', () => {
    const short = { userPrincipalName: 'bo@ex.example', tenantName: 'Ex', domain: 'ex.example' }
    expect(judgePassword('robot next door', short, isCommonPassword)).toBeUndefined()
  })
})

it('reads composed and decomposed letters as the same password, and nothing else', () => {
  expect(readPassword('cle\u0301 de voûte')).toBe(readPassword('clé de voûte'))
  expect(readPassword(' a ')).toBe(' a ')
  expect(readPassword('ﬁ')).not.toBe(readPassword('fi'))
})

it('knows a few thousand common ones', () => {
  const all = ['letmein', 'qazwsx', 'trustno1', 'starwars', 'dragon', 'passwort', 'contrasena', 'liverpool']
  expect(all.filter((word) => judge(`${word}99!`) === undefined)).toEqual([])
})
