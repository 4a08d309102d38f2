import { expect, it } from 'vitest'
import { systemActor } from '../../tests/kit/builders.ts'
import { openTestKernel } from '../../tests/kit/kernel.ts'
import { Refusal } from '../base/refusal.ts'
import { isUnavailable } from './database-errors.ts'

const broken = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })

it('says that the database does not answer, and when to try again, instead of breaking', async () => {
  await using kernel = await openTestKernel()
  const attempts = [
    kernel.store.read(() => Promise.reject(broken)),
    kernel.store.write(systemActor(), () => Promise.reject(broken)),
  ]
  for (const attempt of attempts) {
    const refusal = await attempt.catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(Refusal)
    expect(refusal).toMatchObject({ code: 'databaseUnavailable', retryAfterSeconds: 5, cause: broken })
  }
})

it.each([
  ['08006', true],
  ['53300', true],
  ['57P01', true],
  ['SQLITE_IOERR_FSYNC', true],
  ['23505', false],
  ['42P01', false],
  ['SQLITE_CONSTRAINT_UNIQUE', false],
])('tells an outage by its code: %s is %s', (code, expected) => {
  expect(isUnavailable(Object.assign(new Error('x'), { code }))).toBe(expected)
})
