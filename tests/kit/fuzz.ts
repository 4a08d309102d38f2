import fc from 'fast-check'
import { test } from 'vitest'

/** How long each property is tried: a second, or as many as `LATCHKEY_FUZZ_SECONDS` says. */
const seconds = Number(process.env['LATCHKEY_FUZZ_SECONDS'] ?? 1)

/** The same in every ordinary run, so that one that fails fails again; another each time where more time is given. */
const seed = Number(process.env['LATCHKEY_FUZZ_SEED'] ?? (process.env['LATCHKEY_FUZZ_SECONDS'] ? Date.now() : 1))

/** Where everything answers at once, no timer and no cleaning up that others put off would ever have its turn. */
const eventLoop = () => new Promise<void>((resolve) => setImmediate(resolve))

/** A test that tries one property until its time is over; a failure prints the seed that finds it again. */
export function fuzz<Values extends [unknown, ...unknown[]]>(
  name: string,
  arbitraries: { readonly [Index in keyof Values]: fc.Arbitrary<Values[Index]> },
  check: (...values: Values) => Promise<void> | void,
): void {
  let underWay: Promise<void> | undefined
  const property = fc.asyncProperty(...arbitraries, async (...values) => {
    underWay = Promise.resolve(check(...(values as unknown as Values)))
    await underWay
    await eventLoop()
  })
  const limits = { seed, numRuns: 100_000_000, maxSkipsPerRun: 1000, interruptAfterTimeLimit: seconds * 1000 }
  const tryAll = async () => {
    await fc.assert(property, { ...limits, markInterruptAsFailure: false })
    await underWay
  }
  test(name, tryAll, seconds * 1000 + 60_000)
}

interface Edit {
  readonly how: 'flip' | 'put' | 'drop' | 'double' | 'swap' | 'cut'
  readonly at: number
  readonly length: number
  readonly byte: number
}

const edit: fc.Arbitrary<Edit> = fc.record({
  how: fc.constantFrom('flip', 'put', 'drop', 'double', 'swap', 'cut'),
  at: fc.nat(),
  length: fc.integer({ min: 1, max: 40 }),
  byte: fc.oneof(fc.nat(255), fc.constantFrom(0, 0x0a, 0x22, 0x25, 0x26, 0x2e, 0x3d, 0x5c, 0x7f, 0x80, 0xff)),
})

/** What goes wrong with some bytes: one to five places changed. */
export const edits: fc.Arbitrary<readonly Edit[]> = fc.array(edit, { minLength: 1, maxLength: 5 })

export const edited = (given: Uint8Array, all: readonly Edit[]): Buffer =>
  all.reduce<Buffer>((bytes, each) => editedOnce(bytes, each), Buffer.from(given))

function editedOnce(bytes: Buffer, { how, at: anywhere, length, byte }: Edit): Buffer {
  const at = anywhere % (bytes.length + 1)
  const before = bytes.subarray(0, at)
  const piece = bytes.subarray(at, at + length)
  const after = bytes.subarray(at + length)
  switch (how) {
    case 'flip':
      return Buffer.concat([before, piece.subarray(0, 1).map((old) => old ^ (1 << (byte % 8))), bytes.subarray(at + 1)])
    case 'put':
      return Buffer.concat([before, Uint8Array.of(byte), bytes.subarray(at)])
    case 'drop':
      return Buffer.concat([before, after])
    case 'double':
      return Buffer.concat([before, piece, piece, after])
    case 'swap':
      return Buffer.concat([after, piece, before])
    default:
      return Buffer.from(before)
  }
}

/** The same for a text; what is no UTF-8 afterwards becomes U+FFFD, as it would in a body. */
export const editedText = (text: string, all: readonly Edit[]): string => edited(Buffer.from(text), all).toString()

/** The same for bytes in base64url. */
export const editedBase64 = (text: string, all: readonly Edit[]): string =>
  edited(Buffer.from(text, 'base64url'), all).toString('base64url')
