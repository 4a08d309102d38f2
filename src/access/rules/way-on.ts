import type { MethodKind } from '../../methods/rules.ts'
import { multifactorStrength, type StrengthProof, satisfies } from '../../policies/authentication-strengths/rules.ts'
import type { Control } from '../../policies/conditional-access/rules.ts'
import type { Missing } from './access.ts'
import { modelClasses } from './models.ts'

/** One thing a person could do, and what it would count as. */
export interface Way {
  readonly kind: MethodKind
  readonly proof: StrengthProof
  /** It counts only where a password was proved. */
  readonly isSecond?: boolean
}

/** Where somebody stands who has not proved enough. */
export interface Standing {
  readonly missing: readonly Missing[]
  /** What was proved and counts. */
  readonly held: readonly StrengthProof[]
  /** Those of them that were given a moment ago, so that sign-in methods may be changed. */
  readonly fresh: readonly StrengthProof[]
  /** What the person has and could use now, in the order preferred; a kind may stand there several times. */
  readonly usable: readonly Way[]
  /** What the person may register now, in the order preferred; a kind may stand there several times, once for each model. */
  readonly registrable: readonly Way[]
  /** Whether a fresh password is enough to register something. */
  readonly passwordMayRegister: boolean
}

/** What to ask for next. */
export type WayOn =
  | { readonly next: 'prove' | 'register'; readonly kinds: readonly MethodKind[] }
  | { readonly next: 'changePassword' | 'nothing' }

interface Action {
  readonly does: 'prove' | 'register' | 'changePassword'
  readonly way?: Way
}

interface State {
  readonly held: readonly StrengthProof[]
  readonly fresh: readonly StrengthProof[]
  readonly passwordChanged: boolean
}

/** Sets of more actions than this are not looked through one by one. */
const mostActionsTogether = 4

/** Nor are larger sets once there are more of them than this: whoever signs in waits for it. */
const mostSets = 5_000

/**
 * What brings somebody to everything that is missing: what they have before what they would have to register, a new password last.
 *
 * Offered is only what some way needs that has nothing in it to spare; the kind whose way is shortest comes first.
 * What was given a moment ago is not asked for again, because it would change nothing.
 *
 * Source: facts/entra.md §6.5, §7.2.
 */
export function wayOn(given: Standing): WayOn {
  const standing = modelClasses(given)
  const actions = actionsOf(standing)
  const start: State = { held: standing.held, fresh: standing.fresh, passwordChanged: false }
  const isEnough = (state: State): boolean => isMet(standing.missing, state)
  if (!isEnough(everything(standing, actions, start))) return { next: 'nothing' }
  const ways = shortestWays(standing, actions, start, isEnough)
  const fewest = Math.min(...ways.map(registrations))
  const kept = ways.filter((way) => registrations(way) === fewest)
  const [best] = kept.toSorted((left, right) => left.length - right.length)
  const firsts = (way: readonly Action[]) => way.filter((action) => mayDo(standing, start, action))
  const next = order.find((does) => best && firsts(best).some((action) => action.does === does)) ?? 'nothing'
  if (next === 'changePassword' || next === 'nothing') return { next }
  return { next, kinds: kindsOf(kept, (way) => firsts(way).filter(({ does }) => does === next)) }
}

const order = ['prove', 'register', 'changePassword'] as const

const actionsOf = ({ usable, registrable }: Standing): readonly Action[] => [
  ...usable.map((way) => ({ does: 'prove', way }) as const),
  ...registrable.map((way) => ({ does: 'register', way }) as const),
  { does: 'changePassword' },
]

const registrations = (way: readonly Action[]): number => way.filter(({ does }) => does === 'register').length

const has = (proofs: readonly StrengthProof[], { mode, aaguid }: StrengthProof): boolean =>
  proofs.some((proof) => proof.mode === mode && proof.aaguid === aaguid)

const password: StrengthProof = { mode: 'password' }

/** Whether an action may be taken now; one that would change nothing may not. */
function mayDo({ passwordMayRegister }: Standing, { held, fresh, passwordChanged }: State, action: Action): boolean {
  const { does, way } = action
  if (!way) return has(fresh, password) && !passwordChanged
  if (has(fresh, way.proof)) return false
  if (does === 'prove') return !way.isSecond || has(held, password)
  return satisfies(multifactorStrength, fresh) || (passwordMayRegister && has(fresh, password))
}

const done = (state: State, { way }: Action): State =>
  way
    ? { ...state, held: [...state.held, way.proof], fresh: [...state.fresh, way.proof] }
    : { ...state, passwordChanged: true }

/** Where the actions lead when each is taken as soon as it may be: nothing that was proved is ever lost. */
function everything(standing: Standing, actions: readonly Action[], start: State): State {
  let state = start
  for (let rest = actions; ; ) {
    const action = rest.find((one) => mayDo(standing, state, one))
    if (!action) return state
    state = done(state, action)
    rest = rest.filter((one) => one !== action)
  }
}

/** Sets of actions that are enough, and of which none can be left out; the small ones first. */
function shortestWays(
  standing: Standing,
  actions: readonly Action[],
  start: State,
  isEnough: (state: State) => boolean,
): readonly (readonly Action[])[] {
  const found: (readonly Action[])[] = []
  let together: readonly (readonly Action[])[] = [[]]
  for (let size = 1; size <= mostActionsTogether && setsOf(size, actions.length) <= mostSets; size++) {
    together = together.flatMap((some) =>
      actions.slice(some.length === 0 ? 0 : actions.indexOf(some.at(-1) as Action) + 1).map((one) => [...some, one]),
    )
    const isNew = (some: readonly Action[]) => !found.some((way) => way.every((action) => some.includes(action)))
    found.push(...together.filter((some) => isNew(some) && isEnough(everything(standing, some, start))))
  }
  return found.length > 0 ? found : [actions]
}

/** How many sets of that size there are. */
const setsOf = (size: number, of: number): number => (size === 0 ? 1 : (setsOf(size - 1, of) * (of - size + 1)) / size)

/** The kinds of the first actions, each by the shortest way it is in; among equals the order preferred stays. */
function kindsOf(
  ways: readonly (readonly Action[])[],
  firsts: (way: readonly Action[]) => readonly Action[],
): readonly MethodKind[] {
  const lengths = new Map<MethodKind, number>()
  for (const way of ways) {
    for (const { way: first } of firsts(way)) {
      if (first) lengths.set(first.kind, Math.min(way.length, lengths.get(first.kind) ?? Number.POSITIVE_INFINITY))
    }
  }
  return [...lengths].toSorted(([, left], [, right]) => left - right).map(([kind]) => kind)
}

/** Whether nothing is missing any more; somebody who proved nothing that counts is never through. */
const isMet = (missing: readonly Missing[], state: State): boolean =>
  state.held.length > 0 &&
  missing.every(({ operator, controls }) =>
    operator === 'AND'
      ? controls.every((control) => isDone(control, state))
      : controls.some((control) => isDone(control, state)),
  )

function isDone(control: Control, { held, passwordChanged }: State): boolean {
  switch (control.kind) {
    case 'mfa':
      return satisfies(multifactorStrength, held)
    case 'authenticationStrength':
      return satisfies(control.strength, held)
    case 'passwordChange':
      return passwordChanged
    default:
      return false
  }
}
