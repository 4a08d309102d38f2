import { type AuditTarget, modified } from '../audit/rules.ts'
import type { Actor } from '../base/actor.ts'
import { uuid } from '../base/random.ts'
import { Refusal } from '../base/refusal.ts'
import { command } from '../kernel/command.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Read, Write } from '../kernel/store.ts'
import { type AddressesByKind, consentable, grantable, nameOf, ownAddresses, refuseBeyondOwn } from './asked.ts'
import { type ApplicationKey, requireApplication } from './lookup.ts'
import type { Application } from './rules.ts'
import { makeSecret, type NewSecret, type SecretTerms } from './secret.ts'
import { deleteApplicationRow, deleteSecret, insertApplication, insertSecret, updateApplicationRow } from './store.ts'

/** How the logs show an application. */
const appTarget = ({ servicePrincipalId, displayName }: Application): AuditTarget => ({
  type: 'App',
  id: servicePrincipalId,
  displayName,
})

const found = async (read: Read, input: { readonly application: ApplicationKey }) => ({
  resource: appTarget(await requireApplication(read, input.application)),
})

export interface CreateApplication {
  readonly displayName: string
  /** Names or ids of Graph application permissions. */
  readonly permissions: readonly string[]
  /** Names of Graph delegated permissions, consented to for everybody. */
  readonly delegatedPermissions?: readonly string[] | undefined
  readonly redirectUris?: readonly string[] | AddressesByKind | undefined
  readonly secretLifetimeDays?: number | undefined
}

export interface CreatedApplication {
  readonly application: Application
  readonly secret: NewSecret
}

/**
 * Creates an application with its permissions granted, and its first secret.
 *
 * Refuses with `nameInvalid`, `permissionUnknown`, `permissionNotYours` or `secretLifetimeOutOfRange`.
 */
export const createApplication = command({
  name: 'createApplication',
  operation: 'applications.update',
  activity: 'addApplication',
  target: async (_read, input: CreateApplication) => ({
    resource: { type: 'App', id: '', displayName: input.displayName },
  }),
  work: async (w, input, _prepared, kernel): Promise<CreatedApplication> => {
    const application = newApplication(w, input, false)
    const { shown, stored } = makeSecret(kernel.vault, w.random, w.now, { lifetimeDays: input.secretLifetimeDays })
    await keepNew(w, application)
    await insertSecret(w.db, application.id, stored)
    auditSecret(w, 'addServicePrincipalCredentials', application, shown)
    return { application, secret: shown }
  },
})

export interface RegisterApplication extends Omit<CreateApplication, 'secretLifetimeDays'> {
  /** It runs where no secret can be kept: on a desktop, a phone, a command line; it acts for people alone. */
  readonly isPublicClient: boolean
}

/**
 * Creates an application without a secret; one that keeps secrets is given them after.
 *
 * Refuses as `createApplication`, and with `malformedRequest` permissions of its own for one that keeps no secret.
 */
export const registerApplication = command({
  name: 'registerApplication',
  operation: 'applications.update',
  activity: 'addApplication',
  target: async (_read, input: RegisterApplication) => ({
    resource: { type: 'App', id: '', displayName: input.displayName },
  }),
  work: async (w, input): Promise<Application> => {
    refusePublicPermissions(input.isPublicClient, input.permissions)
    const application = newApplication(w, input, input.isPublicClient)
    await keepNew(w, application)
    return application
  },
})

function refusePublicPermissions(isPublicClient: boolean, permissions: readonly string[] = []): void {
  if (!isPublicClient || permissions.length === 0) return
  throw new Refusal(
    'malformedRequest',
    'A public client keeps no secret, so it does nothing by itself: give it delegated permissions only.',
    { field: 'permissions' },
  )
}

/** Registers one that runs where no secret can be kept. */
export const createPublicApplication = (
  kernel: Kernel,
  actor: Actor,
  input: Omit<RegisterApplication, 'permissions' | 'isPublicClient'>,
): Promise<Application> => registerApplication(kernel, actor, { ...input, permissions: [], isPublicClient: true })

const newApplication = (w: Write, input: CreateApplication, isPublicClient: boolean): Application => ({
  id: uuid(w.random),
  appId: uuid(w.random),
  servicePrincipalId: uuid(w.random),
  displayName: nameOf(input.displayName),
  permissions: grantable(w, input.permissions),
  delegatedPermissions: consentable(w, input.delegatedPermissions ?? []),
  redirectUris: ownAddresses(input.redirectUris ?? [], isPublicClient) ?? [],
  isPublicClient,
  accountEnabled: true,
  createdAt: w.now,
})

async function keepNew(w: Write, application: Application): Promise<void> {
  await insertApplication(w.db, application)
  const changes = [
    modified('AppId', null, application.appId),
    modified('DisplayName', null, application.displayName),
    ...(application.redirectUris.length > 0 ? [modified('AppAddress', null, application.redirectUris)] : []),
  ]
  w.audit({ activity: 'addApplication', targets: [{ ...appTarget(application), modifiedProperties: changes }] })
  if (application.permissions.length > 0) auditPermissions(w, application, [])
  if (application.delegatedPermissions.length > 0) auditConsent(w, application, [])
}

export interface UpdateApplication {
  readonly application: ApplicationKey
  readonly displayName?: string | undefined
  /** Takes the place of all permissions granted before. */
  readonly permissions?: readonly string[] | undefined
  /** Takes the place of all delegated permissions consented to before. */
  readonly delegatedPermissions?: readonly string[] | undefined
  /** Takes the place of all addresses before. */
  readonly redirectUris?: readonly string[] | AddressesByKind | undefined
  readonly accountEnabled?: boolean | undefined
}

/**
 * Renames an application, grants other permissions, disables or enables it; its tokens feel it at once.
 *
 * Refuses as `createApplication`, and with `applicationNotFound`.
 */
export const updateApplication = command({
  name: 'updateApplication',
  operation: 'applications.update',
  activity: 'updateApplication',
  target: (read, input: UpdateApplication) => found(read, input),
  work: async (w, input): Promise<Application> => {
    const before = await requireApplication(w, input.application)
    refuseBeyondOwn(w, [...before.permissions, ...before.delegatedPermissions])
    refusePublicPermissions(before.isPublicClient, input.permissions)
    const after = await updateApplicationRow(w.db, before.id, {
      ...(input.displayName === undefined ? {} : { displayName: nameOf(input.displayName) }),
      ...(input.permissions === undefined ? {} : { permissions: grantable(w, input.permissions) }),
      ...(input.delegatedPermissions === undefined
        ? {}
        : { delegatedPermissions: consentable(w, input.delegatedPermissions) }),
      ...(input.redirectUris === undefined
        ? {}
        : { redirectUris: ownAddresses(input.redirectUris, before.isPublicClient) ?? before.redirectUris }),
      ...(input.accountEnabled === undefined ? {} : { accountEnabled: input.accountEnabled }),
    })
    if (!after) throw gone()
    const modifiedProperties = [
      modified('DisplayName', before.displayName, after.displayName),
      modified('AccountEnabled', before.accountEnabled, after.accountEnabled),
      modified('AppAddress', before.redirectUris, after.redirectUris),
    ].filter(({ oldValue, newValue }) => oldValue !== newValue)
    w.audit({ activity: 'updateApplication', targets: [{ ...appTarget(after), modifiedProperties }] })
    if (input.permissions !== undefined) auditPermissions(w, after, before.permissions)
    if (input.delegatedPermissions !== undefined) auditConsent(w, after, before.delegatedPermissions)
    return after
  },
})

interface DeleteApplication {
  readonly application: ApplicationKey
}

/** Deletes an application with its secrets; refuses with `applicationNotFound`. */
export const deleteApplication = command({
  name: 'deleteApplication',
  operation: 'applications.update',
  activity: 'deleteApplication',
  target: (read, input: DeleteApplication) => found(read, input),
  work: async (w, input): Promise<void> => {
    const { id } = await requireApplication(w, input.application)
    const application = await deleteApplicationRow(w.db, id)
    if (!application) throw gone()
    w.audit({
      activity: 'deleteApplication',
      targets: [{ ...appTarget(application), modifiedProperties: [modified('AppId', application.appId, null)] }],
    })
  },
})

export interface AddSecret extends SecretTerms {
  readonly application: ApplicationKey
}

/**
 * Makes another secret for an application; those it has stay good until they expire or are removed.
 *
 * Refuses with `applicationNotFound`, `permissionNotYours` or `secretLifetimeOutOfRange`.
 */
export const addApplicationSecret = command({
  name: 'addApplicationSecret',
  operation: 'applications.update',
  activity: 'addServicePrincipalCredentials',
  target: (read, input: AddSecret) => found(read, input),
  work: async (w, input, _prepared, kernel): Promise<CreatedApplication> => {
    const { id } = await requireApplication(w, input.application)
    const application = await updateApplicationRow(w.db, id, {})
    if (!application) throw gone()
    refuseBeyondOwn(w, [...application.permissions, ...application.delegatedPermissions])
    if (application.isPublicClient) {
      throw new Refusal('secretNotFound', `${application.displayName} runs where no secret can be kept, and has none.`)
    }
    const { shown, stored } = makeSecret(kernel.vault, w.random, w.now, input)
    await insertSecret(w.db, application.id, stored)
    auditSecret(w, 'addServicePrincipalCredentials', application, shown)
    return { application, secret: shown }
  },
})

interface RemoveSecret {
  readonly application: ApplicationKey
  readonly secretId: string
}

/** Removes one secret; refuses with `applicationNotFound` or `secretNotFound`. */
export const removeApplicationSecret = command({
  name: 'removeApplicationSecret',
  operation: 'applications.update',
  activity: 'removeServicePrincipalCredentials',
  target: (read, input: RemoveSecret) => found(read, input),
  work: async (w, input): Promise<void> => {
    const application = await requireApplication(w, input.application)
    const secret = await deleteSecret(w.db, application.id, input.secretId.toLowerCase())
    if (!secret) {
      throw new Refusal('secretNotFound', `${application.displayName} has no secret '${input.secretId}'.`)
    }
    auditSecret(w, 'removeServicePrincipalCredentials', application, secret)
  },
})

function auditPermissions(w: Write, application: Application, before: readonly string[]): void {
  const change = modified('AppRole.Value', before.join(' ') || null, application.permissions.join(' ') || null)
  w.audit({ activity: 'consentToApplication', targets: [{ ...appTarget(application), modifiedProperties: [change] }] })
}

function auditConsent(w: Write, application: Application, before: readonly string[]): void {
  const change = modified(
    'ConsentAction.Permissions',
    before.join(' ') || null,
    application.delegatedPermissions.join(' ') || null,
  )
  w.audit({ activity: 'consentForEverybody', targets: [{ ...appTarget(application), modifiedProperties: [change] }] })
}

function auditSecret(
  w: Write,
  activity: 'addServicePrincipalCredentials' | 'removeServicePrincipalCredentials',
  application: Application,
  secret: { readonly id: string },
): void {
  const isNew = activity === 'addServicePrincipalCredentials'
  const change = modified('KeyId', isNew ? null : secret.id, isNew ? secret.id : null)
  w.audit({ activity, targets: [{ ...appTarget(application), modifiedProperties: [change] }] })
}

const gone = () => new Refusal('applicationNotFound', 'The application was deleted meanwhile.')
