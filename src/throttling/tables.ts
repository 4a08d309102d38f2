/** A count of tries that survives what came of them. */
export interface ThrottleRow {
  readonly key: string
  /** The account the counter is about, as a keyed hash; null for one about an address. */
  readonly subject: string | null
  readonly failures: number
  readonly window_ends_at: number
  readonly blocked_until: number
}

export interface ThrottlingTables {
  throttles: ThrottleRow
}
