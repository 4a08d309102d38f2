import { earliest, type Instant, plusMinutes } from '../../base/time.ts'
import type { Proof } from '../../methods/rules.ts'
import type { SessionRequirement } from '../../policies/conditional-access/rules.ts'

/** Whoever is to prove it every time is asked no more than once in this many minutes (facts/entra.md §7.1). */
const graceMinutes = 5

/**
 * The proofs that still count where policies set a sign-in frequency.
 *
 * One that is exactly as old as the frequency allows counts no more, and neither does one from later than now,
 * given before the clock was set back.
 * What is no password is a second factor, also where it is enough alone.
 */
export const countingProofs = (
  proofs: readonly Proof[],
  { everyFactorAgainMinutes, secondFactorAgainMinutes }: SessionRequirement,
  now: Instant,
): readonly Proof[] =>
  proofs.filter(
    (proof) =>
      isWithin(proof, everyFactorAgainMinutes, now) &&
      (proof.kind === 'password' || isWithin(proof, secondFactorAgainMinutes, now)),
  )

const isWithin = ({ at }: Proof, minutes: number | null, now: Instant): boolean =>
  minutes === null || Math.abs(now - at) < allowedMinutes(minutes) * 60_000

const allowedMinutes = (minutes: number): number => Math.max(minutes, graceMinutes)

/** When the first of these proofs stops to count; null where none does. */
export function countingUntil(
  proofs: readonly Proof[],
  { everyFactorAgainMinutes, secondFactorAgainMinutes }: SessionRequirement,
): Instant | null {
  const ends = proofs.flatMap(({ kind, at }) =>
    [everyFactorAgainMinutes, kind === 'password' ? null : secondFactorAgainMinutes].flatMap((minutes) =>
      minutes === null ? [] : [plusMinutes(at, allowedMinutes(minutes))],
    ),
  )
  const [first, ...others] = ends
  return first === undefined ? null : earliest(first, ...others)
}
