import type { TicketDetail } from '#shared/contract/rest/tickets.schema.ts'

/** A ticket as the backend tells it, waiting for its dispatch. */
export const ticketDetail = (n: number, change: Partial<TicketDetail> = {}): TicketDetail => ({
  ticketNo: `TJ20261123${String(n).padStart(6, '0')}`,
  title: '路灯不亮',
  status: 'TO_DISPATCH',
  type: 'help',
  matter: '010201',
  place: '120102001',
  urgency: 'normal',
  phone: '138****1234',
  seat: '8001',
  submittedAt: 1_700_000_000_000,
  rev: 1,
  leadUnit: 'D120102-cgw',
  due: { kind: 'none', at: null, dueness: 'calm', stopped: false },
  supervised: false,
  urges: 0,
  address: '',
  callerKind: 'person',
  name: '王**',
  content: '市民来电反映……',
  confidential: false,
  handling: 'dispatch',
  declineReason: '',
  answerGiven: '',
  kbRefs: [],
  callId: null,
  more: {},
  splits: [],
  linked: [],
  loop: {
    unit: null,
    contactDue: null,
    returnUntil: null,
    returns: 0,
    designated: false,
    extensions: 0,
    reworks: 0,
    asked: null,
    reviewOn: null,
    tasks: [],
    reply: null,
    missed: 0,
    evaluation: null,
    supervision: null,
    closure: null,
    mergedInto: null,
    acts: [],
  },
  timeline: [],
  ...change,
})

/** The same as a line of the list. */
export function ticketRow(one: TicketDetail) {
  const { ticketNo, title, status, type, matter, place, urgency, phone, seat, submittedAt } = one
  const { rev, leadUnit, due, supervised, urges } = one
  const intake = { ticketNo, title, status, type, matter, place, urgency, phone, seat, submittedAt }
  return { ...intake, rev, leadUnit, due, supervised, urges }
}
