import type { SessionResource } from '../../../contract/api/sessions.ts'
import { readUserAgent } from '../../audit/rules/user-agent.ts'
import { toIso } from '../../base/time.ts'
import { isMultifactor, methodReferences } from '../rules.ts'
import type { SessionView } from '../service.ts'

export function sessionToApi(session: SessionView): SessionResource {
  const { browser, operatingSystem } = readUserAgent(session.userAgent)
  return {
    id: session.id,
    userId: session.userId,
    userDisplayName: session.user?.displayName ?? null,
    userPrincipalName: session.user?.userPrincipalName ?? null,
    isCurrent: session.isCurrent,
    createdDateTime: toIso(session.createdAt),
    authenticationDateTime: toIso(session.authTime),
    lastSeenDateTime: toIso(session.lastSeenAt),
    expirationDateTime: toIso(session.expiresAt),
    idleExpirationDateTime: toIso(session.idlesAt),
    ipAddress: session.ipAddress,
    countryOrRegion: session.country,
    browser: browser || null,
    operatingSystem: operatingSystem || null,
    userAgent: session.userAgent,
    isMultifactor: isMultifactor(session.proofs),
    methodReferences: [...methodReferences(session)],
    methods: session.proofs.map(({ kind, methodId, at }) => ({ method: kind, id: methodId, usedDateTime: toIso(at) })),
    temporaryAccessPassId: session.passId,
    applications:
      session.applications?.map(({ appId, displayName, at }) => ({
        appId,
        displayName,
        lastReachedDateTime: toIso(at),
      })) ?? null,
  }
}
