/** Interactive sign-ins of one day, by their primary method and what came of them. */
export interface DailySignInsRow {
  /** Midnight UTC at which the day begins. */
  readonly day_at: number
  readonly method: string
  readonly outcome: 'succeeded' | 'interrupted' | 'failed'
  readonly count: number
}

/** Up to which link of the chain sign-ins are counted; one row. */
export interface SignInTallyRow {
  readonly singleton: number
  readonly sequence: number
}

/** How many members were ready for what, at the last look on a day. */
export interface DailyReadinessRow {
  readonly day_at: number
  /** Null for numbers that were worked out later, from what was there then. */
  readonly taken_at: number | null
  readonly passkey: number
  readonly multifactor: number
  readonly password_only: number
  readonly none: number
}

/** One user with the strongest of their methods. */
export interface PersonRow {
  readonly id: string
  readonly user_principal_name: string
  readonly user_principal_name_key: string
  readonly display_name: string
  readonly display_name_key: string
  readonly user_type: 'Member' | 'Guest'
  readonly account_enabled: number
  readonly is_administrator: number
  readonly readiness: 'passkey' | 'multifactor' | 'passwordOnly' | 'none'
}

export interface OverviewTables {
  daily_sign_ins: DailySignInsRow
  sign_in_tally: SignInTallyRow
  daily_readiness: DailyReadinessRow
  /** Stored nowhere: a query over users, methods and roles puts it together when it is asked for. */
  people: PersonRow
}
