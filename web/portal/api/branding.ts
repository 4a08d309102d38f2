import { queryOptions } from '@tanstack/react-query'
import type { BrandingResource } from '../../../contract/graph/branding.ts'
import { readIfThere } from './batch.ts'
import { graph, sendFile } from './graph-client.ts'

/** What can be written of it. */
export type BrandingTexts = Pick<BrandingResource, 'backgroundColor' | 'signInPageText' | 'usernameHintText'>

/** The pictures, in Graph's names. */
export type LogoKind = 'bannerLogo' | 'squareLogo'

const belowVersion = (organizationId: string) => `/organization/${organizationId}/branding`

const pathOf = (organizationId: string) => `/v1.0${belowVersion(organizationId)}`

/** How the sign-in pages look; null where nobody has said anything about it. */
export const branding = (organizationId: string) =>
  queryOptions({
    queryKey: ['branding', organizationId],
    queryFn: async (): Promise<BrandingResource | null> =>
      (await readIfThere<BrandingResource>(belowVersion(organizationId))) ?? null,
  })

export const updateBranding = (organizationId: string, change: Partial<BrandingTexts>): Promise<void> =>
  graph(pathOf(organizationId), { method: 'PATCH', body: change })

export const setLogo = (organizationId: string, kind: LogoKind, file: Blob): Promise<void> =>
  sendFile(`${pathOf(organizationId)}/${kind}`, file)

export const removeLogo = (organizationId: string, kind: LogoKind): Promise<void> =>
  graph(`${pathOf(organizationId)}/${kind}`, { method: 'DELETE' })
