/** What keeps numbers and texts unreadable in the database: the tickets' own. */
export interface TextVault {
  seal(text: string): string
  /** Throws where the text was changed or sealed under another key. */
  open(sealed: string): string
}
