import { passPreview, passPreviewBody } from '../../contract/api/pass-preview.ts'
import { Refusal } from '../base/refusal.ts'
import type { ApiRoutes } from '../faces/api/router.ts'
import { parseBody } from '../faces/graph/body.ts'
import { type GraphRequest, param } from '../faces/graph/router.ts'
import { methodModules } from '../methods/index.ts'
import { passRequest } from '../methods/temporary-access-pass/graph.ts'
import { readAddress } from '../policies/named-locations/rules.ts'
import { previewToApi } from './api/to-api.ts'
import { type PreviewInput, previewedPass } from './service.ts'

function inputFrom(request: GraphRequest): PreviewInput {
  const { ipAddress, devicePlatform, appIds, ...asked } = parseBody(passPreviewBody, request)
  if (typeof ipAddress === 'string' && !readAddress(ipAddress)) {
    const message = 'ipAddress must be an IP address, such as 192.0.2.7 or 2001:db8::7, without a port or a zone.'
    throw new Refusal('malformedRequest', message, { field: 'ipAddress' })
  }
  return {
    user: param(request, 'id'),
    ...passRequest(asked),
    supposed: {
      ...(ipAddress ? { ipAddress } : {}),
      ...(devicePlatform ? { platform: devicePlatform } : {}),
    },
    ...(appIds ? { appIds } : {}),
  }
}

/** Every method, in the order offered. */
const everyMethod = methodModules.map(({ method }) => method)

/** What a pass would do, before it is issued. */
export const passPreviewRoutes: ApiRoutes = [
  {
    method: 'POST',
    path: '/users/{id}/pass-preview',
    operation: 'passes.preview',
    summary:
      'Say whether a Temporary Access Pass would be issued to the user, what it would open and not, policy by policy, and which methods could be registered with it; writes nothing',
    reads: passPreviewBody,
    answers: { schema: passPreview },
    handle: async (kernel, request) => {
      const found = await previewedPass(kernel, request.actor, everyMethod, inputFrom(request))
      return { status: 200, body: previewToApi(found) }
    },
  },
]
