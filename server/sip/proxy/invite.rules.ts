import { citizenPrefix } from '#shared/telephony/citizen-user.ts'

/** Who may call whom. Pure: the edge looks up, this decides. */

/** A Replaces header (RFC 3891) as far as it concerns the caller. */
export interface ReplacedCall {
  /** The caller is a party of the call it names. */
  readonly own: boolean
  /** The call's other party, or whom the referral names. */
  readonly peer: string
}

export interface InviteQuestion {
  /** Authenticated user. */
  readonly caller: string
  /** User part of the Request-URI, or the user a known contact belongs to. */
  readonly dialled: string
  /** null: no Replaces; `foreign`: it names no live call that is any of the caller's business. */
  readonly replaced: ReplacedCall | 'foreign' | null
  /** A seat has sent the caller there (REFER without Replaces). */
  readonly referred: boolean
  isSeat(user: string): boolean
  isElement(user: string): boolean
  /** An element that is reached only by being sent there: a queue beside the hotline's. */
  isInner(user: string): boolean
  /** Reached only by being sent there: the survey. */
  isService(user: string): boolean
  /** A conference focus or one of its conferences. */
  isFocus(user: string): boolean
}

export type InviteDecision =
  | { readonly kind: 'element' | 'user'; readonly user: string }
  /** Straight to the other party of the caller's own live call. */
  | { readonly kind: 'peer'; readonly user: string }
  | { readonly kind: 'refused'; readonly status: 403 | 404 | 481 | 484 }

const refused = (status: 403 | 404 | 481 | 484): InviteDecision => ({ kind: 'refused', status })

/** The user a seat means by what it dialled; undefined: nobody can be meant. */
function meant(question: InviteQuestion): string | undefined {
  const { dialled } = question
  if (question.isElement(dialled) || question.isSeat(dialled) || dialled.startsWith(citizenPrefix)) return dialled
  const digits = dialled.replace(/^\+/, '')
  return /^\d{3,20}$/.test(digits) ? citizenPrefix + digits : undefined
}

/** Decides over an INVITE that starts a dialog. */
export function decideInvite(question: InviteQuestion): InviteDecision {
  const { caller, replaced } = question
  if (question.dialled === '') return refused(484)
  if (question.isService(question.dialled)) {
    const welcome = question.referred && replaced === null
    return welcome ? { kind: 'user', user: question.dialled } : refused(403)
  }
  if (question.isFocus(question.dialled)) return decideFocus(question)
  const target = meant(question)
  if (replaced === 'foreign') return refused(481)
  if (replaced !== null) {
    if (target !== replaced.peer || (replaced.own && !question.isSeat(caller))) return refused(403)
    return { kind: replaced.own ? 'peer' : 'user', user: replaced.peer }
  }
  if (target !== undefined && question.isElement(target))
    return question.isInner(target) && !question.referred ? refused(403) : { kind: 'element', user: target }
  if ((!question.isSeat(caller) && !question.referred) || target === caller) return refused(403)
  return target === undefined ? refused(404) : { kind: 'user', user: target }
}

/** A focus lets in whom a seat brings: seats, and those a seat has sent there. A seat takes its own live call there up again. */
function decideFocus({ caller, dialled, replaced, referred, isSeat }: InviteQuestion): InviteDecision {
  if (replaced === 'foreign') return refused(481)
  if (replaced !== null) return replaced.own && isSeat(caller) ? { kind: 'peer', user: replaced.peer } : refused(403)
  return isSeat(caller) || referred ? { kind: 'user', user: dialled } : refused(403)
}
