import type { ApplicationActor, Origin, SystemActor, UserActor } from '../../src/base/actor.ts'
import type { User } from '../../src/directory/rules.ts'

const origin: Origin = {
  ipAddress: '192.0.2.1',
  userAgent: 'test',
  correlationId: '00000000-0000-4000-8000-000000000001',
}

/** The server itself; it may do anything. */
export const systemActor = (): SystemActor => ({ kind: 'system', displayName: 'Latchkey', origin })

/** An application with the given Graph application permissions and no others. */
export const applicationActor = (permissions: readonly string[]): ApplicationActor => ({
  kind: 'application',
  appId: '00000000-0000-4000-8000-0000000000a1',
  servicePrincipalId: '00000000-0000-4000-8000-0000000000a2',
  displayName: 'Example automation',
  permissions,
  origin,
})

/** The user in a session with several factors, holding the roles with the given template ids. */
export const userActor = (user: User, roles: readonly string[] = []): UserActor => ({
  kind: 'user',
  userId: user.id,
  userPrincipalName: user.userPrincipalName,
  displayName: user.displayName,
  sessionId: '00000000-0000-4000-8000-0000000000b1',
  roles,
  multifactor: true,
  origin,
})
