/** 重复 群体性 假闭环. */
export type TicketFlag = 'repeat' | 'group' | 'false-closure'

/** A ticket that the ticket of a draft is about too, linked by its agent. */
export interface TicketLinksTable {
  draft_id: string
  ticket_no: string
  seat: string
  at: number
}

/** What was seen of a ticket when it, or another of the same matter and place, was handed in. */
export interface TicketFlagsTable {
  ticket_no: string
  flag: TicketFlag
  at: number
}

export interface NearTables {
  ticket_links: TicketLinksTable
  ticket_flags: TicketFlagsTable
}
