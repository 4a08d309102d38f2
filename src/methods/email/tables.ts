export interface EmailRow {
  /** A user has one address. */
  readonly user_id: string
  readonly email_address: string
  readonly created_at: number
}

export interface EmailTables {
  emails: EmailRow
}
