export interface PhoneRow {
  readonly user_id: string
  readonly phone_type: 'mobile' | 'alternateMobile' | 'office'
  /** As it is shown: `+44 2071234567x12`. */
  readonly phone_number: string
  readonly created_at: number
}

export interface PhoneTables {
  /** One of each type for a user. */
  phones: PhoneRow
}
