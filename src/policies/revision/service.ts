import type { AuditEntry } from '../../audit/rules.ts'
import { Refusal } from '../../base/refusal.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { once } from '../../kernel/once.ts'
import type { Read, Write } from '../../kernel/store.ts'
import { countUp, findRevision } from './store.ts'

/**
 * A number that differs once anything has changed that decides access: strengths, locations, policies, contexts, security defaults.
 *
 * What was compiled for one revision holds until this is another.
 */
export const accessRevision = (read: Read): Promise<number> =>
  once(read, 'access revision', () => findRevision(read.db))

/**
 * Says that this write changes the rules of access; call it before reading what the change depends on.
 *
 * Such writes wait for one another, so what one of them has checked still holds when it commits.
 */
export const reviseAccess = (w: Write): Promise<void> => countUp(w.db)

/**
 * As `reviseAccess`, around a change that may shut people out; `field` is the property that would be to blame.
 *
 * Refuses with `administratorsLockedOut` where nobody who could undo the change still gets in.
 * Who accepts that has it recorded.
 */
export async function changeAccess<Value>(
  kernel: Kernel,
  w: Write,
  field: string | undefined,
  change: (w: Write) => Promise<Value>,
): Promise<Value> {
  await reviseAccess(w)
  const questions: (() => Promise<string | undefined>)[] = []
  for (const look of kernel.consequences.accessChanging) questions.push(await look(kernel, w))
  const entries: AuditEntry[] = []
  const value = await change({ ...w, audit: (entry) => void entries.push(entry) })
  const lockedOut: string[] = []
  for (const ask of questions) lockedOut.push(...[await ask()].filter((who) => who !== undefined))
  if (lockedOut.length > 0 && !kernel.acceptsLockOut) throw refusal(lockedOut.join('; '), field)
  const told = lockedOut.length > 0 && { forced: 'true', lockedOut: lockedOut.join('; ') }
  for (const entry of entries) w.audit(told ? { ...entry, details: { ...entry.details, ...told } } : entry)
  return value
}

const refusal = (who: string, field: string | undefined): Refusal =>
  new Refusal(
    'administratorsLockedOut',
    `This would lock out everybody who could undo it: ${who}. Leave at least one of them out, as an account for emergencies, or try it in report-only first. If you mean it, send it again with 'Prefer: allow-administrator-lockout', on the command line with --force.`,
    field === undefined ? {} : { field },
  )

/** The kernel for a caller who accepts that a change may lock out every administrator. */
export const acceptingLockOut = (kernel: Kernel): Kernel => ({ ...kernel, acceptsLockOut: true })
