import { type Instant, toIso } from '../base/time.ts'

/** What a policy came to in a sign-in, or would have. */
export type Outcome = 'letThrough' | 'askedForMore' | 'blocked'

export type Counts = Record<Outcome, number>

/** One sign-in of a person, as far as it concerns the policy. */
export interface JudgedSignIn {
  readonly at: Instant
  readonly user: {
    readonly id: string
    readonly displayName: string | null
    readonly userPrincipalName: string | null
  }
  /** Undefined where the policy did not apply. */
  readonly applied: { readonly result: string; readonly controls: readonly string[] } | undefined
  /** Whether policies were asked at all. */
  readonly isEvaluated: boolean
}

/**
 * What a result of the sign-in log comes to.
 *
 * Of an enabled policy the log says `failure` both where more was asked for and where nothing would have helped;
 * its controls tell which.
 *
 * Source: facts/entra.md §7.3, §10.3.
 */
function outcomeOf({ result, controls }: { readonly result: string; readonly controls: readonly string[] }): Outcome {
  if (result === 'success' || result === 'reportOnlySuccess') return 'letThrough'
  if (result === 'reportOnlyFailure') return 'blocked'
  return result === 'failure' && controls.includes('Block') ? 'blocked' : 'askedForMore'
}

interface UserCounts extends Counts {
  readonly user: JudgedSignIn['user']
  lastAt: Instant
}

const dayOf = (at: Instant): string => toIso(at).slice(0, 10)

const none = (): Counts => ({ letThrough: 0, askedForMore: 0, blocked: 0 })

const mostUsers = 20

const weight = ({ askedForMore, blocked }: Counts): number => askedForMore + blocked

/** Counts sign-ins one by one, so that none is kept. */
export class ImpactTally {
  readonly total = { ...none(), notApplied: 0, notEvaluated: 0, enforced: 0 }
  readonly controls = new Map<string, { askedForMore: number; blocked: number }>()
  readonly #days = new Map<string, Counts & { notApplied: number }>()
  readonly #users = new Map<string, UserCounts>()

  add(signIn: JudgedSignIn): void {
    const { applied, isEvaluated } = signIn
    if (!isEvaluated) this.total.notEvaluated++
    else if (applied) this.#addApplied(signIn, applied)
    else {
      this.total.notApplied++
      this.day(dayOf(signIn.at)).notApplied++
    }
  }

  day(date: string): Counts & { notApplied: number } {
    const found = this.#days.get(date) ?? { ...none(), notApplied: 0 }
    this.#days.set(date, found)
    return found
  }

  #addApplied({ at, user }: JudgedSignIn, applied: NonNullable<JudgedSignIn['applied']>): void {
    const outcome = outcomeOf(applied)
    this.total[outcome]++
    if (!applied.result.startsWith('reportOnly')) this.total.enforced++
    this.day(dayOf(at))[outcome]++
    const counted = this.#users.get(user.id) ?? { user, ...none(), lastAt: at }
    counted[outcome]++
    if (outcome === 'letThrough') {
      this.#users.set(user.id, counted)
      return
    }
    counted.lastAt = weight(counted) === 1 || at > counted.lastAt ? at : counted.lastAt
    this.#users.set(user.id, counted)
    for (const control of applied.controls) {
      const one = this.controls.get(control) ?? { askedForMore: 0, blocked: 0 }
      one[outcome]++
      this.controls.set(control, one)
    }
  }

  /** The people it asked for more or blocked, the twenty most affected of them, and how many they are. */
  affected(): { readonly count: number; readonly users: readonly Readonly<UserCounts>[] } {
    const affected = [...this.#users.values()].filter((one) => weight(one) > 0)
    const users = affected.toSorted(
      (one, other) =>
        weight(other) - weight(one) || other.lastAt - one.lastAt || (one.user.id < other.user.id ? -1 : 1),
    )
    return { count: affected.length, users: users.slice(0, mostUsers) }
  }
}
