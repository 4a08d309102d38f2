import { describe, expect, test } from 'vitest'
import { aUser, systemActor } from '../../tests/kit/builders.ts'
import { openTestKernel, type TestKernel } from '../../tests/kit/kernel.ts'
import { aPass } from '../../tests/kit/methods.ts'
import { unrecorded } from '../../tests/kit/proving.ts'
import type { Write } from '../kernel/store.ts'
import {
  clearThrottle,
  forgiveAttempt,
  purgeThrottles,
  type Reservation,
  reserveAttempt,
  type ThrottleSubject,
} from './service.ts'

const subject: ThrottleSubject = { kind: 'temporaryAccessPass', account: 'ada', ipAddress: '192.0.2.1' }

const reserve = (kernel: TestKernel, given: Partial<ThrottleSubject> = {}): Promise<Reservation> =>
  unrecorded(kernel, (w) => reserveAttempt(kernel, w, { ...subject, ...given }))

const forgive = (kernel: TestKernel, given: Partial<ThrottleSubject> = {}) =>
  unrecorded(kernel, (w) => forgiveAttempt(kernel, w, { ...subject, ...given }))

/** How many of these tries may go on, one after another. */
async function goOn(
  kernel: TestKernel,
  tries: number,
  given: (index: number) => Partial<ThrottleSubject> = () => ({}),
) {
  let count = 0
  for (let index = 0; index < tries; index++) if ((await reserve(kernel, given(index))).ok) count++
  return count
}

const address = (index: number) => ({ ipAddress: `198.51.${Math.floor(index / 250)}.${index % 250}` })

const waitOf = (reservation: Reservation) => (reservation.ok ? 0 : reservation.waitSeconds)

describe('one address at one account', () => {
  test('tries five times, then waits twice as long each time, and a try that waits is not counted', async () => {
    await using kernel = await openTestKernel()
    expect(await goOn(kernel, 20)).toBe(5)
    const waits = []
    for (let round = 0; round < 4; round++) {
      const wait = waitOf(await reserve(kernel))
      waits.push(wait)
      kernel.clock.advanceSeconds(wait)
      expect(await goOn(kernel, 5)).toBe(1)
    }
    expect(waits).toEqual([1, 2, 4, 8])
  })

  test('of 64 tries in one moment lets five go on', async () => {
    await using kernel = await openTestKernel()
    const reservations = await Promise.all(Array.from({ length: 64 }, () => reserve(kernel)))
    expect(reservations.filter(({ ok }) => ok)).toHaveLength(5)
  })

  test('waits to the second told, and no longer', async () => {
    await using kernel = await openTestKernel()
    await goOn(kernel, 5)
    const refused = await reserve(kernel)
    if (refused.ok) throw new Error('it went on')
    kernel.clock.set(refused.until)
    kernel.clock.advanceSeconds(-0.001)
    expect(waitOf(await reserve(kernel))).toBe(1)
    kernel.clock.advanceSeconds(0.001)
    expect((await reserve(kernel)).ok).toBe(true)
  })

  test('is counted for each method apart, and for each account', async () => {
    await using kernel = await openTestKernel()
    expect(await goOn(kernel, 6)).toBe(5)
    expect(await goOn(kernel, 6, () => ({ kind: 'password' }))).toBe(5)
    expect(await goOn(kernel, 6, () => ({ account: 'bob' }))).toBe(5)
  })

  test('is not another address, but one of the same IPv6 network is the same', async () => {
    await using kernel = await openTestKernel()
    expect(await goOn(kernel, 6, () => ({ ipAddress: '192.0.2.2' }))).toBe(5)
    expect(await goOn(kernel, 40, (index) => ({ ipAddress: `2001:db8:1:2::${(index + 1).toString(16)}` }))).toBe(5)
    expect(await goOn(kernel, 6, () => ({ ipAddress: '2001:db8:1:3::1' }))).toBe(5)
    expect(await goOn(kernel, 6, () => ({ ipAddress: '::ffff:192.0.2.2' }))).toBe(0)
  })

  test('has five free tries again a day after the first', async () => {
    await using kernel = await openTestKernel()
    await goOn(kernel, 6)
    kernel.clock.advanceSeconds(24 * 3600 - 1)
    expect(await goOn(kernel, 6)).toBe(1)
    kernel.clock.advanceSeconds(2)
    expect(await goOn(kernel, 6)).toBe(5)
  })
})

describe('many addresses at one account', () => {
  test('try thirty times together, and then each has to wait', async () => {
    await using kernel = await openTestKernel()
    expect(await goOn(kernel, 40, address)).toBe(30)
    expect(await goOn(kernel, 1, () => ({ ...address(90), account: 'bob' }))).toBe(1)
  })

  test('of 64 tries in one moment from as many addresses let thirty go on', async () => {
    await using kernel = await openTestKernel()
    const reservations = await Promise.all(Array.from({ length: 64 }, (_, index) => reserve(kernel, address(index))))
    expect(reservations.filter(({ ok }) => ok)).toHaveLength(30)
  })

  test('do not raise the count of the account while their own makes them wait', async () => {
    await using kernel = await openTestKernel()
    expect(await goOn(kernel, 500)).toBe(5)
    expect(await goOn(kernel, 30, address)).toBe(25)
  })

  test('are stopped at a hundred for the rest of the day, however long they wait in between', async () => {
    await using kernel = await openTestKernel()
    const begunAt = kernel.clock.now()
    let tries = 0
    let wait = 0
    for (let index = 0; wait < 3600; index++) {
      const reservation = await reserve(kernel, address(index))
      if (reservation.ok) tries++
      else wait = reservation.waitSeconds
      if (wait < 3600) kernel.clock.advanceSeconds(waitOf(reservation))
    }
    expect(tries).toBe(100)
    expect(kernel.clock.now() - begunAt + wait * 1000).toBe(24 * 3600 * 1000)
  })

  test('do not keep out an address the owner has signed in from, which its own count still holds', async () => {
    await using kernel = await openTestKernel()
    await goOn(kernel, 40, address)
    const familiar = { ipAddress: '192.0.2.77', isFamiliarSource: async () => true }
    expect((await reserve(kernel, { ...familiar, isFamiliarSource: async () => false })).ok).toBe(false)
    expect(await goOn(kernel, 20, () => familiar)).toBe(5)
    expect(waitOf(await reserve(kernel, familiar))).toBe(1)
  })
})

describe('one address, whatever it tries', () => {
  const anything = (index: number) => ({ account: `user${index}` })

  test('tries fifty times in ten minutes, and then waits', async () => {
    await using kernel = await openTestKernel()
    expect(await goOn(kernel, 60, anything)).toBe(50)
    expect(waitOf(await reserve(kernel, { account: 'another' }))).toBe(1)
    expect(await goOn(kernel, 1, () => ({ ipAddress: '192.0.2.2' }))).toBe(1)
    kernel.clock.advanceSeconds(601)
    expect(await goOn(kernel, 60, anything)).toBe(50)
  })

  test('is all that counts where nothing can be guessed', async () => {
    await using kernel = await openTestKernel()
    expect(await goOn(kernel, 60, () => ({ kind: 'fido2', account: null }))).toBe(50)
    expect(await goOn(kernel, 1, () => ({ kind: 'fido2', account: null, ipAddress: '192.0.2.2' }))).toBe(1)
  })

  test('is spared where a program shares it with people', async () => {
    await using kernel = await openTestKernel()
    expect(await goOn(kernel, 80, (index) => ({ ...anything(index), sparesSource: true }))).toBe(80)
    expect((await reserve(kernel)).ok).toBe(true)
  })
})

describe('a success', () => {
  test("clears the account's counts and gives the address its try back", async () => {
    await using kernel = await openTestKernel()
    for (let round = 0; round < 20; round++) {
      expect(await goOn(kernel, 4)).toBe(4)
      await forgive(kernel)
      kernel.clock.advanceSeconds(150)
    }
    expect(await goOn(kernel, 6)).toBe(5)
  })

  test('at one account leaves what was tried at others', async () => {
    await using kernel = await openTestKernel()
    await goOn(kernel, 6, () => ({ account: 'bob' }))
    await goOn(kernel, 1)
    await forgive(kernel)
    expect(await goOn(kernel, 1, () => ({ account: 'bob' }))).toBe(0)
    expect(await goOn(kernel, 60, (index) => ({ account: `user${index}` }))).toBe(45)
  })
})

test('a new pass ends every wait for its owner’s passes, and no other wait', async () => {
  await using kernel = await openTestKernel()
  const [user, other] = [await aUser(kernel), await aUser(kernel)]
  const at = (account: string, kind: string) => (index: number) => ({ account, kind, ...address(index) })
  for (const account of [user.id, other.id]) {
    for (const kind of ['temporaryAccessPass', 'password']) {
      await goOn(kernel, 6, () => ({ account, kind, ...address(0) }))
      expect(await goOn(kernel, 40, at(account, kind))).toBe(25)
    }
  }
  await aPass(kernel, user)
  const free = async (account: string, kind: string) =>
    Promise.all([0, 90].map((index) => goOn(kernel, 1, () => ({ account, kind, ...address(index) }))))
  expect(await free(user.id, 'temporaryAccessPass')).toEqual([1, 1])
  expect(await free(user.id, 'password')).toEqual([0, 0])
  expect(await free(other.id, 'temporaryAccessPass')).toEqual([0, 0])
})

test('the table names neither accounts nor addresses, and what is over is deleted from it', async () => {
  await using kernel = await openTestKernel()
  await reserve(kernel)
  await reserve(kernel, { ipAddress: '2001:db8:1:2::1' })
  const rows = () => kernel.store.read((r) => r.db.selectFrom('throttles').selectAll().execute())
  for (const { key } of await rows()) expect(key).toMatch(/^[\w-]{43}$/)
  expect(await rows()).toHaveLength(5)
  kernel.clock.advanceSeconds(600)
  expect(await kernel.store.write(systemActor(), purgeThrottles)).toBe(2)
  kernel.clock.advanceSeconds(24 * 3600)
  expect(await kernel.store.write(systemActor(), purgeThrottles)).toBe(3)
})

test('tries, successes and new passes at once never wait for each other crosswise', async () => {
  await using kernel = await openTestKernel()
  const calls = { made: 0, run: 0 }
  const once = <Value>(work: (w: Write) => Promise<Value>) => {
    calls.made++
    return unrecorded(kernel, (w) => {
      calls.run++
      return work(w)
    })
  }
  const worker = async (number: number) => {
    for (let round = 0; round < 12; round++) {
      const given = {
        ...subject,
        account: `a${(number + round) % 3}`,
        ipAddress: `192.0.2.${(number * 7 + round) % 4}`,
      }
      const { ok } = await once((w) => reserveAttempt(kernel, w, given))
      if (ok && number % 4 > 0) await once((w) => forgiveAttempt(kernel, w, given))
      else await once((w) => clearThrottle(kernel, w, given.kind, given.account))
    }
  }
  await Promise.all(Array.from({ length: 16 }, (_, number) => worker(number)))
  expect(calls.run).toBe(calls.made)
})
