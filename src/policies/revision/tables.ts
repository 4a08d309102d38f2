/** The one row that every change to the rules of access counts up. */
export interface AccessRevisionRow {
  /** Always `current`. */
  readonly id: string
  readonly revision: number
}

export interface AccessRevisionTables {
  access_revisions: AccessRevisionRow
}
