import fc from 'fast-check'
import { expect, test } from 'vitest'
import { describeSettings, loadSettings, SettingsInvalid } from './config.ts'
import { nearestName } from './nearest-name.ts'

const variables = describeSettings({}, () => undefined).map(({ variable }) => variable)
const secretFiles = ['LATCHKEY_DATABASE_URL_FILE', 'LATCHKEY_MASTER_KEY_FILE', 'LATCHKEY_CONFIG_FILE']

const value = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('0', '-1', '8080', '1e9', 'https://id.example.com', 'postgres://x', 'a.b', '/file', 'true', '💥'),
)
const name = fc.oneof(
  fc.constantFrom(...variables, ...secretFiles),
  fc.string({ maxLength: 8 }).map((rest) => `LATCHKEY_${rest}`),
)
const env = fc.dictionary(name, value, { maxKeys: 8 })

test('whatever stands in environment and file, there are settings or a list of mistakes, never another fault', () => {
  fc.assert(
    fc.property(env, fc.oneof(fc.string(), fc.json(), fc.constant(undefined)), (given, text) => {
      try {
        const settings = loadSettings(given, () => text)
        expect(settings.publicUrl).toMatch(/^https?:\/\//)
        expect(settings.sessionIdleMinutes).toBeLessThanOrEqual(settings.sessionLifetimeMinutes)
      } catch (error) {
        expect(error).toBeInstanceOf(SettingsInvalid)
      }
    }),
    { numRuns: 500 },
  )
})

test('a name with one slip is answered with the name that was meant', () => {
  fc.assert(
    fc.property(fc.constantFrom(...variables), fc.nat(), fc.constantFrom('', 'X'), (meant, at, slip) => {
      const start = 'LATCHKEY_'.length
      const index = start + (at % (meant.length - start))
      const typed = meant.slice(0, index) + slip + meant.slice(index + 1)
      expect(nearestName(typed, variables)).toBe(meant)
    }),
  )
})
