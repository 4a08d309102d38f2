import { Refusal } from '../base/refusal.ts'
import type { Read } from '../kernel/store.ts'
import { changePassword } from '../methods/password/service.ts'
import { isFamiliarSource, requireLive } from '../sessions/service.ts'
import { forgiveAttempt, reserveAttempt, type ThrottleSubject } from '../throttling/service.ts'
import { type OwnContext, requireChangeable } from './context.ts'

/** A person at their own password. */
type PasswordContext = Pick<OwnContext, 'kernel' | 'signedIn'>

/**
 * Changes the person's own password; each try at the current one is counted with those at sign-in.
 *
 * Refuses with `currentPasswordWrong`, `passwordUnacceptable`, `throttled`, `sessionEnded` and what `requireChangeable` refuses.
 */
export async function changeOwnPassword(
  context: PasswordContext,
  typed: { readonly current: string; readonly next: string },
): Promise<void> {
  const { kernel, signedIn } = context
  await requireChangeable(context)
  const subject = await reserve(context)
  const verdict = await changePassword(kernel, signedIn.actor, typed)
  if (!verdict.ok) {
    throw new Refusal(verdict.why, 'That is not your current password. Check it and try again.', {
      field: 'currentPassword',
    })
  }
  await kernel.store.write(signedIn.actor, async (w) => {
    w.unrecorded('the change itself is recorded; this only clears the count of tries')
    await forgiveAttempt(kernel, w, subject)
  })
}

async function reserve({ kernel, signedIn: { actor, session } }: PasswordContext): Promise<ThrottleSubject> {
  const { ipAddress } = actor.origin
  const subject = {
    kind: 'password',
    account: actor.userId,
    ipAddress,
    isFamiliarSource: (r: Read) => isFamiliarSource(r, actor.userId, ipAddress),
  }
  const reservation = await kernel.store.write(actor, async (w) => {
    w.unrecorded('counted before it is judged; the outcome is recorded by the change')
    await requireLive(w, session)
    return reserveAttempt(kernel, w, subject)
  })
  if (reservation.ok) return subject
  const { waitSeconds } = reservation
  throw new Refusal('throttled', `Too many tries. Wait ${waitSeconds} seconds, then try again.`, {
    retryAfterSeconds: waitSeconds,
  })
}
