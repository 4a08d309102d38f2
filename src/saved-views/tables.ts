export interface SavedViewRow {
  readonly id: string
  readonly user_id: string
  /** The list it is a view of: `signIns`. */
  readonly list: string
  readonly name: string
  /** The comparison key; unique for a person and a list. */
  readonly name_key: string
  /** What is asked of the list, JSON. */
  readonly query: string
  readonly created_at: number
  readonly modified_at: number
}

export interface SavedViewTables {
  saved_views: SavedViewRow
}
