import type { Command } from 'commander'
import { inZone } from '../base/duration.ts'
import { Refusal } from '../base/refusal.ts'
import { toIso } from '../base/time.ts'
import {
  type AddCommands,
  type Answer,
  action,
  duration,
  type Opened,
  type OpenKernel,
  withOutFile,
} from '../faces/cli.ts'
import {
  type Application,
  addApplicationSecret,
  type CreatedApplication,
  createApplication,
  createPublicApplication,
  deleteApplication,
  listApplications,
  readApplication,
  removeApplicationSecret,
  type SecretSummary,
  updateApplication,
} from './service.ts'

const minutesPerDay = 24 * 60

/** `latchkey app create|list|show|update|disable|enable|delete|add-secret|remove-secret`. */
export const addAppCommands: AddCommands = (program, open) => {
  const app = program.command('app').description('programs that use Microsoft Graph with credentials of their own')
  addCreate(app, open)
  app.command('list').description('list the applications').action(action(open, list))
  named(app, 'show', 'show one application and its secrets, which are never shown again').action(action(open, show))
  named(app, 'update', 'rename an application, or change what it may do and where people return to')
    .option('--name <name>', 'its new display name')
    .option('--permission <permission...>', 'replaces all permissions granted so far')
    .option('--delegated-permission <permission...>', 'replaces all delegated permissions consented to so far')
    .option('--redirect-uri <address...>', 'replaces all addresses people are sent back to')
    .action(action(open, update))
  named(app, 'disable', 'refuse an application at once, with the tokens it has').action(action(open, setEnabled(false)))
  named(app, 'enable', 'let an application in again').action(action(open, setEnabled(true)))
  named(app, 'delete', 'delete an application with its secrets').action(action(open, remove))
  withOutFile(withLifetime(named(app, 'add-secret', 'make another secret; those there are stay good'))).action(
    action(open, addSecret, { secret: () => true }),
  )
  named(app, 'remove-secret', 'remove a secret')
    .argument('<secret>', 'id of the secret, as app show tells it')
    .action(action(open, removeSecret))
}

function addCreate(app: Command, open: OpenKernel): void {
  withOutFile(withLifetime(app.command('create')))
    .description('create an application with permissions; its secret is shown this one time')
    .requiredOption('--name <name>', 'its display name')
    .option('--permission <permission...>', 'Graph application permissions, such as UserAuthMethod-TAP.ReadWrite.All')
    .option(
      '--delegated-permission <permission...>',
      'what it may do for people who sign in through it, such as User.Read',
    )
    .option('--redirect-uri <address...>', 'where people are sent back to after signing in')
    .option('--public', 'it runs where no secret can be kept: on a desktop, a phone, a command line')
    .addHelpText(
      'after',
      "\nExample:\n  latchkey app create --name 'HR import' --permission User.Read.All UserAuthMethod-TAP.ReadWrite.All",
    )
    .action(action(open, create, { secret: ({ public: isPublic, outFile }) => !isPublic || outFile !== undefined }))
}

const named = (app: Command, name: string, description: string): Command =>
  app.command(name).description(description).argument('<application>', 'client id or display name')

const withLifetime = (command: Command): Command =>
  command.option('--lifetime <duration>', 'how long the secret is good, in whole days (default: 180d)', duration)

interface LifetimeOption {
  /** In minutes. */
  readonly lifetime?: number
}

function days({ lifetime }: LifetimeOption): number | undefined {
  if (lifetime !== undefined && lifetime % minutesPerDay !== 0) {
    throw new Refusal('secretLifetimeOutOfRange', 'A client secret lives for whole days: 30d, 180d.')
  }
  return lifetime === undefined ? undefined : lifetime / minutesPerDay
}

interface GrantOptions {
  readonly permission?: readonly string[]
  readonly delegatedPermission?: readonly string[]
  readonly redirectUri?: readonly string[]
}

async function create(
  { kernel, actor, terminal }: Opened,
  options: LifetimeOption & GrantOptions & { readonly name: string; readonly public?: true },
): Promise<Answer> {
  const { permission: permissions = [], delegatedPermission: delegatedPermissions, redirectUri: redirectUris } = options
  if (permissions.length === 0 && !redirectUris) {
    throw new Refusal(
      'malformedRequest',
      'Say what the application may do: --permission for what it does by itself, or --redirect-uri and --delegated-permission for what it does for people.',
    )
  }
  const given = { displayName: options.name, delegatedPermissions, redirectUris }
  if (options.public) {
    if (permissions.length > 0) throw publicActsForPeople()
    const application = await createPublicApplication(kernel, actor, given)
    return { json: applicationToJson(application), table: { clientId: application.appId, tenantId: kernel.tenant.id } }
  }
  const created = await createApplication(kernel, actor, { ...given, permissions, secretLifetimeDays: days(options) })
  return withSecret(kernel.tenant.id, created, terminal.zone)
}

const publicActsForPeople = () =>
  new Refusal(
    'malformedRequest',
    'A public application keeps no secret, so it does nothing by itself: leave --permission out.',
  )

async function addSecret(
  { kernel, actor, terminal }: Opened,
  application: string,
  options: LifetimeOption,
): Promise<Answer> {
  const created = await addApplicationSecret(kernel, actor, { application, lifetimeDays: days(options) })
  return withSecret(kernel.tenant.id, created, terminal.zone)
}

function withSecret(tenantId: string, { application, secret }: CreatedApplication, zone: string): Answer {
  const shown = { clientId: application.appId, clientSecret: secret.secret.reveal(), tenantId }
  return {
    secret: 'clientSecret',
    json: shown,
    table: { ...shown, 'secret good until': inZone(secret.expiresAt, zone) },
    note: 'The secret is not shown again.',
  }
}

async function list({ kernel, actor }: Opened): Promise<Answer> {
  const applications = await listApplications(kernel, actor)
  return {
    json: applications.map(applicationToJson),
    table: applications.map(({ displayName, appId, accountEnabled, permissions }) => ({
      name: displayName,
      'client id': appId,
      enabled: accountEnabled,
      permissions: permissions.join(' '),
    })),
  }
}

async function show({ kernel, actor, terminal }: Opened, key: string): Promise<Answer> {
  const { application, secrets } = await readApplication(kernel, actor, key)
  const tellSecret = ({ id, hint, expiresAt }: SecretSummary) =>
    `${hint}… until ${inZone(expiresAt, terminal.zone)}, id ${id}`
  return {
    json: { ...applicationToJson(application), passwordCredentials: secrets.map(secretToJson) },
    table: {
      name: application.displayName,
      'client id': application.appId,
      'service principal': application.servicePrincipalId,
      enabled: application.accountEnabled,
      permissions: application.permissions.join(' '),
      'delegated permissions': application.delegatedPermissions.join(' '),
      'redirect addresses': application.redirectUris.join(' '),
      ...Object.fromEntries(secrets.map((secret, index) => [`secret ${index + 1}`, tellSecret(secret)])),
    },
  }
}

async function update(
  { kernel, actor }: Opened,
  application: string,
  { name, permission, delegatedPermission, redirectUri }: GrantOptions & { readonly name?: string },
): Promise<Answer> {
  const after = await updateApplication(kernel, actor, {
    application,
    displayName: name,
    permissions: permission,
    delegatedPermissions: delegatedPermission,
    redirectUris: redirectUri,
  })
  return { json: applicationToJson(after), note: `${after.displayName} is changed.` }
}

const setEnabled =
  (accountEnabled: boolean) =>
  async ({ kernel, actor }: Opened, application: string): Promise<Answer> => {
    const after = await updateApplication(kernel, actor, { application, accountEnabled })
    return {
      json: applicationToJson(after),
      note: `${after.displayName} is ${accountEnabled ? 'enabled' : 'disabled'}.`,
    }
  }

async function remove({ kernel, actor }: Opened, application: string): Promise<Answer> {
  await deleteApplication(kernel, actor, { application })
  return { json: { deleted: true }, note: `The application ${application} is gone, and its tokens are refused.` }
}

async function removeSecret({ kernel, actor }: Opened, application: string, secretId: string): Promise<Answer> {
  await removeApplicationSecret(kernel, actor, { application, secretId })
  return { json: { keyId: secretId, removed: true }, note: 'The secret is gone; tokens got with it last their hour.' }
}

/** By the names of Graph's application and service principal. */
const applicationToJson = (application: Application) => ({
  id: application.id,
  appId: application.appId,
  servicePrincipalId: application.servicePrincipalId,
  displayName: application.displayName,
  accountEnabled: application.accountEnabled,
  permissions: application.permissions,
  delegatedPermissions: application.delegatedPermissions,
  redirectUris: application.redirectUris,
  isPublicClient: application.isPublicClient,
  createdDateTime: toIso(application.createdAt),
})

/** Graph's passwordCredential. */
const secretToJson = ({ id, hint, createdAt, expiresAt }: SecretSummary) => ({
  keyId: id,
  hint,
  startDateTime: toIso(createdAt),
  endDateTime: toIso(expiresAt),
})
