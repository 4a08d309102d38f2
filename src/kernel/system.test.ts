import { expect, test } from 'vitest'
import { systemRandom } from './system.ts'

test('no bytes are handed out twice, however many are asked for', () => {
  const drawn = Array.from({ length: 2000 }, () => Buffer.from(systemRandom.bytes(16)).toString('hex'))
  expect(new Set(drawn).size).toBe(drawn.length)
  for (const count of [0, 1, 4095, 4096, 4097, 100_000]) {
    const bytes = systemRandom.bytes(count)
    expect(bytes).toHaveLength(count)
    if (count > 1000) expect(new Set(bytes).size).toBe(256)
  }
})

test('changing bytes that were handed out changes no others', () => {
  const first = systemRandom.bytes(32)
  const copy = Uint8Array.from(first)
  systemRandom.bytes(32).fill(0)
  expect(first).toEqual(copy)
})
