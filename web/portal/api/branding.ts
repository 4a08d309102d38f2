import { queryOptions } from '@tanstack/react-query'
import type { BrandingResource } from '../../../contract/graph/branding.ts'
import { GraphFailure, graph, sendFile } from './graph-client.ts'

/** What can be written of it. */
export type BrandingTexts = Pick<BrandingResource, 'backgroundColor' | 'signInPageText' | 'usernameHintText'>

/** The pictures, in Graph's names. */
export type LogoKind = 'bannerLogo' | 'squareLogo'

const pathOf = (organizationId: string) => `/v1.0/organization/${organizationId}/branding`

/** How the sign-in pages look; null where nobody has said anything about it. */
export const branding = (organizationId: string) =>
  queryOptions({
    queryKey: ['branding', organizationId],
    queryFn: async ({ signal }): Promise<BrandingResource | null> => {
      try {
        return await graph<BrandingResource>(pathOf(organizationId), { signal })
      } catch (error) {
        if (error instanceof GraphFailure && error.status === 404) return null
        throw error
      }
    },
  })

export const updateBranding = (organizationId: string, change: Partial<BrandingTexts>): Promise<void> =>
  graph(pathOf(organizationId), { method: 'PATCH', body: change })

export const setLogo = (organizationId: string, kind: LogoKind, file: Blob): Promise<void> =>
  sendFile(`${pathOf(organizationId)}/${kind}`, file)

export const removeLogo = (organizationId: string, kind: LogoKind): Promise<void> =>
  graph(`${pathOf(organizationId)}/${kind}`, { method: 'DELETE' })
