import type { Actor } from '../base/actor.ts'
import { Refusal } from '../base/refusal.ts'
import { isGuid } from '../base/text.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Read } from '../kernel/store.ts'
import type { Application, SecretSummary } from './rules.ts'
import {
  findApplications,
  findByAppId,
  findByObjectId,
  listApplicationRows,
  listSecrets,
  type StoredSecret,
  secretsByApplication,
} from './store.ts'

/** The application with this client id, enabled or not; what is no GUID is nobody's. */
export const findApplicationByClientId = async (read: Read, clientId: string): Promise<Application | undefined> =>
  isGuid(clientId) ? findByAppId(read.db, clientId.toLowerCase()) : undefined

/** How an application is named: by client id, object id or display name, or by one kind of object id alone. */
export type ApplicationKey = string | { readonly id: string } | { readonly servicePrincipalId: string }

/** The application that is named so; refuses with `applicationNotFound`. */
export async function requireApplication(read: Read, named: ApplicationKey): Promise<Application> {
  if (typeof named !== 'string') return requireById(read, named)
  const key = named
  const [application, another] = await findApplications(read.db, key)
  if (another) {
    throw new Refusal('malformedRequest', `Several applications are called '${key}'. Give the client id of one.`)
  }
  if (!application) {
    throw new Refusal('applicationNotFound', `There is no application '${key}'. Give a client id or a display name.`)
  }
  return application
}

async function requireById(read: Read, named: Exclude<ApplicationKey, string>): Promise<Application> {
  const [column, id] =
    'id' in named ? (['id', named.id] as const) : (['service_principal_id', named.servicePrincipalId] as const)
  const application = await findByObjectId(read.db, column, id.toLowerCase())
  if (application) return application
  const what = column === 'id' ? 'application' : 'service principal'
  throw new Refusal('applicationNotFound', `There is no ${what} '${id.slice(0, 256)}'. Give its object id.`)
}

/** Every application, in the order of their names. */
export const allApplications = (read: Read): Promise<readonly Application[]> => listApplicationRows(read.db)

/** Every application, in the order of their names, for whoever may read applications. */
export const listApplications = (kernel: Kernel, actor: Actor): Promise<readonly Application[]> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'applications.read')
    return listApplicationRows(read.db)
  })

/** An application and what may be shown of its secrets. */
export interface KnownApplication {
  readonly application: Application
  /** Expired ones too, newest first. */
  readonly secrets: readonly SecretSummary[]
}

/** The same as `listApplications`, with the secrets. */
export const listKnownApplications = (kernel: Kernel, actor: Actor): Promise<readonly KnownApplication[]> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'applications.read')
    const secrets = await secretsByApplication(read.db)
    const applications = await listApplicationRows(read.db)
    return applications.map((application) => ({
      application,
      secrets: (secrets.get(application.id) ?? []).map(summaryOf),
    }))
  })

/** Refuses whoever may not read applications. */
export const requireApplicationReader = (kernel: Kernel, actor: Actor): Promise<void> =>
  kernel.store.read((read) => kernel.authorize(read, actor, 'applications.read'))

const summaryOf = ({ hash: _, ...summary }: StoredSecret): SecretSummary => summary

/** One application, for whoever may read applications. */
export const readApplication = (kernel: Kernel, actor: Actor, key: ApplicationKey): Promise<KnownApplication> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'applications.read')
    const application = await requireApplication(read, key)
    const secrets = await listSecrets(read.db, application.id)
    return { application, secrets: secrets.map(summaryOf) }
  })
