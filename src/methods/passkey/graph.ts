import {
  createPasskeyBody,
  type PasskeyResource,
  passkeyType,
  type WebauthnCreationOptions,
} from '../../../contract/graph/authentication-methods.ts'
import { Refusal } from '../../base/refusal.ts'
import { toIso } from '../../base/time.ts'
import { parseBody } from '../../faces/graph/body.ts'
import { answerCreated, answerEntity, answerList, contextUrl, noContent } from '../../faces/graph/collection.ts'
import { freshOwner, methodsContext, methodTimes } from '../../faces/graph/method-parts.ts'
import {
  type GraphRequest,
  type GraphResponse,
  type GraphRoutes,
  type GraphVersion,
  param,
} from '../../faces/graph/router.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { type ProvisioningOptions, provisionPasskey, startPasskeyProvisioning } from './provisioning.ts'
import { modelName, type Passkey } from './rules.ts'
import { deletePasskey, findVisiblePasskey, listPasskeys, removeOwnPasskey } from './service.ts'

/** A passkey on the wire. */
export const passkeyToGraph = (passkey: Passkey, version: GraphVersion): PasskeyResource => ({
  '@odata.type': passkeyType,
  id: passkey.id,
  displayName: passkey.displayName,
  ...methodTimes(passkey, version),
  aaGuid: passkey.aaguid,
  model: modelName(passkey.aaguid),
  attestationCertificates: [...passkey.attestationCertificates],
  attestationLevel: passkey.attestationLevel,
  passkeyType: passkey.backupEligible ? 'synced' : 'deviceBound',
  publicKeyCredential: null,
})

const type = 'microsoft.graph.fido2AuthenticationMethod'
const collection = '/users/{id}/authentication/fido2Methods'

/** Creation options as Graph writes them, which is not quite as WebAuthn does. */
function optionsToGraph({ expiresAt, options }: ProvisioningOptions): WebauthnCreationOptions {
  const { rp, user, challenge, pubKeyCredParams, timeout = 0, excludeCredentials = [], attestation = 'none' } = options
  return {
    challengeTimeoutDateTime: toIso(expiresAt),
    publicKey: {
      attestation,
      authenticatorSelection: {
        authenticatorAttachment: 'cross-platform',
        requireResidentKey: true,
        userVerification: 'required',
      },
      challenge,
      excludeCredentials: excludeCredentials.map(({ id, transports = [] }) => ({ id, transports, type: 'public-key' })),
      extensions: { credProps: true },
      pubKeyCredParams: pubKeyCredParams.map(({ alg, type: kind }) => ({ alg, type: kind })),
      rp: { id: rp.id ?? null, name: rp.name },
      timeout,
      user: { id: user.id, name: user.name, displayName: user.displayName },
    },
  }
}

const usualTimeoutMinutes = 5

function timeoutOf(request: GraphRequest): number {
  const name = 'challengeTimeoutInMinutes'
  const asked = request.query.get(name) ?? request.params[name]
  if (asked === undefined) return usualTimeoutMinutes
  if (/^\d{1,9}$/.test(asked)) return Number(asked)
  throw new Refusal('challengeTimeoutOutOfRange', `${name} must be a whole number of minutes.`, { field: name })
}

async function getCreationOptions(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const asked = { user: param(request, 'id'), challengeTimeoutMinutes: timeoutOf(request) }
  const body = optionsToGraph(await startPasskeyProvisioning(kernel, request.actor, asked))
  const context = contextUrl(kernel, request, 'microsoft.graph.webauthnCredentialCreationOptions')
  return { status: 200, headers: { 'cache-control': 'no-store' }, body: { '@odata.context': context, ...body } }
}

async function postPasskey(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const { displayName, publicKeyCredential } = parseBody(createPasskeyBody, request)
  const credential = { ...publicKeyCredential, type: 'public-key' }
  const passkey = await provisionPasskey(kernel, request.actor, { user: param(request, 'id'), displayName, credential })
  return answerCreated(kernel, request, {
    context: methodsContext(request, 'fido2Methods'),
    path: `/users/${passkey.userId}/authentication/fido2Methods/${passkey.id}`,
    body: passkeyToGraph(passkey, request.version),
  })
}

/**
 * The addresses of passkeys.
 *
 * Source: facts/entra.md §9, §13.
 */
export const passkeyRoutes: GraphRoutes = [
  {
    method: 'GET',
    path: collection,
    operation: 'passkeys.read',
    summary: 'List the passkeys of a user',
    answers: { type, collection: true },
    handle: async (kernel, request) => {
      const passkeys = await listPasskeys(kernel, request.actor, param(request, 'id'))
      const items = passkeys.map((passkey) => passkeyToGraph(passkey, request.version))
      return answerList(kernel, request, methodsContext(request, 'fido2Methods'), items)
    },
  },
  {
    method: 'POST',
    path: collection,
    operation: 'passkeys.create',
    summary: 'Register a passkey on behalf of a user, with the answer to the creation options',
    reads: createPasskeyBody,
    answers: { type },
    handle: postPasskey,
  },
  {
    method: 'GET',
    path: `${collection}/creationOptions`,
    operation: 'passkeys.create',
    summary: 'WebAuthn creation options for a passkey of a user; challengeTimeoutInMinutes is 5 to 43200, or left out',
    answers: { type: 'microsoft.graph.webauthnCredentialCreationOptions' },
    handle: getCreationOptions,
  },
  {
    method: 'GET',
    path: `${collection}/{passkeyId}`,
    operation: 'passkeys.read',
    summary: 'Read a passkey',
    answers: { type },
    handle: async (kernel, request) => {
      const passkey = await findVisiblePasskey(kernel, request.actor, param(request, 'id'), param(request, 'passkeyId'))
      const context = methodsContext(request, 'fido2Methods')
      return answerEntity(kernel, request, { context, body: passkeyToGraph(passkey, request.version) })
    },
  },
  {
    method: 'DELETE',
    path: `${collection}/{passkeyId}`,
    operation: 'passkeys.delete',
    summary: 'Delete a passkey; an own one after a fresh proof',
    handle: async (kernel, request) => {
      const [user, passkeyId] = [param(request, 'id'), param(request, 'passkeyId')]
      const owner = await freshOwner(kernel, request, 'passkeys.delete')
      if (owner) await removeOwnPasskey(kernel, owner, passkeyId)
      else await deletePasskey(kernel, request.actor, { user, passkeyId })
      return noContent()
    },
  },
]
