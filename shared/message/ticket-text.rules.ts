/** What the text of a ticket's number is made from. `accepted`: the demand is taken up, and not just written down. */
export interface TicketTextParts {
  readonly site: string
  readonly ticketNo: string
  readonly accepted: boolean
}

/** The text a citizen gets when the ticket was handed in; Chinese, as every message of the hotline to citizens. */
export function ticketText({ site, ticketNo, accepted }: TicketTextParts): string {
  return accepted
    ? `${site}：您的诉求已受理，工单编号${ticketNo}，可凭编号查询办理进度。`
    : `${site}：您的来电已登记，工单编号${ticketNo}，可凭编号查询。`
}
