import type { GraphRequest } from './router.ts'

/**
 * The page size that `Prefer: odata.maxpagesize=50` asks for; a preference of another form is none.
 *
 * Source: RFC 7240 §2; OData 4.01 Part 1 §8.2.8.6.
 */
export function preferredPageSize({ headers }: GraphRequest): number | undefined {
  for (const preference of headers['prefer']?.split(/[,;]/) ?? []) {
    const [, digits] = /^\s*(?:odata\.)?maxpagesize\s*=\s*"?(\d{1,9})"?\s*$/i.exec(preference) ?? []
    if (digits !== undefined && Number(digits) > 0) return Number(digits)
  }
  return undefined
}
