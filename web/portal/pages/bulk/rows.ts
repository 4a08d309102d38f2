import type { PassRequest } from '../../api/methods.ts'
import { requestOf, type TypedTerms } from '../user/methods/pass-terms.ts'

/** How many passes are issued in one run at most. */
export const mostRows = 500

/** Who is to have a pass. */
export interface BulkUser {
  readonly id: string
  readonly displayName: string
  readonly userPrincipalName: string
}

/** Terms of one row alone; they come before those for all. */
export type RowTerms = Pick<PassRequest, 'startDateTime' | 'lifetimeInMinutes' | 'isUsableOnce'>

export interface BulkRow {
  readonly user: BulkUser
  readonly terms: RowTerms
}

/** Why somebody was not taken into the list. */
export interface Fault {
  /** Of the file, where they come from one. */
  readonly line: number | undefined
  readonly code:
    | 'noColumn'
    | 'openQuote'
    | 'noName'
    | 'startDateTime'
    | 'lifetimeInMinutes'
    | 'isUsableOnce'
    | 'unknown'
    | 'ambiguous'
    | 'duplicate'
    | 'tooMany'
  /** What was written. */
  readonly value: string
}

/** Somebody to be taken into the list, and where they come from. */
export interface Added extends BulkRow {
  readonly line?: number
}

/** Takes people into the list: nobody twice, and no more than fit. */
export function addRows(
  rows: readonly BulkRow[],
  added: readonly Added[],
): { readonly rows: readonly BulkRow[]; readonly faults: readonly Fault[] } {
  const known = new Set(rows.map(({ user }) => user.id))
  const taken = [...rows]
  const faults: Fault[] = []
  for (const { line, user, terms } of added) {
    const code = known.has(user.id) ? 'duplicate' : taken.length >= mostRows ? 'tooMany' : undefined
    if (code) faults.push({ line, code, value: user.userPrincipalName })
    else taken.push({ user, terms })
    known.add(user.id)
  }
  return { rows: taken, faults }
}

/** What is asked for: the terms of the row, and for the rest those for all. */
export const requestFor = ({ terms }: BulkRow, common: TypedTerms | undefined): PassRequest => ({
  ...(common && requestOf(common)),
  ...terms,
})
