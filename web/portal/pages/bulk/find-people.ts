import { type FoundUser, usersBy } from '../../api/bulk.ts'
import { type NamedPerson, namingColumns } from './people-file.ts'
import type { Added, Fault } from './rows.ts'

const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)

/** Finds the users that a file names; whom nobody is found for, or several, are told with their line. */
export async function findPeople(
  people: readonly NamedPerson[],
): Promise<{ readonly added: readonly Added[]; readonly faults: readonly Fault[] }> {
  const found = new Map<string, FoundUser[]>()
  for (const by of namingColumns) {
    const named = people.filter((person) => person.by === by).map(({ value }) => value.toLowerCase())
    const values = [...new Set(named)].filter((value) => by !== 'id' || isId(value))
    for (const user of await usersBy(by, values)) {
      const key = `${by} ${user[by]?.toLowerCase()}`
      found.set(key, [...(found.get(key) ?? []), user])
    }
  }
  const added: Added[] = []
  const faults: Fault[] = []
  for (const { line, by, value, terms } of people) {
    const [user, another] = found.get(`${by} ${value.toLowerCase()}`) ?? []
    if (user === undefined) faults.push({ line, code: 'unknown', value })
    else if (another) faults.push({ line, code: 'ambiguous', value })
    else added.push({ line, user, terms })
  }
  return { added, faults }
}

/** A file is small: 500 lines are far from it. */
const mostBytes = 256 * 1024

/** The text of a file: UTF-8, or else as older spreadsheets write it; undefined where it is too large. */
export async function textOf(file: File): Promise<string | undefined> {
  if (file.size > mostBytes) return undefined
  const bytes = await file.arrayBuffer()
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
