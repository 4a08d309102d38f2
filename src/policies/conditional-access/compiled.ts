import type { Kernel } from '../../kernel/kernel.ts'
import type { Read } from '../../kernel/store.ts'
import { strengths } from '../authentication-strengths/service.ts'
import { namedLocations } from '../named-locations/service.ts'
import { accessRevision } from '../revision/service.ts'
import { securityDefaults } from '../tenant/service.ts'
import { accessPolicies } from './reading.ts'
import { type AccessRules, compileRules, securityDefaultsPolicy } from './rules.ts'

interface Known {
  readonly revision: number
  readonly rules: AccessRules
}

/** What each server process last compiled, for the store it was read from. */
const known = new WeakMap<Kernel['store'], Known>()

/**
 * The rules of access as they stand now, security defaults among them while they are on.
 *
 * One row says whether anything has changed since they were compiled, also on another replica.
 * The revision is read first, so what is remembered under it is never older.
 */
export async function accessRules(kernel: Kernel, read: Read): Promise<AccessRules> {
  const revision = await accessRevision(read)
  const last = known.get(kernel.store)
  if (last?.revision === revision) return last.rules
  const builtIn = (await securityDefaults(read)).isEnabled ? [securityDefaultsPolicy] : []
  const rules = compileRules([...builtIn, ...(await accessPolicies(read))], await strengths(read), {
    locations: await namedLocations(read),
  })
  if (!last || last.revision < revision) known.set(kernel.store, { revision, rules })
  return rules
}
