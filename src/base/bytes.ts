const encoder = new TextEncoder()

export const utf8 = (text: string): Uint8Array => encoder.encode(text)

export const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

export const toBase64Url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')

/** Returns `undefined` for text that is not base64url (RFC 4648 §5). */
export function fromBase64Url(text: string): Uint8Array | undefined {
  return /^[\w-]*$/.test(text) && text.length % 4 !== 1 ? Uint8Array.from(Buffer.from(text, 'base64url')) : undefined
}

/** Compares without telling by its time where two texts differ; only their lengths may show. */
export function constantTimeEqual(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false
  let difference = 0
  for (let index = 0; index < left.length; index++) difference |= (left[index] ?? 0) ^ (right[index] ?? 0)
  return difference === 0
}
