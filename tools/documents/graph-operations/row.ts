/** The test that shows an operation: its file from the root, and its name as it is written there. */
export type Proof = readonly [file: string, name: string]

/** One operation of Microsoft Graph that concerns a server like this one. */
export interface CoverageRow {
  /** What real clients need, or what rounds it off. */
  readonly tier: 'core' | 'second'
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  /** As Graph writes it: functions with `()`, every key `{id}`. */
  readonly path: string
  /** What it is for, in a few words. */
  readonly purpose: string
  /** Absent until it works. */
  readonly proof?: Proof
}

/** Operations of one area of Graph. */
export interface CoverageArea {
  readonly title: string
  readonly rows: readonly CoverageRow[]
}

/** Makes rows of one tier: `core('GET /users', 'List people', proof)`. */
const rowsOf =
  (tier: CoverageRow['tier']) =>
  (operation: string, purpose: string, proof?: Proof): CoverageRow => {
    const [method = '', path = ''] = operation.split(' ')
    return { tier, method: method as CoverageRow['method'], path, purpose, ...(proof ? { proof } : {}) }
  }

export const core = rowsOf('core')
export const second = rowsOf('second')

/** Makes the proofs that stand in one file. */
export const inFile =
  (file: string) =>
  (name: string): Proof => [file, name]
