import { describe, expect, test } from 'vitest'
import { aJpeg, aPng } from '../../tests/kit/pictures.ts'
import { cleanTexts, contrast, judgeLogo, palettesOf, readColour, shownColours, textsViolation } from './rules.ts'

const colour = (text: string) => {
  const read = readColour(text)
  if (!read) throw new Error(`${text} is no colour`)
  return read
}

const some = ['#000000', '#ffffff', '#ffff00', '#0b6b57', '#ff0000', '#00ffff', '#808080', '#0078d4', '#8a2be2']

describe('the colours of the pages', () => {
  test.each(some)('can be read in both themes where the tenant chose %s', (text) => {
    const { light, dark } = palettesOf(colour(text))
    for (const ground of ['#f3f5f3', '#ffffff'])
      expect(contrast(light.accent, colour(ground))).toBeGreaterThanOrEqual(4.5)
    for (const ground of ['#0f1513', '#18201d'])
      expect(contrast(dark.accent, colour(ground))).toBeGreaterThanOrEqual(4.5)
    for (const { accent, accentStrong, onAccent, tint } of [light, dark]) {
      expect(contrast(accent, onAccent)).toBeGreaterThanOrEqual(4.5)
      expect(contrast(accentStrong, onAccent)).toBeGreaterThanOrEqual(4.5)
      expect(contrast(accent, tint)).toBeGreaterThanOrEqual(4.5)
    }
    for (const text of ['#17211d', '#55625c']) expect(contrast(light.tint, colour(text))).toBeGreaterThanOrEqual(4.5)
    for (const text of ['#e8efec', '#a3b2ab']) expect(contrast(dark.tint, colour(text))).toBeGreaterThanOrEqual(4.5)
  })

  test('are the tenant’s own where text in it can be read, and as near as can be where not', () => {
    const of = (backgroundColor: string | null) =>
      shownColours({ backgroundColor, signInPageText: null, usernameHintText: null })
    expect(of('#0b6b57')?.light).toBe('#0b6b57')
    expect(of('#ffff00')).toEqual({ light: '#737300', dark: '#ffff00' })
    expect(of('#000000')?.light).toBe('#000000')
    expect(of(null)).toBeNull()
  })

  test('are told apart as WCAG says', () => {
    expect(contrast([255, 255, 255], [0, 0, 0])).toBe(21)
    expect(contrast([119, 119, 119], [255, 255, 255])).toBeCloseTo(4.48, 2)
  })
})

describe('texts', () => {
  test('are kept trimmed, composed, with plain line ends, and empty ones not at all', () => {
    expect(
      cleanTexts({ signInPageText: '  Désk\r\n5550 ', usernameHintText: '  ', backgroundColor: '#0B6B57' }),
    ).toEqual({
      signInPageText: 'Désk\n5550',
      usernameHintText: null,
      backgroundColor: '#0b6b57',
    })
  })

  test.each([
    ['backgroundColor', 'green'],
    ['backgroundColor', '#fff'],
    ['backgroundColor', '#12345g'],
    ['backgroundColor', 'red;}body{display:none'],
    ['signInPageText', '<b>Hello</b>'],
    ['signInPageText', '<script>alert(1)</script>'],
    ['signInPageText', '<!-- -->'],
    ['signInPageText', 'a'.repeat(1025)],
    ['signInPageText', 'zero\0'],
    ['signInPageText', 'right to left \u202E'],
    ['usernameHintText', 'a'.repeat(65)],
    ['usernameHintText', 'two\nlines'],
    ['usernameHintText', 'see https://example.com'],
  ])('refuse for %s: %j', (field, text) => {
    expect(textsViolation(cleanTexts({ [field]: text }))).toMatchObject({ field })
  })

  test('take what is plain, whatever the script', () => {
    const signInPageText = 'Hilfe: 030 5550100 (7–18 Uhr)\n< 5 Minuten & „sofort“ 日本語 🙂'
    expect(
      textsViolation(cleanTexts({ signInPageText, usernameHintText: 'vorname.nachname@example.com' })),
    ).toBeUndefined()
  })
})

describe('pictures', () => {
  test('are what their bytes say', () => {
    expect(judgeLogo('bannerLogo', aPng(245, 36))).toEqual({ type: 'image/png', width: 245, height: 36 })
    expect(judgeLogo('bannerLogo', aJpeg(245, 36))).toEqual({ type: 'image/jpeg', width: 245, height: 36 })
    expect(judgeLogo('squareLogo', aPng(240, 240))).toEqual({ type: 'image/png', width: 240, height: 240 })
  })

  const text = (content: string) => new TextEncoder().encode(content)
  test.each<[string, Uint8Array, RegExp]>([
    ['nothing', new Uint8Array(), /neither a whole PNG/],
    ['an SVG', text('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), /SVG.*script/],
    ['a GIF', text('GIF89a'), /neither a whole PNG/],
    ['a page', text('<!doctype html><script>alert(1)</script>'), /neither a whole PNG/],
    ['half a PNG', aPng(20, 20).subarray(0, 40), /neither a whole PNG/],
    ['half a JPEG', aJpeg(20, 20).subarray(0, 20), /neither a whole JPEG|neither a whole PNG/],
    ['a PNG without a size', aPng(0, 20), /0 × 20/],
    ['a giant', aPng(100_000, 100_000), /100000 × 100000 pixels; it can be at most 735 × 108/],
    ['too tall', aPng(245, 109), /at most 735 × 108/],
    ['too heavy', new Uint8Array(51 * 1024), /51 KiB; at most 50/],
    ['a JPEG that never ends', Uint8Array.from([0xff, 0xd8, ...new Array(2000).fill(0xff), 0xff, 0xd9]), /neither/],
  ])('are refused: %s', (_, bytes, message) => {
    expect(judgeLogo('bannerLogo', bytes)).toMatchObject({
      field: 'bannerLogo',
      message: expect.stringMatching(message),
    })
  })
})
