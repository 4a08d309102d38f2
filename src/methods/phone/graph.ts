import {
  createPhoneBody,
  type PhoneResource,
  phoneMethodType,
  updatePhoneBody,
} from '../../../contract/graph/authentication-methods.ts'
import { parseBody } from '../../faces/graph/body.ts'
import { answerCreated, answerEntity, answerList, noContent } from '../../faces/graph/collection.ts'
import { freshOwner, methodsContext, methodTimes } from '../../faces/graph/method-parts.ts'
import {
  type GraphRequest,
  type GraphResponse,
  type GraphRoutes,
  type GraphVersion,
  param,
} from '../../faces/graph/router.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { type Phone, phoneIds } from './rules.ts'
import {
  addOwnPhone,
  createPhone,
  deletePhone,
  findVisiblePhone,
  listPhones,
  refuseOwnUpdate,
  removeOwnPhone,
  updatePhone,
} from './service.ts'

/** A phone on the wire. */
export const phoneToGraph = (phone: Phone, version: GraphVersion): PhoneResource => ({
  '@odata.type': phoneMethodType,
  id: phoneIds[phone.phoneType],
  ...methodTimes({ createdAt: phone.createdAt, lastUsedAt: null }, version),
  phoneNumber: phone.phoneNumber,
  phoneType: phone.phoneType,
  smsSignInState: 'notSupported',
})

const name = 'phoneMethods'
const collection = `/users/{id}/authentication/${name}`
const type = 'microsoft.graph.phoneAuthenticationMethod'

async function postPhone(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const { '@odata.type': _type, ...asked } = parseBody(createPhoneBody, request)
  const owner = await freshOwner(kernel, request, 'phones.create')
  const phone = owner
    ? await addOwnPhone(kernel, owner, asked)
    : await createPhone(kernel, request.actor, { user: param(request, 'id'), ...asked })
  return answerCreated(kernel, request, {
    context: methodsContext(request, name),
    path: `/users/${phone.owner}/authentication/${name}/${phoneIds[phone.phoneType]}`,
    body: phoneToGraph(phone, request.version),
  })
}

async function patchPhone(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const { '@odata.type': _type, ...change } = parseBody(updatePhoneBody, request)
  if (await freshOwner(kernel, request, 'phones.update')) refuseOwnUpdate()
  const [user, phoneId] = [param(request, 'id'), param(request, 'phoneId')]
  await updatePhone(kernel, request.actor, { user, phoneId, ...change })
  return noContent()
}

async function removePhone(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const [user, phoneId] = [param(request, 'id'), param(request, 'phoneId')]
  const owner = await freshOwner(kernel, request, 'phones.delete')
  if (owner) await removeOwnPhone(kernel, owner, phoneId)
  else await deletePhone(kernel, request.actor, { user, phoneId })
  return noContent()
}

/**
 * The addresses of phones, which are contact data: nobody signs in with a number.
 *
 * Source: facts/entra.md §9, §12, §13.
 */
export const phoneRoutes: GraphRoutes = [
  {
    method: 'GET',
    path: collection,
    operation: 'phones.read',
    summary: 'List the phones of a user; masked for whoever may not see numbers',
    answers: { type, collection: true },
    handle: async (kernel, request) => {
      const phones = await listPhones(kernel, request.actor, param(request, 'id'))
      const items = phones.map((phone) => phoneToGraph(phone, request.version))
      return answerList(kernel, request, methodsContext(request, name), items)
    },
  },
  {
    method: 'POST',
    path: collection,
    operation: 'phones.create',
    summary: 'Add a phone; an own one after a fresh proof',
    reads: createPhoneBody,
    answers: { type },
    handle: postPhone,
  },
  {
    method: 'GET',
    path: `${collection}/{phoneId}`,
    operation: 'phones.read',
    summary: 'Read a phone; masked for whoever may not see numbers',
    answers: { type },
    handle: async (kernel, request) => {
      const phone = await findVisiblePhone(kernel, request.actor, param(request, 'id'), param(request, 'phoneId'))
      const body = phoneToGraph(phone, request.version)
      return answerEntity(kernel, request, { context: methodsContext(request, name), body })
    },
  },
  {
    method: 'PATCH',
    path: `${collection}/{phoneId}`,
    operation: 'phones.update',
    summary: 'Change the number of a phone; nobody changes an own one',
    reads: updatePhoneBody,
    handle: patchPhone,
  },
  {
    method: 'DELETE',
    path: `${collection}/{phoneId}`,
    operation: 'phones.delete',
    summary: 'Delete a phone; an own one after a fresh proof',
    handle: removePhone,
  },
]
