import type { Actor } from '../base/actor.ts'
import type { Instant } from '../base/time.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { type PeopleCounts, peopleCounts } from './people.ts'
import { byDay, byMethod, lastDays, type MethodCount, type ReadinessOfDay, readinessByDay, tallyOf } from './rules.ts'
import { listReadiness, listTallied } from './store/tallies.ts'

/** Sign-ins by day and method. */
export interface SignInHistory {
  /** When what is known begins: before, nothing was counted. Null where nobody has signed in. */
  readonly since: Instant | null
  /** False while a long log is still being gone through. */
  readonly isComplete: boolean
  readonly days: readonly { readonly date: string; readonly counts: readonly MethodCount[] }[]
  readonly totals: readonly MethodCount[]
}

/** As many as wait for a turn of the job in a bad minute; reading them takes about 20 ms. */
const mostWaiting = 2000

/** The interactive sign-ins of so many days, today among them; refuses with `insufficientPrivileges`. */
export const readSignInsByMethod = (kernel: Kernel, actor: Actor, days: number): Promise<SignInHistory> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'signIns.read')
    const shown = lastDays(read.now, days)
    const [first = read.now] = shown
    const { rows, waiting, since, isBehind } = await listTallied(read, first, mostWaiting)
    const all = [...rows, ...tallyOf(waiting)].filter(({ day_at }) => day_at >= first && day_at <= read.now)
    return { since, isComplete: !isBehind, days: byDay(all, shown), totals: byMethod(all) }
  })

/** The way to passwordless: what people have, day by day and now. */
export interface PasswordlessHistory {
  readonly now: PeopleCounts
  readonly days: readonly ReadinessOfDay[]
}

/** What members had on so many days, today among them; refuses with `insufficientPrivileges`. */
export const readPasswordless = (kernel: Kernel, actor: Actor, days: number): Promise<PasswordlessHistory> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'registrations.read')
    const shown = lastDays(read.now, days)
    const rows = await listReadiness(read, shown[0] ?? read.now)
    const now = await peopleCounts(kernel, read)
    return { now, days: readinessByDay(rows, shown, now.readiness) }
  })
