import type { z } from 'zod'
import {
  addPasswordBody,
  applicationCreate,
  applicationPatch,
  removePasswordBody,
  servicePrincipalPatch,
} from '../../../contract/graph/application.ts'
import { instant } from '../../base/time.ts'
import { parseBody } from '../../faces/graph/body.ts'
import { answerCreated, answerEntity, noContent } from '../../faces/graph/collection.ts'
import { type GraphRequest, type GraphResponse, type GraphRoutes, param } from '../../faces/graph/router.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import {
  addApplicationSecret,
  deleteApplication,
  registerApplication,
  removeApplicationSecret,
  updateApplication,
} from '../service.ts'
import { applicationToGraph, secretToGraph } from './resources.ts'

const applicationOf = (request: GraphRequest) => ({ id: param(request, 'id') })

async function create(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const body = parseBody(applicationCreate, request)
  const isPublicClient = body.isFallbackPublicClient === true || (body.publicClient?.redirectUris ?? []).length > 0
  const application = await registerApplication(kernel, request.actor, {
    displayName: body.displayName,
    permissions: body['@latchkey.permissions'] ?? [],
    delegatedPermissions: body['@latchkey.delegatedPermissions'],
    redirectUris: addressesIn(body),
    isPublicClient,
  })
  const made = applicationToGraph({ application, secrets: [] }, kernel.tenant)
  return answerCreated(kernel, request, { context: 'applications', path: `/applications/${made.id}`, body: made })
}

async function change(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const body = parseBody(applicationPatch, request)
  await updateApplication(kernel, request.actor, {
    application: applicationOf(request),
    displayName: body.displayName,
    permissions: body['@latchkey.permissions'],
    delegatedPermissions: body['@latchkey.delegatedPermissions'],
    redirectUris: addressesIn(body),
  })
  return noContent()
}

const addressesIn = ({ web, publicClient }: Pick<z.output<typeof applicationPatch>, 'web' | 'publicClient'>) => ({
  web: web?.redirectUris,
  publicClient: publicClient?.redirectUris,
})

async function setEnabled(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const { accountEnabled } = parseBody(servicePrincipalPatch, request)
  const application = { servicePrincipalId: param(request, 'id') }
  await updateApplication(kernel, request.actor, { application, accountEnabled })
  return noContent()
}

async function remove(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  await deleteApplication(kernel, request.actor, { application: applicationOf(request) })
  return noContent()
}

async function addPassword(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const { passwordCredential } = parseBody(addPasswordBody, request)
  const end = passwordCredential?.endDateTime
  const { secret } = await addApplicationSecret(kernel, request.actor, {
    application: applicationOf(request),
    displayName: passwordCredential?.displayName,
    ...(end && { expiresAt: instant(Date.parse(end)) }),
  })
  const body = secretToGraph(secret, secret.secret.reveal())
  return answerEntity(kernel, request, { context: 'microsoft.graph.passwordCredential', body, singleton: true })
}

async function removePassword(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const { keyId } = parseBody(removePasswordBody, request)
  await removeApplicationSecret(kernel, request.actor, { application: applicationOf(request), secretId: keyId })
  return noContent()
}

/** Source: Microsoft Graph v1.0, application and servicePrincipal. */
export const changeRoutes: GraphRoutes = [
  {
    method: 'POST',
    path: '/applications',
    operation: 'applications.update',
    summary: 'Register an application, its service principal with it; it has no secret yet',
    reads: applicationCreate,
    answers: { type: 'microsoft.graph.application' },
    handle: create,
  },
  {
    method: 'PATCH',
    path: '/applications/{id}',
    operation: 'applications.update',
    summary: 'Rename it, change where people return to, and what it may do',
    reads: applicationPatch,
    handle: change,
  },
  {
    method: 'DELETE',
    path: '/applications/{id}',
    operation: 'applications.update',
    summary: 'Delete it for good, with its service principal and secrets',
    handle: remove,
  },
  {
    method: 'POST',
    path: '/applications/{id}/addPassword',
    operation: 'applications.update',
    summary: 'Make a client secret; its text is in this answer alone',
    reads: addPasswordBody,
    answers: { type: 'microsoft.graph.passwordCredential' },
    tellsSecret: true,
    handle: addPassword,
  },
  {
    method: 'POST',
    path: '/applications/{id}/removePassword',
    operation: 'applications.update',
    summary: 'Remove a client secret',
    reads: removePasswordBody,
    handle: removePassword,
  },
  {
    method: 'PATCH',
    path: '/servicePrincipals/{id}',
    operation: 'applications.update',
    summary: 'Let it in, or keep it out at once',
    reads: servicePrincipalPatch,
    handle: setEnabled,
  },
]
