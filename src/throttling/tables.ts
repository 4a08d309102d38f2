/** A count of tries that survives what came of them. */
export interface ThrottleRow {
  readonly key: string
  readonly failures: number
  readonly window_ends_at: number
  readonly blocked_until: number
}

export interface ThrottlingTables {
  throttles: ThrottleRow
}
