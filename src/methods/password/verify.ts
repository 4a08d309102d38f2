import { utf8 } from '../../base/bytes.ts'
import type { UserId } from '../../base/text.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { isTriable, readPassword } from './rules.ts'
import { findStoredPassword } from './store.ts'

const saltBytes = 16

/** argon2id at today's cost, with a key outside the database mixed in. */
export const hashPassword = (kernel: Kernel, password: string): Promise<string> =>
  kernel.passwordHash.hash(utf8(readPassword(password)), kernel.random.bytes(saltBytes), pepper(kernel))

const pepper = (kernel: Kernel) => kernel.vault.key('password')

const decoys = new WeakMap<Kernel, Promise<string>>()

/** A hash nobody's password has, at the cost of a real one; made at the first try of all, whoever it is for. */
function decoyHash(kernel: Kernel): Promise<string> {
  const made = decoys.get(kernel) ?? hashPassword(kernel, Buffer.from(kernel.random.bytes(32)).toString('base64url'))
  decoys.set(kernel, made)
  return made
}

/** The hash that a password tried was verified against; undefined when it is not the user's password. */
export async function verifiedHash(kernel: Kernel, userId: UserId | null, typed: string): Promise<string | undefined> {
  const decoy = await decoyHash(kernel)
  const stored = userId === null ? undefined : await kernel.store.read((r) => findStoredPassword(r, userId))
  const password = readPassword(typed)
  const tried = isTriable(password) ? password : ''
  const isRight = await kernel.passwordHash.verify(stored?.hash ?? decoy, utf8(tried), pepper(kernel))
  return isRight && isTriable(password) ? stored?.hash : undefined
}
