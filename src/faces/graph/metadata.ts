import { printMetadata } from './model/csdl.ts'
import { models } from './model/model.ts'
import type { GraphRoutes, GraphVersion } from './router.ts'

const printed = new Map<GraphVersion, string>()

function metadataOf(version: GraphVersion): string {
  const known = printed.get(version) ?? printMetadata(models[version])
  printed.set(version, known)
  return known
}

/** Source: facts/entra.md §13. */
export const metadataRoutes: GraphRoutes = [
  {
    method: 'GET',
    path: '/$metadata',
    operation: null,
    anonymous: true,
    summary: 'Read what there is, as CSDL in XML; anybody may',
    answers: { type: 'Edm.Stream' },
    handle: async (_, request) => ({
      status: 200,
      headers: { 'content-type': 'application/xml' },
      body: metadataOf(request.version),
    }),
  },
]
