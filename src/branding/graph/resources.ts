import type { BrandingResource } from '../../../contract/graph/branding.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { type Branding, type LogoKind, shownColours } from '../rules.ts'
import { brandPath, logoFileName } from '../service.ts'

export function brandingToGraph({ settings }: Pick<Kernel, 'settings'>, branding: Branding): BrandingResource {
  const { backgroundColor, signInPageText, usernameHintText, logos } = branding
  const relativeUrl = (kind: LogoKind): string | null => {
    const logo = logos.find((each) => each.kind === kind)
    return logo ? `${brandPath.slice(1)}/${logoFileName(logo)}` : null
  }
  const shown = shownColours(branding)
  return {
    id: '0',
    backgroundColor,
    signInPageText,
    usernameHintText,
    bannerLogoRelativeUrl: relativeUrl('bannerLogo'),
    squareLogoRelativeUrl: relativeUrl('squareLogo'),
    cdnList: [new URL(settings.publicUrl).host],
    '@latchkey.shownColorLight': shown?.light ?? null,
    '@latchkey.shownColorDark': shown?.dark ?? null,
  }
}
