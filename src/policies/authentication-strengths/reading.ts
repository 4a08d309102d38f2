import type { Actor } from '../../base/actor.ts'
import { Refusal } from '../../base/refusal.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { once } from '../../kernel/once.ts'
import type { Read } from '../../kernel/store.ts'
import { type AuthenticationStrength, builtInStrengths, type CombinationConfiguration } from './rules.ts'
import { listCustomStrengths } from './store.ts'

/** Every strength there is, the built-in ones first. */
export const strengths = (read: Read): Promise<readonly AuthenticationStrength[]> =>
  once(read, 'authentication strengths', async () => [...builtInStrengths, ...(await listCustomStrengths(read.db))])

/** The strength with this id; refuses with `strengthNotFound`. */
export async function requireStrength(read: Read, id: string): Promise<AuthenticationStrength> {
  const found = (await strengths(read)).find((strength) => strength.id === id.toLowerCase())
  if (found) return found
  throw new Refusal('strengthNotFound', `There is no authentication strength '${id.slice(0, 100)}'.`)
}

/** The restriction of a strength with this id; refuses with `strengthNotFound`. */
export function requireConfiguration(strength: AuthenticationStrength, id: string): CombinationConfiguration {
  const found = strength.combinationConfigurations.find((configuration) => configuration.id === id.toLowerCase())
  if (found) return found
  const message = `'${strength.displayName}' has no restriction of combinations '${id.slice(0, 100)}'.`
  throw new Refusal('strengthNotFound', message)
}

/** Every strength, for whoever may read them. */
export const listStrengths = (kernel: Kernel, actor: Actor): Promise<readonly AuthenticationStrength[]> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'strengths.read')
    return strengths(read)
  })

/** One strength, for whoever may read them; refuses with `strengthNotFound`. */
export const readStrength = (kernel: Kernel, actor: Actor, id: string): Promise<AuthenticationStrength> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'strengths.read')
    return requireStrength(read, id)
  })

/** Nothing but the permission: for what is the same in every tenant. */
export const mayReadStrengths = (kernel: Kernel, actor: Actor): Promise<void> =>
  kernel.store.read((read) => kernel.authorize(read, actor, 'strengths.read'))
