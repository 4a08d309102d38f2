import type { Actor } from '../base/actor.ts'
import { Refusal } from '../base/refusal.ts'
import { isGuid } from '../base/text.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Read } from '../kernel/store.ts'
import type { Application, SecretSummary } from './rules.ts'
import { findApplications, findByAppId, listApplicationRows, listSecrets } from './store.ts'

/** The application with this client id, enabled or not; what is no GUID is nobody's. */
export const findApplicationByClientId = async (read: Read, clientId: string): Promise<Application | undefined> =>
  isGuid(clientId) ? findByAppId(read.db, clientId.toLowerCase()) : undefined

/** The application with this client id, object id or display name; refuses with `applicationNotFound`. */
export async function requireApplication(read: Read, key: string): Promise<Application> {
  const [application, another] = await findApplications(read.db, key)
  if (another) {
    throw new Refusal('malformedRequest', `Several applications are called '${key}'. Give the client id of one.`)
  }
  if (!application) {
    throw new Refusal('applicationNotFound', `There is no application '${key}'. Give a client id or a display name.`)
  }
  return application
}

/** Every application, in the order of their names. */
export const allApplications = (read: Read): Promise<readonly Application[]> => listApplicationRows(read.db)

/** Every application, in the order of their names, for whoever may read applications. */
export const listApplications = (kernel: Kernel, actor: Actor): Promise<readonly Application[]> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'applications.read')
    return listApplicationRows(read.db)
  })

/** An application and what may be shown of its secrets, for whoever may read applications. */
export const readApplication = (
  kernel: Kernel,
  actor: Actor,
  key: string,
): Promise<{ readonly application: Application; readonly secrets: readonly SecretSummary[] }> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'applications.read')
    const application = await requireApplication(read, key)
    const secrets = await listSecrets(read.db, application.id)
    return { application, secrets: secrets.map(({ hash: _, ...summary }) => summary) }
  })
