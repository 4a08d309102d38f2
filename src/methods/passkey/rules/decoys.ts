/** What a made-up credential looks like from outside. */
export interface DecoyShape {
  /** Bytes, 64 at most. */
  readonly idLength: number
  readonly transports: readonly string[]
}

/** Shapes that real authenticators give their credentials. */
const shapes: readonly DecoyShape[] = [
  { idLength: 32, transports: ['internal'] },
  { idLength: 16, transports: ['hybrid', 'internal'] },
  { idLength: 20, transports: ['hybrid', 'internal'] },
  { idLength: 64, transports: ['nfc', 'usb'] },
]

/**
 * Draws one or two shapes from bytes that depend on the name alone, so that they are steady.
 *
 * Source: WebAuthn Level 3 §14.6.2.
 */
export function decoyShape(bytes: Uint8Array): readonly DecoyShape[] {
  const [count = 0, ...choices] = bytes
  return choices.slice(0, count % 4 === 0 ? 2 : 1).flatMap((choice) => shapes[choice % shapes.length] ?? [])
}
