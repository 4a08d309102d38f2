import { rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { countryFile } from '../../tests/kit/country-file.ts'
import { temporaryFolder } from '../../tests/kit/temporary-folder.ts'
import { fixedClock, instant } from '../base/time.ts'
import { Countries } from './countries.ts'
import { createLogger } from './log.ts'

async function open(content: Buffer | undefined = countryFile({ '192.0.2.0/24': 'NO' })) {
  const folder = await temporaryFolder('countries')
  const path = join(folder.path, 'countries.mmdb')
  if (content.length > 0) await writeFile(path, content)
  const clock = fixedClock(instant(0))
  const lines: string[] = []
  const log = createLogger('info', { write: (line) => void lines.push(line) })
  const countries = new Countries({ path, clock, log })
  let changes = 0
  return {
    path,
    countries,
    lines,
    clock,
    /** Another file in its place, whose time says so. */
    put: async (bytes: Buffer) => {
      await writeFile(path, bytes)
      await utimes(path, new Date(), new Date(1_000_000 * ++changes))
    },
    /** What is answered once the file has been looked at again, which nobody waits for. */
    later: async (address: string) => {
      clock.advanceSeconds(60)
      countries.of(address)
      await countries.look()
      return countries.of(address)
    },
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  }
}

test('without a file no country is known', () => {
  const countries = new Countries({ path: undefined, clock: fixedClock(instant(0)), log: createLogger('silent') })
  countries.open()
  expect(countries.of('192.0.2.1')).toBeNull()
})

describe('a file of countries', () => {
  test('is read at the start, or at the first question', async () => {
    await using given = await open()
    expect(given.countries.of('192.0.2.1')).toBe('NO')
    given.countries.open()
    expect([given.countries.of('192.0.2.1'), given.lines]).toEqual(['NO', []])
  })

  test.each([
    ['that is not there', Buffer.alloc(0), /countries\.mmdb: there is no such file$/],
    ['that is no such file', Buffer.from('not one'), /countries\.mmdb: it is no database in the MaxMind format/],
  ])('%s stops the start, and is logged once elsewhere', async (_, content, message) => {
    await using given = await open(content)
    expect(() => given.countries.open()).toThrow(message)
    await using lazy = await open(content)
    expect([lazy.countries.of('192.0.2.1'), lazy.countries.of('192.0.2.1')]).toEqual([null, null])
    expect(lazy.lines).toHaveLength(1)
  })

  test('is read again when it has changed, a minute later and beside the question', async () => {
    await using given = await open()
    given.countries.open()
    await given.put(countryFile({ '192.0.2.0/24': 'SE' }))
    expect(given.countries.of('192.0.2.1')).toBe('NO')
    given.clock.advanceSeconds(59)
    expect(given.countries.of('192.0.2.1')).toBe('NO')
    expect(await given.later('192.0.2.1')).toBe('SE')
    expect(await given.later('192.0.2.1')).toBe('SE')
    expect(given.lines.filter((line) => line.includes('read again'))).toHaveLength(1)
  })

  test('stays in use where the new one is broken or gone, which is logged once each', async () => {
    await using given = await open()
    given.countries.open()
    await given.put(countryFile({ '192.0.2.0/24': 'SE' }).subarray(0, 400))
    expect([await given.later('192.0.2.1'), await given.later('192.0.2.1')]).toEqual(['NO', 'NO'])
    expect(given.lines.filter((line) => line.includes('stays in use'))).toHaveLength(1)
    await rm(given.path)
    expect([await given.later('192.0.2.1'), await given.later('192.0.2.1')]).toEqual(['NO', 'NO'])
    expect(given.lines.filter((line) => line.includes('stays in use'))).toHaveLength(2)
    await given.put(countryFile({ '192.0.2.0/24': 'US' }))
    expect(await given.later('192.0.2.1')).toBe('US')
  })
})
