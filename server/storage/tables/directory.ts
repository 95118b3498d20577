/** Entries of the directory a seat has starred, once each. An entry that left the directory keeps its row: it may come back. */
export interface DirectoryFavouritesTable {
  seat: string
  entry_id: string
  /** ms since the epoch */
  at: number
}

export interface DirectoryTables {
  directory_favourites: DirectoryFavouritesTable
}
