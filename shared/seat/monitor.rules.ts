import type { Role, SeatState } from './seat-state.ts'

/** How a lead is in a seat's call: hears it, is heard by the agent alone, or talks with everybody. */
export const monitorModes = ['listen', 'whisper', 'barge'] as const
export type MonitorMode = (typeof monitorModes)[number]

/** A lead in a seat's call. `takingOver`: the agent's phone is asked to give the caller to the lead. */
export interface Monitor {
  readonly lead: string
  readonly seat: string
  readonly mode: MonitorMode
  readonly takingOver: boolean
  /** ms since the epoch */
  readonly since: number
}

/** What the rules ask about. */
export interface MonitorQuestion {
  readonly lead: { readonly seat: string; readonly role: Role; readonly team: string | null }
  readonly watched: {
    readonly seat: string
    readonly role: Role
    readonly team: string | null
    readonly state: SeatState
  }
  readonly mode: MonitorMode
  /** Those who are in the watched seat's call now. */
  readonly monitors: readonly Monitor[]
}

/** Why a lead may not; null: it may. */
export type MonitorProblem = 'forbidden' | 'not-now' | 'taken'

const watchable: ReadonlySet<Role> = new Set(['agent', 'expert'])

/** A lead without a team leads the hall. */
const leads = ({ lead, watched }: MonitorQuestion): boolean =>
  lead.role === 'lead' && watchable.has(watched.role) && (lead.team === null || lead.team === watched.team)

/** Whether a lead may be in a seat's call in this mode: of the own team, while it talks, and one lead a call may barge in. */
export function monitorProblem(question: MonitorQuestion): MonitorProblem | null {
  const { lead, watched, mode, monitors } = question
  if (!leads(question)) return 'forbidden'
  if (watched.state !== 'talking' && watched.state !== 'hold') return 'not-now'
  const barging = monitors.some((monitor) => monitor.lead !== lead.seat && monitor.mode === 'barge')
  return mode === 'barge' && barging ? 'taken' : null
}
