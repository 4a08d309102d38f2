import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readUserAgent } from './user-agent.ts'

const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)'

test.each([
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/122.0.0.0 Safari/537.36 Edg/122.0.2365.66`,
    'Windows 10',
    'Edge 122.0.2365',
  ],
  [`Mozilla/5.0 (Windows NT 6.1) ${webkit} Chrome/109.0.0.0 Safari/537.36`, 'Windows 7', 'Chrome 109.0.0'],
  [
    `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${webkit} Chrome/122.0.0.0 Safari/537.36`,
    'MacOs',
    'Chrome 122.0.0',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15',
    'MacOs',
    'Safari 17.4',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4.1 Mobile/15E148 Safari/604.1',
    'Ios 17.4',
    'Mobile Safari 17.4',
  ],
  [
    'Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/122.0.6261.89 Mobile/15E148 Safari/604.1',
    'Ios 16.6',
    'Chrome 122.0.6261',
  ],
  [
    `Mozilla/5.0 (Linux; Android 14; Pixel 8) ${webkit} Chrome/122.0.0.0 Mobile Safari/537.36`,
    'Android 14',
    'Chrome Mobile 122.0.0',
  ],
  [
    `Mozilla/5.0 (Linux; Android 13; SM-S901B) ${webkit} SamsungBrowser/23.0 Chrome/115.0.0.0 Mobile Safari/537.36`,
    'Android 13',
    'Samsung Browser 23.0',
  ],
  ['Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:123.0) Gecko/20100101 Firefox/123.0', 'Linux', 'Firefox 123.0'],
  [`Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${webkit} Chrome/122.0.0.0 Safari/537.36`, 'ChromeOS', 'Chrome 122.0.0'],
  [
    `Mozilla/5.0 (Windows NT 10.0) ${webkit} Chrome/119.0.0.0 Safari/537.36 OPR/105.0.0.0`,
    'Windows 10',
    'Opera 105.0.0',
  ],
])('reads %s', (text, operatingSystem, browser) => {
  expect(readUserAgent(text)).toEqual({ operatingSystem, browser })
})

test.each(['', 'curl/8.5.0', 'node', 'python-requests/2.31.0', 'Mozilla/5.0', 'Windows', 'Chrome'])(
  'leaves empty what "%s" does not say',
  (text) => {
    expect(readUserAgent(text)).toEqual({ operatingSystem: '', browser: '' })
  },
)

test('answers any text, and a very long one at once', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 2000 }), (text) => {
      const { operatingSystem, browser } = readUserAgent(text)
      return operatingSystem.length < 40 && browser.length < 40
    }),
  )
  const startedAt = performance.now()
  readUserAgent(`(iPhone ${' OS '.repeat(200_000)}`)
  expect(performance.now() - startedAt).toBeLessThan(100)
})
