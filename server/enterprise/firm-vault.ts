/** What keeps numbers unreadable in the database and findable: the tickets' own, so that a caller's number finds its enterprise. */
export interface FirmVault {
  seal(text: string): string
  open(sealed: string): string
  /** Keyed hash of a normalised number. */
  phoneHash(number: string): string
}
