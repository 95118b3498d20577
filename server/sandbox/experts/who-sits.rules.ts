/** Who is at a seat: whether its desk is there, and the telephones registered for it by their instance (RFC 5626 4.1); null: one without. */
export interface AtSeat {
  readonly desk: boolean
  readonly phones: readonly (string | null)[]
}

/** Whether a person is at the seat: a desk, or a telephone that is not the scripted expert's own. `own`: that one's UUID. */
export const somebodySits = ({ desk, phones }: AtSeat, own: string): boolean =>
  desk || phones.some((instance) => instance === null || !instance.includes(own))
