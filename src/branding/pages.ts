import { createHash } from 'node:crypto'
import { toBase64Url } from '../base/bytes.ts'
import { tenant } from '../directory/service.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { type Branding, colourText, type Logo, type Palette, palettesOf, readColour } from './rules.ts'
import { findBranding, findBrandingRevision, findLogoContents } from './store.ts'

/** What a page says of the tenant; all of it may be seen by everybody. */
export interface PageBrand {
  readonly tenantName: string
  /** Path of the stylesheet with the tenant's colours. */
  readonly style?: string
  readonly bannerLogo?: PagePicture
  readonly squareLogo?: PagePicture
  readonly signInPageText: string | null
  readonly usernameHintText: string | null
}

export interface PagePicture {
  readonly path: string
  /** Pixels. */
  readonly width: number
  readonly height: number
}

/** What lives at one of the paths. */
interface BrandFile {
  readonly type: string
  readonly contents: Uint8Array | string
}

interface Known {
  readonly revision: string | undefined
  readonly page: PageBrand
  readonly files: ReadonlyMap<string, BrandFile>
}

const nothingBut = (tenantName: string): Known => ({
  revision: undefined,
  page: { tenantName, signInPageText: null, usernameHintText: null },
  files: new Map(),
})

/** Where the files live under the server's address. */
export const brandPath = '/branding'

/**
 * The look of the pages as it is now, whichever server changed it.
 *
 * Two rows by their keys say whether anything has changed; colours and pictures are read once for each change and kept in memory.
 */
export class Brand {
  readonly #kernel: Kernel
  #known: Known

  /** Until the first look it knows the name alone. */
  constructor(kernel: Kernel, tenantName: string) {
    this.#kernel = kernel
    this.#known = nothingBut(tenantName)
  }

  /** As it was at the last look, for an answer that cannot wait. */
  get known(): PageBrand {
    return this.#known.page
  }

  /** As last known where the database does not answer, because a page that says so has to be shown too. */
  async page(): Promise<PageBrand> {
    await this.#refresh().catch(() => undefined)
    return this.#known.page
  }

  /** A file by its name, which tells its contents. */
  async file(name: string): Promise<BrandFile | undefined> {
    if (!this.#known.files.has(name)) await this.#refresh()
    return this.#known.files.get(name)
  }

  async #refresh(): Promise<void> {
    this.#known = await this.#kernel.store.read(async (read) => {
      const { db } = read
      const { displayName: tenantName } = await tenant(read)
      const revision = await findBrandingRevision(db)
      if (revision === this.#known.revision) return { ...this.#known, page: { ...this.#known.page, tenantName } }
      const branding = await findBranding(db)
      if (!branding) return nothingBut(tenantName)
      const logos: [Logo, Uint8Array][] = []
      for (const logo of branding.logos) logos.push([logo, (await findLogoContents(db, logo.kind)) ?? new Uint8Array()])
      return { revision, ...laidOut(tenantName, branding, logos) }
    })
  }
}

function laidOut(
  tenantName: string,
  branding: Branding,
  logos: readonly (readonly [Logo, Uint8Array])[],
): Omit<Known, 'revision'> {
  const files = new Map<string, BrandFile>()
  const add = (name: string, file: BrandFile): string => {
    files.set(name, file)
    return `${brandPath}/${name}`
  }
  const pictures = logos.map(([logo, contents]): [Logo['kind'], PagePicture] => {
    const path = add(logoFileName(logo), { type: logo.type, contents })
    return [logo.kind, { path, width: logo.width, height: logo.height }]
  })
  const css = styleOf(branding)
  const style = css && { style: add(`${digestOf(css)}.css`, { type: 'text/css; charset=utf-8', contents: css }) }
  const { signInPageText, usernameHintText } = branding
  return { page: { tenantName, signInPageText, usernameHintText, ...Object.fromEntries(pictures), ...style }, files }
}

/** `q83v….png`; the same bytes have the same name for ever. */
export const logoFileName = ({ digest, type }: Logo): string => `${digest}.${type === 'image/png' ? 'png' : 'jpg'}`

/** The tenant's colours in both themes; whoever chose colours of their own keeps them. */
function styleOf({ backgroundColor }: Branding): string | undefined {
  const colour = backgroundColor === null ? undefined : readColour(backgroundColor)
  if (!colour) return undefined
  const { light, dark } = palettesOf(colour)
  const band = `--band:${colourText(colour)};`
  return `@media (forced-colors:none){:root{${band}${propertiesOf(light)}}}
@media (forced-colors:none) and (prefers-color-scheme:dark){:root{${band}${propertiesOf(dark)}}}
`
}

const propertiesOf = ({ accent, accentStrong, onAccent, tint }: Palette): string =>
  Object.entries({ accent, 'accent-strong': accentStrong, 'on-accent': onAccent, tint })
    .map(([name, colour]) => `--${name}:${colourText(colour)}`)
    .join(';')

const digestOf = (text: string): string => toBase64Url(createHash('sha256').update(text).digest().subarray(0, 16))
