const place = /^\/(?:v1\.0|beta)\/(?:directoryObjects|users|groups)(?:\/([0-9a-f-]{36})|\('([0-9a-f-]{36})'\))$/i
const microsoftGraph = 'https://graph.microsoft.com'

/**
 * The id of the object that an `@odata.id` points at: `https://…/v1.0/directoryObjects/{id}`.
 *
 * `publicUrl` is the server's own address; Microsoft's stands for it too, because scripts have it written in.
 * Undefined for anything else, a query or a fragment behind it included.
 *
 * Source: facts/entra.md §12, references.
 */
export function readReference(text: string, publicUrl: string): string | undefined {
  const base = [publicUrl, microsoftGraph].find((candidate) => text.toLowerCase().startsWith(candidate.toLowerCase()))
  if (base === undefined) return undefined
  const [, byPath, byKey] = place.exec(text.slice(base.length)) ?? []
  return (byPath ?? byKey)?.toLowerCase()
}
