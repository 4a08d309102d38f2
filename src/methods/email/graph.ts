import {
  createEmailBody,
  type EmailResource,
  emailMethodType,
  updateEmailBody,
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
import { type Email, emailMethodId } from './rules.ts'
import {
  addOwnEmail,
  changeOwnEmail,
  createEmail,
  deleteEmail,
  findVisibleEmail,
  readEmail,
  removeOwnEmail,
  updateEmail,
} from './service.ts'

/** An address on the wire. */
export const emailToGraph = (email: Email, version: GraphVersion): EmailResource => ({
  '@odata.type': emailMethodType,
  id: emailMethodId,
  ...methodTimes({ createdAt: email.createdAt, lastUsedAt: null }, version),
  emailAddress: email.emailAddress,
})

const name = 'emailMethods'
const collection = `/users/{id}/authentication/${name}`
const type = 'microsoft.graph.emailAuthenticationMethod'

async function postEmail(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const { emailAddress } = parseBody(createEmailBody, request)
  const owner = await freshOwner(kernel, request, 'emails.create')
  const email = owner
    ? await addOwnEmail(kernel, owner, emailAddress)
    : await createEmail(kernel, request.actor, { user: param(request, 'id'), emailAddress })
  return answerCreated(kernel, request, {
    context: methodsContext(request, name),
    path: `/users/${email.owner}/authentication/${name}/${emailMethodId}`,
    body: emailToGraph(email, request.version),
  })
}

async function patchEmail(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const { '@odata.type': _type, ...change } = parseBody(updateEmailBody, request)
  const [user, emailId] = [param(request, 'id'), param(request, 'emailId')]
  const owner = await freshOwner(kernel, request, 'emails.update')
  if (owner) await changeOwnEmail(kernel, owner, emailId, change.emailAddress)
  else await updateEmail(kernel, request.actor, { user, emailId, ...change })
  return noContent()
}

async function removeEmail(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const [user, emailId] = [param(request, 'id'), param(request, 'emailId')]
  const owner = await freshOwner(kernel, request, 'emails.delete')
  if (owner) await removeOwnEmail(kernel, owner, emailId)
  else await deleteEmail(kernel, request.actor, { user, emailId })
  return noContent()
}

/**
 * The addresses of e-mail addresses, which are contact data: nobody signs in with one.
 *
 * Source: facts/entra.md §9, §12, §13.
 */
export const emailRoutes: GraphRoutes = [
  {
    method: 'GET',
    path: collection,
    operation: 'emails.read',
    summary: "List a user's e-mail address: one or none; masked for whoever may not see it",
    answers: { type, collection: true },
    handle: async (kernel, request) => {
      const email = await readEmail(kernel, request.actor, param(request, 'id'))
      const items = email ? [emailToGraph(email, request.version)] : []
      return answerList(kernel, request, methodsContext(request, name), items)
    },
  },
  {
    method: 'POST',
    path: collection,
    operation: 'emails.create',
    summary: 'Add an e-mail address; an own one after a fresh proof',
    reads: createEmailBody,
    answers: { type },
    handle: postEmail,
  },
  {
    method: 'GET',
    path: `${collection}/{emailId}`,
    operation: 'emails.read',
    summary: 'Read an e-mail address; masked for whoever may not see it',
    answers: { type },
    handle: async (kernel, request) => {
      const email = await findVisibleEmail(kernel, request.actor, param(request, 'id'), param(request, 'emailId'))
      const body = emailToGraph(email, request.version)
      return answerEntity(kernel, request, { context: methodsContext(request, name), body })
    },
  },
  {
    method: 'PATCH',
    path: `${collection}/{emailId}`,
    operation: 'emails.update',
    summary: 'Change an e-mail address; an own one after a fresh proof',
    reads: updateEmailBody,
    handle: patchEmail,
  },
  {
    method: 'DELETE',
    path: `${collection}/{emailId}`,
    operation: 'emails.delete',
    summary: 'Delete an e-mail address; an own one after a fresh proof',
    handle: removeEmail,
  },
]
