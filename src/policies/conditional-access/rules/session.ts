import type { SessionControls } from './policy.ts'

/** What several policies together ask of a session: the strictest of each. */
export interface SessionRequirement {
  /** Minutes after which every factor is asked for again, 0 for every time; null for no limit. */
  readonly everyFactorAgainMinutes: number | null
  /** Minutes after which the second factor is asked for again, 0 for every time; null for no limit. */
  readonly secondFactorAgainMinutes: number | null
  /** Whether a browser may keep the session when it is closed; null where no policy says. */
  readonly persistentBrowser: 'always' | 'never' | null
}

/** The requirement of no policy. */
export const freeSession: SessionRequirement = {
  everyFactorAgainMinutes: null,
  secondFactorAgainMinutes: null,
  persistentBrowser: null,
}

const minutesIn = { hours: 60, days: 24 * 60 } as const

function requirementOf({ signInFrequency, persistentBrowser }: SessionControls): SessionRequirement {
  const mode = persistentBrowser?.isEnabled ? persistentBrowser.mode : null
  if (!signInFrequency?.isEnabled) return { ...freeSession, persistentBrowser: mode }
  const { value, type, frequencyInterval, authenticationType } = signInFrequency
  const minutes = frequencyInterval === 'everyTime' || value === null || type === null ? 0 : value * minutesIn[type]
  const isSecond = authenticationType === 'secondaryAuthentication'
  return {
    everyFactorAgainMinutes: isSecond ? null : minutes,
    secondFactorAgainMinutes: isSecond ? minutes : null,
    persistentBrowser: mode,
  }
}

const sooner = (left: number | null, right: number | null): number | null =>
  left === null || right === null ? (left ?? right) : Math.min(left, right)

/** All of them together; `never` keep the session wins over `always`. */
export const strictest = (all: readonly SessionControls[]): SessionRequirement =>
  all.map(requirementOf).reduce(
    (left, right) => ({
      everyFactorAgainMinutes: sooner(left.everyFactorAgainMinutes, right.everyFactorAgainMinutes),
      secondFactorAgainMinutes: sooner(left.secondFactorAgainMinutes, right.secondFactorAgainMinutes),
      persistentBrowser:
        left.persistentBrowser === 'never' || right.persistentBrowser === 'never'
          ? 'never'
          : (left.persistentBrowser ?? right.persistentBrowser),
    }),
    freeSession,
  )
