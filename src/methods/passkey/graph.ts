import { type PasskeyResource, passkeyType } from '../../../contract/graph/authentication-methods.ts'
import { answerEntity, answerList, noContent } from '../../faces/graph/collection.ts'
import { isOwner, methodsContext, methodTimes } from '../../faces/graph/method-parts.ts'
import { type GraphRoutes, type GraphVersion, param } from '../../faces/graph/router.ts'
import { requireFreshActor } from '../../sessions/service.ts'
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

const collection = '/users/{id}/authentication/fido2Methods'

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
    handle: async (kernel, request) => {
      const passkeys = await listPasskeys(kernel, request.actor, param(request, 'id'))
      const items = passkeys.map((passkey) => passkeyToGraph(passkey, request.version))
      return answerList(kernel, request, methodsContext(request, 'fido2Methods'), items)
    },
  },
  {
    method: 'GET',
    path: `${collection}/{passkeyId}`,
    operation: 'passkeys.read',
    summary: 'Read a passkey',
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
      const { actor } = request
      const [user, passkeyId] = [param(request, 'id'), param(request, 'passkeyId')]
      if (isOwner(actor, user)) {
        await kernel.store.read((r) => requireFreshActor(r, actor))
        await removeOwnPasskey(kernel, actor, passkeyId)
      } else await deletePasskey(kernel, actor, { user, passkeyId })
      return noContent()
    },
  },
]
