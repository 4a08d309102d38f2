/** What a spreadsheet would take for the beginning of a formula. */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/u

/** The same at the beginning of a field that begins for a spreadsheet which parts fields elsewhere: in German, at semicolons. */
const formulaFurtherOn = /([;\t\r\n]"*)(?=[=+\-@＝＋－＠])/gu

/**
 * One record of a CSV file, its line end included.
 *
 * A field that a spreadsheet would calculate is made text by an apostrophe before it.
 *
 * Source: RFC 4180 §2; OWASP, CSV injection.
 */
export const csvLine = (fields: readonly string[]): string => `${fields.map(csvField).join(',')}\r\n`

function csvField(text: string): string {
  const parts = text.replaceAll(formulaFurtherOn, "$1'")
  const harmless = formulaStart.test(text) ? `'${parts}` : parts
  return /[",\r\n]/.test(harmless) || harmless !== text ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
