import { z } from 'zod'
import { withoutAnnotations } from './annotations.ts'

/** What the sign-in pages show of the tenant; the pictures have addresses of their own. */
export const brandingResource = z.strictObject({
  id: z.literal('0'),
  /** `#rrggbb`. */
  backgroundColor: z.string().nullable(),
  signInPageText: z.string().nullable(),
  usernameHintText: z.string().nullable(),
  /** Behind one of the hosts in `cdnList`; anybody may load it. */
  bannerLogoRelativeUrl: z.string().nullable(),
  squareLogoRelativeUrl: z.string().nullable(),
  cdnList: z.array(z.string()),
  /** What stands for the colour in each theme, so that text can be read; null without a colour. */
  '@latchkey.shownColorLight': z.string().nullable(),
  '@latchkey.shownColorDark': z.string().nullable(),
})
export type BrandingResource = z.infer<typeof brandingResource>

const text = z.string({ error: 'it must be a text or null' }).nullable().exactOptional()
const readOnly = z.never({ error: 'it is read-only and cannot be set' }).optional()
const picture = z.never({ error: 'a picture is set by PUT at an address of its own' }).optional()

/** The body that changes it; null and an empty text take away. */
export const brandingPatch = z.preprocess(
  (body) => withoutAnnotations(body),
  z.strictObject({
    '@odata.type': z.literal('#microsoft.graph.organizationalBranding').optional(),
    id: z.literal('0', { error: 'it is read-only' }).optional(),
    backgroundColor: text,
    signInPageText: text,
    usernameHintText: text,
    bannerLogo: picture,
    squareLogo: picture,
    bannerLogoRelativeUrl: readOnly,
    squareLogoRelativeUrl: readOnly,
    cdnList: readOnly,
    '@latchkey.shownColorLight': readOnly,
    '@latchkey.shownColorDark': readOnly,
  }),
)
