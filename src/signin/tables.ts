export interface SignInAttemptRow {
  readonly id: string
  /** SHA-256 of the cookie's token. */
  readonly token_hash: string
  /** The machine's state, JSON. */
  readonly state: string
  /** Rises with every advance; an answer to an older version is refused. */
  readonly version: number
  readonly created_at: number
  readonly expires_at: number
}

/** Somebody who put off what the registration campaign asks. */
export interface CampaignSnoozeRow {
  readonly user_id: string
  readonly until_at: number
}

export interface SignInTables {
  sign_in_attempts: SignInAttemptRow
  campaign_snoozes: CampaignSnoozeRow
}
