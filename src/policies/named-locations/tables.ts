export interface NamedLocationRow {
  readonly id: string
  /** Name and ranges or countries, JSON. */
  readonly settings: string
  readonly created_at: number
  readonly modified_at: number
}

export interface NamedLocationTables {
  named_locations: NamedLocationRow
}
