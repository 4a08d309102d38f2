import { brandingPatch } from '../../contract/graph/branding.ts'
import { parseBody } from '../faces/graph/body.ts'
import { answerEntity, noContent } from '../faces/graph/collection.ts'
import { type GraphRequest, type GraphResponse, type GraphRoutes, param } from '../faces/graph/router.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { brandingToGraph } from './graph/resources.ts'
import { type LogoKind, logoKinds } from './rules.ts'
import { readBranding, readLogo, removeBranding, removeLogo, setLogo, updateBranding } from './service.ts'

const organizationOf = (request: GraphRequest) => ({ organization: param(request, 'id') })

async function getBranding(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const body = brandingToGraph(kernel, await readBranding(kernel, request.actor, param(request, 'id')))
  const context = `organization('${kernel.tenant.id}')/branding`
  return answerEntity(kernel, request, { context, body })
}

async function patchBranding(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const { backgroundColor, signInPageText, usernameHintText } = parseBody(brandingPatch, request)
  const change = {
    ...(backgroundColor !== undefined && { backgroundColor }),
    ...(signInPageText !== undefined && { signInPageText }),
    ...(usernameHintText !== undefined && { usernameHintText }),
  }
  await updateBranding(kernel, request.actor, { ...organizationOf(request), change })
  return noContent()
}

async function deleteBranding(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  await removeBranding(kernel, request.actor, organizationOf(request))
  return noContent()
}

const path = '/organization/{id}/branding'

/** Source: Microsoft Graph v1.0, organizationalBranding; pictures are streams, set by PUT. */
const logoRoutes = (kind: LogoKind): GraphRoutes => [
  {
    method: 'GET',
    path: `${path}/${kind}`,
    operation: 'branding.read',
    summary: `Read the ${kind}, as a picture`,
    answers: { type: 'Edm.Stream' },
    handle: async (kernel, request) => {
      const { type, contents } = await readLogo(kernel, request.actor, { ...organizationOf(request), kind })
      return { status: 200, headers: { 'content-type': type }, body: Buffer.from(contents) }
    },
  },
  {
    method: 'PUT',
    path: `${path}/${kind}`,
    operation: 'branding.update',
    summary: `Set the ${kind}, a PNG or JPEG`,
    readsBytes: true,
    handle: async (kernel, request) => {
      const contents = request.body instanceof Uint8Array ? request.body : new Uint8Array()
      await setLogo(kernel, request.actor, { ...organizationOf(request), kind, contents })
      return noContent()
    },
  },
  {
    method: 'DELETE',
    path: `${path}/${kind}`,
    operation: 'branding.update',
    summary: `Take the ${kind} away`,
    handle: async (kernel, request) => {
      await removeLogo(kernel, request.actor, { ...organizationOf(request), kind })
      return noContent()
    },
  },
]

/** What the sign-in pages show of the tenant; one look for every language. */
export const brandingRoutes: GraphRoutes = [
  {
    method: 'GET',
    path,
    operation: 'branding.read',
    summary: 'Read how the sign-in pages look',
    answers: { type: 'microsoft.graph.organizationalBranding' },
    handle: getBranding,
  },
  {
    method: 'PATCH',
    path,
    operation: 'branding.update',
    summary: 'Change how the sign-in pages look',
    reads: brandingPatch,
    handle: patchBranding,
  },
  {
    method: 'DELETE',
    path,
    operation: 'branding.update',
    summary: 'Let the sign-in pages look as they came; pictures have to be gone before',
    handle: deleteBranding,
  },
  ...logoKinds.flatMap(logoRoutes),
]
