/** A list a seat keeps. */
export interface SavedViewsTable {
  seat: string
  view_id: string
  name: string
  list: string
  /** Sealed: people search by telephone numbers. */
  q: string
  /** JSON of Narrowing (shared/contract/rest/narrowing.schema.ts). */
  within: string
  at: number
}

/** Tables of kept lists. */
export interface SavedViewTables {
  saved_views: SavedViewsTable
}
