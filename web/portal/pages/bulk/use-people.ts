import { useRef, useState } from 'react'
import { peopleIn } from '../../api/bulk.ts'
import type { Picked } from '../../api/directory-search.ts'
import { findPeople, textOf } from './find-people.ts'
import { readPeopleFile } from './people-file.ts'
import { type Added, addRows, type BulkRow, type Fault } from './rows.ts'

/** What was not taken of a file or a group, and why. */
export interface Left {
  readonly faults: readonly Fault[]
  readonly ignored: readonly string[]
  readonly isTooLarge?: boolean
}

/** The people of the run, and the ways in which they get into the list. */
export function usePeople() {
  const [rows, show] = useState<readonly BulkRow[]>([])
  // Of a look-up that takes a while, the list it began with is of no account when it ends.
  const latest = useRef(rows)
  const setRows = (next: readonly BulkRow[]) => {
    latest.current = next
    show(next)
  }
  const [left, setLeft] = useState<Left>()
  const [isFinding, setFinding] = useState(false)
  const [error, setError] = useState<unknown>()
  const add = (added: readonly Added[], already?: Left) => {
    const taken = addRows(latest.current, added)
    const faults = [...(already?.faults ?? []), ...taken.faults].toSorted(
      (one, other) => (one.line ?? 0) - (other.line ?? 0),
    )
    setRows(taken.rows)
    const ignored = already?.ignored ?? []
    if (already || faults.length > 0) setLeft(faults.length + ignored.length > 0 ? { faults, ignored } : undefined)
  }
  const finding = async (find: () => Promise<void>) => {
    setFinding(true)
    setError(undefined)
    try {
      await find()
    } catch (failure) {
      setError(failure)
    }
    setFinding(false)
  }
  return {
    rows,
    left,
    isFinding,
    error,
    add,
    addPicked: (picked: readonly Picked[]) =>
      add(
        picked.map(({ id, displayName, detail = '' }) => ({
          user: { id, displayName, userPrincipalName: detail },
          terms: {},
        })),
      ),
    addGroup: (groupId: string) =>
      finding(async () => add((await peopleIn(groupId)).map((user) => ({ user, terms: {} })))),
    addFile: (file: File) =>
      finding(async () => {
        const text = await textOf(file)
        if (text === undefined) return setLeft({ faults: [], ignored: [], isTooLarge: true })
        const { people, faults, ignored } = readPeopleFile(text)
        const found = await findPeople(people)
        add(found.added, { faults: [...faults, ...found.faults], ignored })
      }),
    remove: (ids: ReadonlySet<string>) => setRows(latest.current.filter(({ user }) => !ids.has(user.id))),
    dismiss: () => setLeft(undefined),
    reset: () => {
      setRows([])
      setLeft(undefined)
    },
  }
}
