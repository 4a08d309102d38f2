import { type Access, judgeAccess } from '../access/service.ts'
import { type Application, findApplicationByClientId } from '../applications/service.ts'
import type { Origin } from '../base/actor.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Read } from '../kernel/store.ts'
import type { SignedInUser } from './claims.ts'

/** Where a browser or a client is: all that policies ask of a request. */
export type Whereabouts = Pick<Origin, 'ipAddress' | 'userAgent'>

/** What somebody is after who signs in to an application. */
export const wantedBy = ({ appId, isPublicClient }: Pick<Application, 'appId' | 'isPublicClient'>) =>
  ({
    target: { appId },
    clientAppType: isPublicClient ? 'mobileAppsAndDesktopClients' : 'browser',
  }) as const

/** What the policies say to somebody in a session who wants at an application. */
export const accessTo = (
  kernel: Kernel,
  read: Read,
  application: Application,
  { actor, session }: SignedInUser,
  origin: Whereabouts,
): Promise<Access> =>
  judgeAccess(kernel, read, { ...wantedBy(application), userId: actor.userId, origin, proofs: session.proofs })

/** Whether the policies let somebody in a session go on to the application with this client id, from where they are. */
export const isAdmitted = (kernel: Kernel, clientId: string, signedIn: SignedInUser): Promise<boolean> =>
  kernel.store.read(async (r) => {
    const application = await findApplicationByClientId(r, clientId)
    if (!application) return false
    return (await accessTo(kernel, r, application, signedIn, signedIn.actor.origin)).outcome === 'granted'
  })
