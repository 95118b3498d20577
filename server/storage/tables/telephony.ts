import type { Generated } from 'kysely'
import type { CallEventType, EndCause } from '#shared/telephony/call-event.ts'
import type { CallbackEventType } from '#shared/telephony/callback-event.ts'
import type { CallbackOrigin, CallbackOutcome, CallbackState } from '#shared/telephony/callback-task.ts'

/** What happened to calls, in order of arrival. Rows are only ever added. */
export interface CallEventsTable {
  event_id: Generated<number>
  call_id: string
  at: number
  type: CallEventType
  /** The whole CallEvent as JSON. */
  event: string
}

/** One call as its events left it; always what a fold of call_events gives. */
export interface CallsTable {
  call_id: string
  sip_call_id: string
  direction: 'in' | 'out'
  queue: string | null
  number: string | null
  seat: string | null
  /** CallPartner[] as JSON. */
  partners: string
  about: string | null
  /** Number outside the hall the caller was sent on to. */
  sent_to: string | null
  state: 'queued' | 'offered' | 'talking' | 'held' | 'ended'
  queued_at: number
  offered_at: number | null
  answered_at: number | null
  ended_at: number | null
  ended_by: EndCause | null
  calls_today: number
  calls_in_7_days: number
}

/** One live dialog of the edge; gone with it. */
export interface SipDialogsTable {
  /** Call-ID and both tags. */
  dialog_id: string
  /** The whole KeptDialog as JSON. */
  dialog: string
}

/** What leads did with calls of their seats. Rows are only ever added. */
export interface LeadActsTable {
  act_id: Generated<number>
  at: number
  /** Who did it. */
  seat: string
  act: string
  /** Whose call. */
  about: string
  call_id: string | null
}

/** A number that is owed a call; of those not closed there is one a number. */
export interface CallbackTasksTable {
  task_id: string
  number: string
  state: CallbackState
  origin: CallbackOrigin
  missed: number
  missed_at: number | null
  promised_by: string | null
  note: string
  due_at: number
  created_at: number
  seat: string | null
  held_until: number | null
  attempts: number
  unanswered: number
  last_outcome: CallbackOutcome | null
  spoke: boolean
  call_id: string | null
  closed_at: number | null
}

/** What happened to callback tasks, and who was given a number (`claim`). Rows are only ever added. */
export interface CallbackEventsTable {
  event_id: Generated<number>
  task_id: string
  at: number
  type: CallbackEventType
  /** Who did it; null: nobody, it happened. */
  seat: string | null
  /** The whole CallbackEvent as JSON. */
  event: string
}

/** How a call sounded at a seat, as its phone measured it. Shares are 0 to 1; null: the other end did not report it. */
export interface CallQualityTable {
  call_id: string
  seat: string
  at: number
  seconds: number
  mos_average: number
  mos_lowest: number
  loss: number
  sent_loss: number | null
  jitter_ms: number
  rtt_ms: number | null
  silent_seconds: number
}

export interface CallTables {
  lead_acts: LeadActsTable
  callback_tasks: CallbackTasksTable
  callback_events: CallbackEventsTable
  call_quality: CallQualityTable
  sip_dialogs: SipDialogsTable
  call_events: CallEventsTable
  calls: CallsTable
}
