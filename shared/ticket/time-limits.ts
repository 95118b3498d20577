import { type CallHours, usualRevisitHours } from './revisit-hours.rules.ts'
import type { TicketType, Urgency } from './ticket-values.ts'

/** How long something may take. `h` and `min` run day and night, `wd` on working days alone. */
export interface Limit {
  readonly amount: number
  readonly unit: 'min' | 'h' | 'wd'
}

/** Limits of one class of tickets; null: none is set. */
export interface ClassLimits {
  readonly sign: Limit
  readonly contact: Limit | null
  readonly handle: Limit
  /** Handling again 重办. */
  readonly rework: Limit
  /** How long a unit may say that a matter is not its own 退单. */
  readonly return: Limit
  /** Parts of a limit, 0 to 1, at which its people are warned. */
  readonly warnAt: readonly number[]
  /** Where the figures come from; 待核实: nobody has seen the final rule. */
  readonly source: string
}

/** A site's time limits: configuration, never law. */
export interface TimeLimits {
  readonly byUrgency: { readonly [U in Exclude<Urgency, 'normal'>]: ClassLimits }
  readonly byType: { readonly [T in TicketType]: ClassLimits }
  /** A matter the dispatcher called complex may be returned for so long. */
  readonly complexReturn: Limit
  readonly extension: { readonly by: Limit; readonly most: number }
  /** Returns after which the unit is designated 指定承办. */
  readonly mostReturns: number
  /** Attempts to reach the citizen, and on how many days, before a ticket is closed as unreachable; and when citizens may be called. */
  readonly revisit: { readonly attempts: number; readonly days: number; readonly hours: readonly CallHours[] }
  readonly reopenDays: number
  readonly archiveDays: number
}

const minutes = (amount: number): Limit => ({ amount, unit: 'min' })
const hours = (amount: number): Limit => ({ amount, unit: 'h' })
const workingDays = (amount: number): Limit => ({ amount, unit: 'wd' })

const signSource = '签收：天津市政务服务便民热线管理办法实施细则；其余：待核实'

const normal = (handle: number, contact: Limit | null = workingDays(1)): ClassLimits => ({
  sign: workingDays(1),
  contact,
  handle: workingDays(handle),
  rework: workingDays(3),
  return: workingDays(1),
  warnAt: [0.8],
  source: signSource,
})

/** What ships: sign-in limits of the city's rules, all else a proposal to be set by the site. */
export const usualTimeLimits: TimeLimits = {
  byUrgency: {
    critical: {
      sign: minutes(15),
      contact: minutes(30),
      handle: hours(24),
      rework: hours(24),
      return: minutes(15),
      warnAt: [0.5, 0.8],
      source: signSource,
    },
    urgent: {
      sign: minutes(30),
      contact: hours(2),
      handle: hours(24),
      rework: hours(24),
      return: workingDays(1),
      warnAt: [0.5, 0.8],
      source: signSource,
    },
  },
  byType: {
    consult: normal(2),
    help: normal(5),
    complaint: normal(10),
    report: normal(10),
    suggestion: normal(10),
    praise: normal(3, null),
  },
  complexReturn: workingDays(2),
  extension: { by: workingDays(5), most: 2 },
  mostReturns: 3,
  revisit: { attempts: 3, days: 2, hours: usualRevisitHours },
  reopenDays: 30,
  archiveDays: 30,
}

/** The limits a ticket is under: what cannot wait goes by its urgency, the rest by its type. */
export const limitsOf = (limits: TimeLimits, ticket: { readonly type: TicketType; readonly urgency: Urgency }) =>
  ticket.urgency === 'normal' ? limits.byType[ticket.type] : limits.byUrgency[ticket.urgency]
