/** Every state of a callback task. `called`: the seat has rung the citizen, and has not said yet what came of it. */
export const callbackStates = ['open', 'claimed', 'called', 'done', 'given-up', 'reached'] as const
export type CallbackState = (typeof callbackStates)[number]

/** Nothing more happens to a task in one of these. */
export const closedCallbackStates = ['done', 'given-up', 'reached'] as const satisfies readonly CallbackState[]

/** What first made the task: the caller gave up, the queue gave the call up, or an agent promised it. */
export const callbackOrigins = ['abandoned', 'missed', 'promise'] as const
export type CallbackOrigin = (typeof callbackOrigins)[number]

/** What came of ringing the citizen. `later`: spoke with somebody, who asked for another time. */
export const callbackOutcomes = ['reached', 'no-answer', 'wrong-number', 'later'] as const
export type CallbackOutcome = (typeof callbackOutcomes)[number]

/** A number that is owed a call. Times in ms since the epoch. */
export interface CallbackTask {
  readonly taskId: string
  readonly state: CallbackState
  /** Normalised. One task a number that is not closed. */
  readonly number: string
  readonly origin: CallbackOrigin
  /** Calls of this number in vain that are behind this task. */
  readonly missed: number
  readonly missedAt: number | null
  /** Who promised it, and what for; `note` is empty where nobody wrote one. */
  readonly promisedBy: string | null
  readonly note: string
  readonly dueAt: number
  readonly createdAt: number
  /** The seat that has it; set in `claimed` and `called` alone. */
  readonly seat: string | null
  /** When the seat loses it; null while its call is up, and where no seat has it. */
  readonly heldUntil: number | null
  readonly attempts: number
  /** Attempts nobody answered. */
  readonly unanswered: number
  readonly lastOutcome: CallbackOutcome | null
  /** Whether somebody answered the last attempt, as far as the exchange knows. */
  readonly spoke: boolean
  /** The call it comes from; while `called`, the attempt's own. */
  readonly callId: string | null
  readonly closedAt: number | null
}

/** Whether nothing more happens to it. */
export const isClosed = ({ state }: Pick<CallbackTask, 'state'>): boolean =>
  closedCallbackStates.some((closed) => closed === state)

/** A task before anything was told of it: `missed` or `promised` comes next. */
export const newCallbackTask = (
  from: Pick<CallbackTask, 'taskId' | 'number' | 'origin' | 'createdAt'>,
): CallbackTask => ({
  ...from,
  state: 'open',
  missed: 0,
  missedAt: null,
  promisedBy: null,
  note: '',
  dueAt: from.createdAt,
  seat: null,
  heldUntil: null,
  attempts: 0,
  unanswered: 0,
  lastOutcome: null,
  spoke: false,
  callId: null,
  closedAt: null,
})
