import { expect, test } from 'vitest'
import { systemActor } from '../../tests/kit/builders.ts'
import { openTestKernel, type TestKernel } from '../../tests/kit/kernel.ts'
import { KeyRing } from './key-ring.ts'
import { Vault, VaultMismatch } from './vault.ts'

const actor = systemActor()
const day = 24 * 3600

const otherProcess = (kernel: TestKernel) => new KeyRing(kernel.store, kernel.vault)

const destroy = (kernel: TestKernel, ring: KeyRing, needed: readonly string[] = []) =>
  kernel.store.write(actor, (w) => ring.destroyUnneeded(w, 'passcode', async (id) => needed.includes(id)))

test('one key serves a month, in every process, then a new one does', async () => {
  await using kernel = await openTestKernel()
  const first = await kernel.keyRing.current(actor, 'passcode')
  kernel.clock.advanceSeconds(29 * day)
  expect((await kernel.keyRing.current(actor, 'passcode')).id).toBe(first.id)
  expect((await otherProcess(kernel).current(actor, 'passcode')).id).toBe(first.id)
  kernel.clock.advanceSeconds(day)
  const second = await kernel.keyRing.current(actor, 'passcode')
  expect(second.id).not.toBe(first.id)
  expect(second.key.equals(first.key)).toBe(false)
  expect((await otherProcess(kernel).find('passcode', first.id))?.equals(first.key)).toBe(true)
})

test('each purpose has keys of its own', async () => {
  await using kernel = await openTestKernel()
  const { id } = await kernel.keyRing.current(actor, 'passcode')
  expect((await kernel.keyRing.current(actor, 'other')).id).not.toBe(id)
  expect(await otherProcess(kernel).find('other', id)).toBeUndefined()
})

test('a key opens with its master key only', async () => {
  await using kernel = await openTestKernel()
  const { id } = await kernel.keyRing.current(actor, 'passcode')
  const stranger = new KeyRing(kernel.store, new Vault(new Uint8Array(32), kernel.random))
  await expect(stranger.find('passcode', id)).rejects.toThrow(VaultMismatch)
})

test('a key is destroyed when its month is over and nothing needs it, and then opens nothing', async () => {
  await using kernel = await openTestKernel()
  const { id } = await kernel.keyRing.current(actor, 'passcode')
  kernel.clock.advanceSeconds(31 * day - 1)
  expect(await destroy(kernel, kernel.keyRing)).toBe(0)
  kernel.clock.advanceSeconds(1)
  expect(await destroy(kernel, kernel.keyRing, [id])).toBe(0)
  expect(await kernel.keyRing.find('passcode', id)).toBeDefined()
  expect(await destroy(kernel, kernel.keyRing)).toBe(1)
  expect(await kernel.keyRing.find('passcode', id)).toBeUndefined()
})
