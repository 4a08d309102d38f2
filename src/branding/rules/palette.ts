import { type Colour, contrast, mixed } from './colour.ts'

/** The colours of one theme that follow from the tenant's. */
export interface Palette {
  /** Links, icons, and the ground of the main button. */
  readonly accent: Colour
  /** The same under the pointer. */
  readonly accentStrong: Colour
  /** What is written on the main button. */
  readonly onAccent: Colour
  /** The ground of notices. */
  readonly tint: Colour
}

interface Palettes {
  readonly light: Palette
  readonly dark: Palette
}

const black: Colour = [0, 0, 0]
const white: Colour = [255, 255, 255]

/** The grounds that text in the accent stands on, as in web/signin/style.css: page and card. */
const grounds = {
  light: [
    [0xf3, 0xf5, 0xf3],
    [255, 255, 255],
  ],
  dark: [
    [0x0f, 0x15, 0x13],
    [0x18, 0x20, 0x1d],
  ],
} as const satisfies Record<keyof Palettes, readonly [Colour, Colour]>

/** What text needs at least. Source: WCAG 2.2, 1.4.3. */
const readable = 4.5

/**
 * What becomes of the tenant's colour in both themes.
 *
 * Where text in the colour could not be read it is darkened, or in the dark theme lightened, just as far as needed.
 */
export const palettesOf = (colour: Colour): Palettes => ({
  light: paletteOn(colour, grounds.light, black, white),
  dark: paletteOn(colour, grounds.dark, white, black),
})

function paletteOn(colour: Colour, [page, card]: readonly [Colour, Colour], away: Colour, onto: Colour): Palette {
  const tint = mixed(card, colour, 0.1)
  const accent = shifted(colour, away, [page, card, tint])
  return { accent, accentStrong: mixed(accent, away, 0.2), onAccent: onto, tint }
}

/** The first colour on the way to `away` that can be read on every ground. */
function shifted(colour: Colour, away: Colour, on: readonly Colour[]): Colour {
  for (let percent = 0; percent < 100; percent++) {
    const tried = mixed(colour, away, percent / 100)
    if (on.every((ground) => contrast(tried, ground) >= readable)) return tried
  }
  return away
}
