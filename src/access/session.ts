import type { Origin } from '../base/actor.ts'
import { Refusal } from '../base/refusal.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Read } from '../kernel/store.ts'
import { lookInSession, type SessionKey, type SignedIn } from '../sessions/service.ts'
import { type Entry, judgeAccess } from './judge.ts'
import { type Access, portalApp } from './rules.ts'

/** What somebody in a session is after, and with what kind of client. */
type Wanted = Pick<Entry, 'target' | 'clientAppType'>

/** Our own pages, in a browser. */
export const ownPages: Wanted = { target: { appId: portalApp.appId }, clientAppType: 'browser' }

/** Somebody in a session, with what the policies say to what they are after now. */
interface Entered extends SignedIn {
  readonly access: Access
}

/** What the policies say to somebody in a session, wherever they are now. */
const judgeSession = (kernel: Kernel, read: Read, { actor, session }: SignedIn, wanted: Wanted): Promise<Access> =>
  judgeAccess(kernel, read, { ...wanted, userId: actor.userId, origin: actor.origin, proofs: session.proofs })

/**
 * The live session that is known by the key, and what the policies say to it, as both stand now.
 *
 * So a policy counts for sessions in being at their next request, whichever server it comes to.
 */
export const enter = (kernel: Kernel, key: SessionKey, origin: Origin, wanted: Wanted): Promise<Entered | undefined> =>
  lookInSession(kernel, key, origin, async (read, signedIn) => ({
    ...signedIn,
    access: await judgeSession(kernel, read, signedIn, wanted),
  }))

/** Whether a policy says that no browser keeps the session when it is closed; one that did before is told at the next page. */
export const mayNotKeep = ({ access }: Entered): boolean => access.session.persistentBrowser === 'never'

/** As `enter`; throws `moreProofNeeded` or `accessBlocked` where the policies don't let the person in. */
export async function enterGranted(...given: Parameters<typeof enter>): Promise<Entered | undefined> {
  const entered = await enter(...given)
  if (entered) requireGranted(entered.access)
  return entered
}

/** Throws `moreProofNeeded` or `accessBlocked` where the policies don't let somebody change how they sign in. */
export async function requireRegistration(kernel: Kernel, signedIn: SignedIn): Promise<void> {
  const wanted: Wanted = { target: { userAction: 'urn:user:registersecurityinfo' }, clientAppType: 'browser' }
  requireGranted(await kernel.store.read((r) => judgeSession(kernel, r, signedIn, wanted)))
}

/** Throws `moreProofNeeded` or `accessBlocked`, with Entra's number, where access is not granted. */
export function requireGranted({ outcome, errorCode }: Access): void {
  if (outcome === 'granted') return
  if (outcome === 'blocked') {
    throw new Refusal(
      'accessBlocked',
      `AADSTS${errorCode}: A policy of your organisation blocks this, from where you are or with what you use. Ask your service desk, or try from another place.`,
    )
  }
  throw new Refusal(
    'moreProofNeeded',
    `AADSTS${errorCode}: A policy of your organisation asks for more than was proved in this session. Sign in again.`,
  )
}
