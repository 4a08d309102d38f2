import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { html } from './html.ts'

const attacks = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '` onfocus=alert(1) autofocus=`',
  '</title><svg onload=alert(1)>',
  '&lt;script&gt;',
  '\u2028<b>\u2029',
]

describe('the template', () => {
  test.each(attacks)('keeps %j inert in text and in an attribute', (attack) => {
    const inText = html`<p>${attack}</p>`.toString()
    const inAttribute = html`<input value="${attack}">`.toString()
    expect(inText.slice(3, -4)).not.toMatch(/[<>"'`]/)
    expect(inAttribute.slice('<input value="'.length, -2)).not.toMatch(/[<>"'`]/)
  })

  test('gives back any text once a reader has undone the entities', () => {
    const undo: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#96': '`' }
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const written = html`${text}`.toString()
        expect(written.replace(/&([a-z]+|#\d+);/g, (_, name: string) => undo[name] ?? '?')).toBe(text)
      }),
    )
  })

  test('nests without escaping twice, joins lists and leaves out nothing', () => {
    const items = ['a', '<b>'].map((item) => html`<li>${item}</li>`)
    expect(html`<ul>${items}</ul>${false}${null}${undefined}${0}`.toString()).toBe(
      '<ul><li>a</li><li>&lt;b&gt;</li></ul>0',
    )
  })

  test('throws for an attribute without quotes', () => {
    expect(() => html`<input value=${'x'}>`).toThrow('without quotes')
    expect(html`<meta content="0;url=${'/a?b=c'}">`.toString()).toBe('<meta content="0;url=/a?b=c">')
  })

  test('escapes an object that only looks like safe HTML', () => {
    const pretender = { toString: () => '<b>' }
    expect(() => html`${pretender as never}`).toThrow()
  })
})
