import { type CsvRecord, parseCsv } from './csv.ts'
import type { Fault, RowTerms } from './rows.ts'

/** The properties by which a file may name a user, the surest first. */
export const namingColumns = ['id', 'userPrincipalName', 'mail', 'employeeId'] as const

export type NamingColumn = (typeof namingColumns)[number]

const termColumns = ['startDateTime', 'lifetimeInMinutes', 'isUsableOnce'] as const

const columns = [...namingColumns, ...termColumns] as const

type ColumnName = (typeof columns)[number]

/** Somebody as a line of the file names them. */
export interface NamedPerson {
  readonly line: number
  readonly by: NamingColumn
  readonly value: string
  readonly terms: RowTerms
}

interface PeopleFile {
  readonly people: readonly NamedPerson[]
  readonly faults: readonly Fault[]
  /** Columns that are not read. */
  readonly ignored: readonly string[]
}

/** Reads who is in a file; every line that says something wrong is told and nobody is taken from it. */
export function readPeopleFile(text: string): PeopleFile {
  const { records, openQuoteAt } = parseCsv(text)
  const [header, ...lines] = records
  const faults: Fault[] = openQuoteAt === undefined ? [] : [{ line: openQuoteAt, code: 'openQuote', value: '' }]
  const names = (header?.fields ?? []).map((field) => field.trim())
  const known = names.map((name) => columns.find((column) => column.toLowerCase() === name.toLowerCase()))
  if (!known.some((name) => namingColumns.some((column) => column === name))) {
    return { people: [], faults: [{ line: header?.line, code: 'noColumn', value: '' }, ...faults], ignored: [] }
  }
  const people: NamedPerson[] = []
  for (const record of lines) {
    const read = readLine(record, known)
    if ('code' in read) faults.push(read)
    else people.push(read)
  }
  return { people, faults, ignored: names.filter((name, index) => name !== '' && known[index] === undefined) }
}

function readLine({ line, fields }: CsvRecord, known: readonly (ColumnName | undefined)[]): NamedPerson | Fault {
  const written = (column: ColumnName): string => (fields[known.indexOf(column)] ?? '').trim()
  const by = namingColumns.find((column) => known.includes(column) && written(column) !== '')
  if (by === undefined) return { line, code: 'noName', value: '' }
  const terms: Record<string, unknown> = {}
  for (const column of termColumns.filter((name) => known.includes(name) && written(name) !== '')) {
    const value = readers[column](written(column))
    if (value === undefined) return { line, code: column, value: written(column) }
    terms[column] = value
  }
  return { line, by, value: written(by), terms: terms as RowTerms }
}

const words: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  ja: true,
  wahr: true,
  '1': true,
  false: false,
  no: false,
  nein: false,
  falsch: false,
  '0': false,
}

const readers: Readonly<Record<(typeof termColumns)[number], (text: string) => unknown>> = {
  startDateTime: momentIn,
  lifetimeInMinutes: (text) => (/^\d{1,6}$/.test(text) && Number(text) > 0 ? Number(text) : undefined),
  isUsableOnce: (text) => words[text.toLowerCase()],
}

/** A date and time as ISO 8601 has them; without a zone they are those of the browser. */
function momentIn(text: string): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/i.test(text)) return undefined
  const moment = new Date(text.replace(' ', 'T'))
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString()
}
