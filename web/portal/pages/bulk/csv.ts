/** One record of a CSV file. */
export interface CsvRecord {
  /** Of the file, counted from 1, where the record begins. */
  readonly line: number
  readonly fields: readonly string[]
}

interface CsvFile {
  readonly records: readonly CsvRecord[]
  /** The line of a quote that nothing closes; what follows it is no record. */
  readonly openQuoteAt?: number
}

const delimiters = [';', ',', '\t'] as const

/** What stands between the fields of the first line; spreadsheets take the semicolon where the comma is for decimals. */
function delimiterOf(text: string): string {
  const [header = ''] = text.replaceAll(/"[^"]*"/g, '').split(/\r?\n/, 1)
  const counts = delimiters.map((delimiter) => header.split(delimiter).length)
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ','
}

/** Reads CSV as RFC 4180 has it, with `,`, `;` or a tab, with or without a byte order mark; empty lines are left out. */
export function parseCsv(given: string): CsvFile {
  const text = given.replace(/^\uFEFF/, '')
  const delimiter = delimiterOf(text)
  const records: CsvRecord[] = []
  let [line, begunAt, field, fields] = [1, 1, '', [] as string[]]
  let quotedSince: number | undefined
  const endRecord = () => {
    fields.push(field)
    if (fields.some((one) => one.trim() !== '')) records.push({ line: begunAt, fields })
    field = ''
    fields = []
  }
  for (let at = 0; at < text.length; at += 1) {
    const symbol = text[at] ?? ''
    if (symbol === '\n') line += 1
    if (quotedSince !== undefined) {
      if (symbol !== '"') field += symbol
      else if (text[at + 1] === '"') {
        field += symbol
        at += 1
      } else quotedSince = undefined
    } else if (symbol === '"' && field.trim() === '') {
      field = ''
      quotedSince = line
    } else if (symbol === delimiter) {
      fields.push(field)
      field = ''
    } else if (symbol === '\n') {
      endRecord()
      begunAt = line
    } else if (symbol !== '\r') field += symbol
  }
  if (quotedSince !== undefined) return { records, openQuoteAt: quotedSince }
  endRecord()
  return { records }
}
