/** Red, green and blue, each from 0 to 255. */
export type Colour = readonly [number, number, number]

/** Reads `#rrggbb`; nothing for anything else. */
export function readColour(text: string): Colour | undefined {
  const digits = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(text)
  if (!digits) return undefined
  const [red = 0, green = 0, blue = 0] = digits.slice(1).map((pair) => Number.parseInt(pair, 16))
  return [red, green, blue]
}

/** `#rrggbb` in small letters. */
export const colourText = (colour: Colour): string =>
  `#${colour.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`

/** So much of `share` of the other colour, from 0 to 1. */
export const mixed = (colour: Colour, other: Colour, share: number): Colour => {
  const part = (index: 0 | 1 | 2): number => Math.round(colour[index] * (1 - share) + other[index] * share)
  return [part(0), part(1), part(2)]
}

function luminance(colour: Colour): number {
  const [red, green, blue] = colour.map((part) => {
    const value = part / 255
    return value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0)
}

/**
 * How well two colours stand out from each other: 1 to 21.
 *
 * Source: WCAG 2.2, "contrast ratio".
 */
export function contrast(one: Colour, other: Colour): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}
