import type { Session, SignInAnswer, SignInRequest } from '#shared/contract/rest/sign-in.schema.ts'
import type { Result } from '#shared/kit/result.ts'
import type { ApiFailure } from './sign-in-api.ts'

type Refusal = Extract<SignInAnswer, { ok: false }>

/** Why the last try failed. */
export interface SignInFault {
  readonly reason: Exclude<Refusal['reason'], 'connected'> | ApiFailure
  readonly field: string | null
  readonly retryAfterMs: number | null
}

/** Where a sign-in stands. `asking`: the seat's desk is connected elsewhere, and a person decides. */
export type SignInState =
  | { readonly step: 'idle'; readonly fault: SignInFault | null }
  | { readonly step: 'busy'; readonly request: SignInRequest }
  | { readonly step: 'asking'; readonly request: SignInRequest }
  | { readonly step: 'done'; readonly session: Session }

export type SignInEvent =
  | { readonly type: 'submit'; readonly request: SignInRequest }
  | { readonly type: 'answer'; readonly answer: Result<SignInAnswer, ApiFailure> }
  | { readonly type: 'take-over' }
  | { readonly type: 'cancel' }

export const idle: SignInState = { step: 'idle', fault: null }

const answered = (request: SignInRequest, answer: Result<SignInAnswer, ApiFailure>): SignInState => {
  if (!answer.ok) return { step: 'idle', fault: { reason: answer.reason, field: null, retryAfterMs: null } }
  if (answer.value.ok) return { step: 'done', session: answer.value.session }
  const { reason, field, retryAfterMs } = answer.value
  if (reason === 'connected') return { step: 'asking', request }
  return { step: 'idle', fault: { reason, field, retryAfterMs } }
}

/** The next step; an event that does not fit changes nothing. */
export function nextSignIn(state: SignInState, event: SignInEvent): SignInState {
  switch (event.type) {
    case 'submit':
      return state.step === 'idle' ? { step: 'busy', request: event.request } : state
    case 'answer':
      return state.step === 'busy' ? answered(state.request, event.answer) : state
    case 'take-over':
      return state.step === 'asking' ? { step: 'busy', request: { ...state.request, takeOver: true } } : state
    case 'cancel':
      return state.step === 'asking' ? idle : state
  }
}
