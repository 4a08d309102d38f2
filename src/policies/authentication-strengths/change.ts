import { changesBetween } from '../../audit/rules/changes.ts'
import type { ActivityName, AuditTarget } from '../../audit/rules.ts'
import { Refusal } from '../../base/refusal.ts'
import type { CommandTarget } from '../../kernel/command.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { Read, Write } from '../../kernel/store.ts'
import { changeAccess, reviseAccess } from '../revision/service.ts'
import { requireStrength } from './reading.ts'
import { type AuthenticationStrength, type StrengthSettings, strengthViolations } from './rules.ts'
import { replaceStrength } from './store.ts'

export const strengthTarget = (strength: Pick<AuthenticationStrength, 'id' | 'displayName'>): AuditTarget => ({
  type: 'Policy',
  id: strength.id,
  displayName: strength.displayName,
})

/** The strength a use-case is about. */
export const targetStrength = async (read: Read, { id }: { readonly id: string }): Promise<CommandTarget> => ({
  resource: strengthTarget(await requireStrength(read, id)),
})

/** Refuses with `policyInvalid`, naming the first property that is wrong. */
export function refuseInvalid(settings: StrengthSettings): void {
  const broken = strengthViolations(settings)
  const [first] = broken
  if (!first) return
  throw new Refusal('policyInvalid', broken.map(({ message }) => message).join(' '), { field: first.field })
}

/** The strength, held so that nothing else changes what decides access; refuses with `strengthBuiltIn`. */
export async function holdCustomStrength(w: Write, id: string): Promise<AuthenticationStrength> {
  await reviseAccess(w)
  const strength = await requireStrength(w, id)
  if (strength.policyType === 'custom') return strength
  const message = `'${strength.displayName}' is built in and stays as it is. Create a strength of your own instead.`
  throw new Refusal('strengthBuiltIn', message)
}

/** A change of what a strength allows; `field` is the property that would be to blame if nobody met it any more. */
export interface Asked {
  readonly id: string
  readonly activity: ActivityName
  readonly field: string
}

/**
 * Puts new settings in the place of a strength's own, checked and recorded; returns the strength as it was.
 *
 * Refuses with `strengthBuiltIn`, `policyInvalid` or `administratorsLockedOut`.
 */
export const changeStrength = (
  kernel: Kernel,
  write: Write,
  { id, activity, field }: Asked,
  change: (before: AuthenticationStrength) => Partial<StrengthSettings>,
): Promise<AuthenticationStrength> => changeAccess(kernel, write, field, (w) => putStrength(w, id, activity, change))

async function putStrength(
  w: Write,
  id: string,
  activity: ActivityName,
  change: (before: AuthenticationStrength) => Partial<StrengthSettings>,
): Promise<AuthenticationStrength> {
  const before = await holdCustomStrength(w, id)
  const after: AuthenticationStrength = { ...before, ...change(before) }
  refuseInvalid(after)
  const modifiedProperties = changesBetween(before, after)
  if (modifiedProperties.length === 0) {
    w.unrecorded('every value was there already')
    return before
  }
  if (!(await replaceStrength(w.db, { ...after, modifiedAt: w.now }))) await requireStrength(w, id)
  w.audit({ activity, targets: [{ ...strengthTarget(after), modifiedProperties }] })
  return before
}
