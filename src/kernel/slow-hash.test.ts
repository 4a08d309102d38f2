import { createSecretKey } from 'node:crypto'
import { expect, test } from 'vitest'
import { utf8 } from '../base/bytes.ts'
import { SlowHash } from './slow-hash.ts'

const cost = { memoryKib: 64, passes: 1, lanes: 1 }
const salt = new Uint8Array(16).fill(1)
/** Not so cheap that it runs at once. */
const queued = { ...cost, memoryKib: 1024 }
const roomy = new SlowHash(cost, { atOnce: 2, waiting: 100 })

test('a secret verifies against its own hash and no other does', async () => {
  const hash = await roomy.hash(utf8('correct'), salt)
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=64,t=1,p=1\$/)
  expect(await roomy.verify(hash, utf8('correct'))).toBe(true)
  expect(await roomy.verify(hash, utf8('Correct'))).toBe(false)
})

test('a hash that cannot be read is refused, whatever the cost', async () => {
  for (const hashing of [roomy, new SlowHash(queued, { atOnce: 1, waiting: 1 })]) {
    await expect(hashing.verify('not a hash', utf8('x'))).rejects.toThrow()
    await expect(hashing.verify('$argon2id$v=19$m=64,t=1,p=1$broken', utf8('x'))).rejects.toThrow()
  }
})

test('a pepper is needed to verify what was hashed with it', async () => {
  const pepper = createSecretKey(new Uint8Array(32).fill(9))
  const hash = await roomy.hash(utf8('correct'), salt, pepper)
  expect(await roomy.verify(hash, utf8('correct'), pepper)).toBe(true)
  expect(await roomy.verify(hash, utf8('correct'))).toBe(false)
})

test('a hash made at another cost is outdated, and still verifies', async () => {
  const dearer = new SlowHash({ ...cost, memoryKib: 128 }, { atOnce: 1, waiting: 1 })
  const hash = await roomy.hash(utf8('correct'), salt)
  expect([roomy.isOutdated(hash), dearer.isOutdated(hash)]).toEqual([false, true])
  expect(await dearer.verify(hash, utf8('correct'))).toBe(true)
})

test('more than may wait are refused at once with a time to wait, and the others are served', async () => {
  const narrow = new SlowHash(queued, { atOnce: 1, waiting: 2 })
  const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => narrow.hash(utf8('x'), salt)))
  expect(outcomes.map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'fulfilled',
    'rejected',
    'rejected',
    'rejected',
  ])
  expect(outcomes[3]).toMatchObject({ reason: { code: 'busy', retryAfterSeconds: 2 } })
  expect(await narrow.hash(utf8('x'), salt)).toContain('argon2id')
})

test('a hash that fails gives its place to the next', async () => {
  const narrow = new SlowHash(queued, { atOnce: 1, waiting: 5 })
  const outcomes = await Promise.allSettled([
    narrow.verify('not a hash', utf8('x')),
    narrow.verify('not a hash', utf8('x')),
    narrow.hash(utf8('x'), salt),
  ])
  expect(outcomes.at(-1)?.status).toBe('fulfilled')
})
