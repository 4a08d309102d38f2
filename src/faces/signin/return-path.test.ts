import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { returnPath } from './return-path.ts'

describe('the path to return to', () => {
  test.each(['/', '/security-info', '/security-info?done=renamed', '/tenant/oauth2/v2.0/authorize?a=b&c=%2F%2Fd'])(
    'keeps %s',
    (path) => {
      expect(returnPath(path)).toBe(path)
    },
  )

  test.each([
    ...['https://evil.example', '//evil.example', '///evil.example', '/\\evil.example', '\\\\evil.example'],
    ...[
      '/\t/evil.example',
      '/\n/evil.example',
      'javascript:alert(1)',
      '',
      'security-info',
      '/.//evil.example',
      '/a/..//evil.example',
    ],
    ...[undefined, null, 7, ['/security-info'], `/${'a'.repeat(2000)}`],
  ])('refuses %j', (asked) => {
    expect(returnPath(asked)).toBeUndefined()
  })

  test('never leads to another site, whatever is asked', () => {
    const piece = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '@',
      ':',
      'a',
      'evil.example',
      '\t',
      '%2f',
      '%5c',
      '?',
      '#',
      ' ',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const path = returnPath(`/${pieces.join('')}`)
        if (path !== undefined) expect(new URL(path, 'https://id.example').origin).toBe('https://id.example')
      }),
    )
  })
})
