/** The distinguished encoding of ASN.1, as far as certificates need it (X.690). */
export const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts)
  const { length } = content
  const header = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Uint8Array.from([tag, ...header]), content])
}

export const sequence = (...parts: readonly Uint8Array[]) => der(0x30, ...parts)
export const text = (tag: number, value: string) => der(tag, Buffer.from(value))
/** An object identifier, given by its encoding in hex. */
export const object = (hex: string) => der(0x06, Buffer.from(hex, 'hex'))
export const moment = (at: Date) => text(0x18, `${at.toISOString().replaceAll(/[-:T]|\.\d+/g, '')}`)
export const extension = (id: string, value: Uint8Array) => sequence(object(id), der(0x04, value))
export const bitString = (bytes: Uint8Array) => der(0x03, Uint8Array.of(0), bytes)
/** A distinguished name: pairs of an attribute's encoding in hex and its value. */
export const distinguishedName = (...attributes: readonly (readonly [string, string])[]) =>
  sequence(...attributes.map(([id, value]) => der(0x31, sequence(object(id), text(0x0c, value)))))
