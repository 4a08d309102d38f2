/** A country code with what the country is called: `DE (Germany)`; the code alone where nobody knows one. */
export function regionName(code: string | null | undefined, locale: string): string {
  if (!code) return ''
  const name = nameOf(code, locale)
  return name === undefined || name === code ? code : `${code} (${name})`
}

function nameOf(code: string, locale: string): string | undefined {
  try {
    return new Intl.DisplayNames(locale, { type: 'region' }).of(code)
  } catch {
    return undefined
  }
}
