const nowhere = 'http://latchkey.invalid'

/**
 * The path to return to, if it is one of this server.
 *
 * A browser reads `//host`, `/\host` and a path with a tab or a line break in it as another site.
 */
export function returnPath(asked: unknown): string | undefined {
  if (typeof asked !== 'string' || !asked.startsWith('/') || asked.length > 2000) return undefined
  if (/[\\\p{Cc}]/u.test(asked) || !URL.canParse(asked, nowhere)) return undefined
  const url = new URL(asked, nowhere)
  const path = `${url.pathname}${url.search}`
  return url.origin === nowhere && !path.startsWith('//') ? path : undefined
}
