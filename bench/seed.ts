import { createApplication } from '../src/applications/service.ts'
import { createUser } from '../src/directory/service.ts'
import { loadSettings } from '../src/kernel/config.ts'
import { compose, realOutside, systemActor } from '../src/main/compose.ts'
import { updateConfigurations } from '../src/policies/authentication-methods/service.ts'

/** What a filled server has, for the bench to use. */
export interface Seeded {
  readonly tenantId: string
  readonly clientId: string
  readonly clientSecret: string
  /** User principal names. */
  readonly users: readonly string[]
}

/** Fills a new database through the product's own use-cases: a policy, an application, users. */
export async function seed(env: Readonly<Record<string, string>>, count: number): Promise<Seeded> {
  const settings = loadSettings({ ...env, LATCHKEY_LOG_LEVEL: 'silent' })
  const { kernel, close } = await compose(settings, realOutside(settings))
  const actor = systemActor('Bench')
  try {
    await updateConfigurations(kernel, actor, [{ id: 'TemporaryAccessPass', change: { state: 'enabled' } }])
    const application = await createApplication(kernel, actor, {
      displayName: 'Bench',
      permissions: ['UserAuthenticationMethod.ReadWrite.All', 'User.ReadWrite.All'],
    })
    const users = Array.from({ length: count }, (_, number) => `user${number}@${kernel.tenant.domain}`)
    await Promise.all(
      users.map((userPrincipalName) =>
        createUser(kernel, actor, { userPrincipalName, displayName: userPrincipalName }),
      ),
    )
    return {
      tenantId: kernel.tenant.id,
      clientId: application.application.appId,
      clientSecret: application.secret.secret.reveal(),
      users,
    }
  } finally {
    await close()
  }
}
