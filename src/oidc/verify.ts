import { hash } from 'node:crypto'
import { errors, type JWTPayload, jwtVerify, type ProtectedHeaderParameters } from 'jose'
import { enterGranted } from '../access/service.ts'
import { type Application, findApplicationByClientId } from '../applications/service.ts'
import type { Origin, TokenHolder } from '../base/actor.ts'
import { Refusal } from '../base/refusal.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { artefactAdapter } from './adapter.ts'
import { wantedBy } from './admission.ts'
import { applicationTokenType, userTokenType } from './claims.ts'
import { signingKeys } from './keys.ts'
import { audiencesOf, issuerOf, signingAlgorithm } from './rules.ts'

const longestToken = 8192
const tokenTypes: ReadonlySet<unknown> = new Set([applicationTokenType, userTokenType])

/**
 * Reads an access token of ours; refuses with `tokenInvalid`, `moreProofNeeded` or `accessBlocked`.
 *
 * The signature proves only who asks: whether the application still exists and is enabled, and what it may do,
 * is read from the database at every use, so a change is felt by tokens already handed out.
 *
 * Source: RFC 9068 §4; RFC 8725 §3; ASVS 5.0 9.1, 9.2.
 */
export async function verifyAccessToken(kernel: Kernel, token: string, origin: Origin): Promise<TokenHolder> {
  const claims = token.length <= longestToken ? await claimsOf(kernel, token) : undefined
  const appId = claims?.['appid']
  if (!claims || typeof appId !== 'string') throw invalid()
  const application = await kernel.store.read((r) => findApplicationByClientId(r, appId))
  if (!application?.accountEnabled) throw invalid()
  if (claims['idtyp'] === userTokenType) return personBehind(kernel, claims, application, origin)
  if (application.servicePrincipalId !== claims.sub) throw invalid()
  return {
    kind: 'application',
    appId: application.appId,
    servicePrincipalId: application.servicePrincipalId,
    displayName: application.displayName,
    permissions: application.permissions,
  }
}

/**
 * The person an application acts for, with what is consented to now.
 *
 * The session has to live that the token was issued in, and the grant that it was issued under.
 */
async function personBehind(
  kernel: Kernel,
  claims: JWTPayload,
  application: Application,
  origin: Origin,
): Promise<TokenHolder> {
  const { sid, scp, rh } = claims
  const { appId, servicePrincipalId, displayName, delegatedPermissions } = application
  const signedIn =
    typeof sid === 'string' ? await enterGranted(kernel, { id: sid }, origin, wantedBy(application)) : undefined
  if (!signedIn || signedIn.actor.userId !== claims.sub) throw invalid()
  if (typeof rh !== 'string' || !(await artefactAdapter(kernel, 'Grant').find(rh))) throw invalid()
  const granted = typeof scp === 'string' ? scp.split(' ') : []
  const permissions = granted.filter((permission) => delegatedPermissions.includes(permission))
  return { ...signedIn.actor, application: { appId, servicePrincipalId, displayName, permissions } }
}

/** A token whose signature was right, by the hash of the token. */
interface Believed {
  readonly claims: JWTPayload
  readonly keyId: string
}

const believed = new WeakMap<Kernel, Map<string, Believed>>()
const mostBelieved = 1000

/**
 * The claims of a token that is ours, for us, of this tenant and not over; undefined for any other.
 *
 * A signature is checked once: the same token is believed again while its time lasts and its key is believed.
 */
async function claimsOf(kernel: Kernel, token: string): Promise<JWTPayload | undefined> {
  const known = believed.get(kernel) ?? new Map<string, Believed>()
  believed.set(kernel, known)
  const key = hash('sha256', token, 'base64url')
  const before = known.get(key)
  if (before && (await isStillBelieved(kernel, before))) return before.claims
  known.delete(key)
  const verified = await verifiedClaims(kernel, token)
  if (!verified) return undefined
  const [oldest] = known.keys()
  if (oldest !== undefined && known.size >= mostBelieved) known.delete(oldest)
  known.set(key, verified)
  return verified.claims
}

async function isStillBelieved(kernel: Kernel, { claims, keyId }: Believed): Promise<boolean> {
  const now = kernel.clock.now() / 1000
  const isInTime = (claims.nbf ?? Number.POSITIVE_INFINITY) <= now && now < (claims.exp ?? 0)
  return isInTime && (await signingKeys(kernel, keyId)).some((key) => key.id === keyId)
}

async function verifiedClaims(kernel: Kernel, token: string): Promise<Believed | undefined> {
  const { publicUrl } = kernel.settings
  const keyOf = async ({ kid }: ProtectedHeaderParameters) => {
    const key = (await signingKeys(kernel, kid)).find((known) => known.id === kid)
    if (!key) throw new errors.JWKSNoMatchingKey()
    return key.publicKey
  }
  try {
    const { payload, protectedHeader } = await jwtVerify(token, keyOf, {
      algorithms: [signingAlgorithm],
      typ: 'at+jwt',
      issuer: issuerOf({ publicUrl, tenantId: kernel.tenant.id }),
      audience: [...audiencesOf(publicUrl)],
      currentDate: new Date(kernel.clock.now()),
      requiredClaims: ['exp', 'nbf', 'sub', 'tid', 'idtyp'],
    })
    const isOurs = payload['tid'] === kernel.tenant.id && tokenTypes.has(payload['idtyp'])
    return isOurs ? { claims: payload, keyId: String(protectedHeader.kid) } : undefined
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined
    throw error
  }
}

const invalid = () =>
  new Refusal('tokenInvalid', 'The access token is not valid here, or is over. Get a new one from the token endpoint.')
