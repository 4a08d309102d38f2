import { hasForbiddenCharacter } from '../base/text.ts'
import { colourText, readColour } from './rules/colour.ts'
import { palettesOf } from './rules/palette.ts'
import { isSvg, type Picture, readPicture } from './rules/picture.ts'

export { colourText, contrast, readColour } from './rules/colour.ts'
export { type Palette, palettesOf } from './rules/palette.ts'

/** What the sign-in pages show of the tenant in words and colour, in Graph's names. */
export interface BrandingTexts {
  /** `#rrggbb` in small letters. */
  readonly backgroundColor: string | null
  /** Below the form; may have several lines. */
  readonly signInPageText: string | null
  /** At the field for the user name. */
  readonly usernameHintText: string | null
}

export const noTexts: BrandingTexts = { backgroundColor: null, signInPageText: null, usernameHintText: null }

/** The pictures, in Graph's names: a wide one that stands for the name, and one for the browser's tab. */
export const logoKinds = ['bannerLogo', 'squareLogo'] as const
export type LogoKind = (typeof logoKinds)[number]

/** A picture that is kept, without its bytes. */
export interface Logo extends Picture {
  readonly kind: LogoKind
  /** Differs for every content; part of its address. */
  readonly digest: string
}

export interface Branding extends BrandingTexts {
  readonly logos: readonly Logo[]
}

/** Something given that cannot be shown, with what to do instead. */
export interface Violation {
  readonly field: string
  readonly message: string
}

/** In characters, as in Graph. */
const longest = { signInPageText: 1024, usernameHintText: 64 } as const

/** The texts as they are kept: composed, trimmed, lines ended by a line feed, and nothing where nothing is left. */
export function cleanTexts(given: Partial<BrandingTexts>): Partial<BrandingTexts> {
  const cleaned = Object.entries(given).map(([name, value]) => {
    const text = value?.normalize('NFC').replaceAll(/\r\n?/g, '\n').trim() ?? ''
    return [name, text === '' ? null : name === 'backgroundColor' ? text.toLowerCase() : text]
  })
  return Object.fromEntries(cleaned)
}

/** What is wrong with texts that were cleaned; nothing where all can be shown. */
export function textsViolation(given: Partial<BrandingTexts>): Violation | undefined {
  const { backgroundColor, signInPageText, usernameHintText } = given
  if (backgroundColor && !readColour(backgroundColor)) {
    return { field: 'backgroundColor', message: 'backgroundColor is a colour as #rrggbb, such as #0b6b57.' }
  }
  return (
    wordsViolation('signInPageText', signInPageText?.replaceAll('\n', ' ')) ??
    wordsViolation('usernameHintText', usernameHintText)
  )
}

function wordsViolation(field: keyof typeof longest, text: string | null | undefined): Violation | undefined {
  if (!text) return undefined
  const length = Array.from(text).length
  if (length > longest[field]) {
    return { field, message: `${field} has ${length} characters; at most ${longest[field]} are shown. Shorten it.` }
  }
  if (hasForbiddenCharacter(text)) {
    return { field, message: `${field} holds a character that cannot be shown. Type it anew, as plain text.` }
  }
  if (/<[a-z!/?]/i.test(text)) {
    return {
      field,
      message: `${field} is shown as it is written, and HTML would stand there as code. Leave out the tags.`,
    }
  }
  return field === 'usernameHintText' && text.includes('://')
    ? { field, message: `${field} cannot hold an address; a link in a hint could not be followed. Write words.` }
    : undefined
}

/** In bytes, as in Graph. */
const largestLogo = 50 * 1024

/** In pixels; a banner may have three for each that Graph allows, so that it is sharp on every screen. */
const limits = {
  bannerLogo: { width: 735, height: 108, hint: '245 × 36 pixels, or two or three times that for sharp screens' },
  squareLogo: { width: 240, height: 240, hint: '240 × 240 pixels' },
} as const satisfies Record<LogoKind, object>

/** A picture as it may be kept, or what is wrong with it; its kind is told by its bytes. */
export function judgeLogo(kind: LogoKind, bytes: Uint8Array): Picture | Violation {
  const { width, height, hint } = limits[kind]
  if (bytes.length > largestLogo) {
    const given = Math.ceil(bytes.length / 1024)
    return {
      field: kind,
      message: `${kind} has ${given} KiB; at most ${largestLogo / 1024} are kept. Make it smaller.`,
    }
  }
  if (isSvg(bytes)) {
    const message = `${kind} is an SVG, which can hold script and load from elsewhere. Export it as PNG, ${hint}.`
    return { field: kind, message }
  }
  const picture = readPicture(bytes)
  if (!picture) return { field: kind, message: `${kind} is neither a whole PNG nor a whole JPEG. Send one of these.` }
  if (picture.width < 1 || picture.height < 1 || picture.width > width || picture.height > height) {
    const size = `${picture.width} × ${picture.height} pixels`
    return {
      field: kind,
      message: `${kind} is ${size}; it can be at most ${width} × ${height}: ${hint}. Scale it down.`,
    }
  }
  return picture
}

/** The colours that stand for the tenant's in each theme, so that text can be read; nothing where it has none. */
export function shownColours({
  backgroundColor,
}: BrandingTexts): { readonly light: string; readonly dark: string } | null {
  const colour = backgroundColor === null ? undefined : readColour(backgroundColor)
  if (!colour) return null
  const { light, dark } = palettesOf(colour)
  return { light: colourText(light.accent), dark: colourText(dark.accent) }
}
