/**
 * A body without OData's annotations, so that an object may be sent back as it was read.
 *
 * `@odata.type` stays, because it says what the rest means, and `…@odata.bind`, because it asks for something; what lies deeper than a dozen levels is left as it is.
 */
export function withoutAnnotations(value: unknown, levels = 12): unknown {
  if (levels === 0 || typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item) => withoutAnnotations(item, levels - 1))
  const entries = Object.entries(value).filter(([name]) => isMeant(name))
  return Object.fromEntries(entries.map(([name, inner]) => [name, withoutAnnotations(inner, levels - 1)]))
}

const isMeant = (name: string): boolean =>
  name === '@odata.type' || name.endsWith('@odata.bind') || !name.includes('@odata.')
