import type { Narrowing } from '#shared/contract/rest/narrowing.schema.ts'
import type { Role } from '#shared/seat/seat-state.ts'
import { openStatuses, type TicketStatus } from '#shared/ticket/ticket-status.machine.ts'

/** What a list is narrowed to. */
export interface TicketFilter {
  readonly status?: readonly TicketStatus[]
  readonly due?: 'near' | 'overdue'
  readonly supervised?: 'yes'
  readonly order?: 'rush'
  readonly within?: Narrowing
  /** Credit code of an enterprise. */
  readonly firm?: string
}

/** The lists a desk chooses from. */
export const ticketViews = {
  all: {},
  sentBack: { status: ['DRAFT'] },
  open: { status: openStatuses.filter((status) => status !== 'DRAFT') },
  toDispatch: { status: ['TO_DISPATCH'], order: 'rush' },
  asked: { status: ['RETURN_REVIEW', 'EXTEND_REVIEW'] },
  toSign: { status: ['TO_SIGN'] },
  handling: { status: ['HANDLING', 'REWORK', 'RETURN_REVIEW', 'EXTEND_REVIEW'] },
  toReview: { status: ['TO_REVIEW'] },
  toRevisit: { status: ['TO_REVISIT', 'REVISITING'] },
  suspended: { status: ['SUSPENDED'] },
  supervised: { supervised: 'yes' },
  near: { due: 'near' },
  overdue: { due: 'overdue' },
  closed: { status: ['CLOSED', 'ARCHIVED', 'REJECTED', 'VOID', 'MERGED'] },
} as const satisfies Record<string, TicketFilter>
export type TicketView = keyof typeof ticketViews

/** The list of this name; one that is no more is all. */
export const viewNamed = (name: string): TicketView => (Object.hasOwn(ticketViews, name) ? (name as TicketView) : 'all')

const byRole: Readonly<Partial<Record<Role, readonly TicketView[]>>> = {
  agent: ['all', 'sentBack', 'open', 'near', 'closed'],
  lead: ['all', 'open', 'near', 'overdue', 'supervised', 'closed'],
  dispatcher: ['toDispatch', 'asked', 'near', 'overdue', 'open', 'all'],
  reviewer: ['toReview', 'near', 'open', 'closed', 'all'],
  revisit: ['toRevisit', 'closed', 'all'],
  supervisor: ['asked', 'toDispatch', 'toRevisit', 'suspended', 'supervised', 'near', 'overdue', 'closed', 'all'],
  unit: ['toSign', 'handling', 'near', 'overdue', 'suspended', 'closed', 'all'],
}

/** The lists of a role, the one it begins with first. */
export const viewsOf = (role: Role): readonly TicketView[] => byRole[role] ?? ['all']
