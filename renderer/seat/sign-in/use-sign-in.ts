import { useEffect, useReducer } from 'react'
import type { Session, SignInRequest } from '#shared/contract/rest/sign-in.schema.ts'
import { idle, nextSignIn, type SignInState } from './sign-in.machine.ts'
import type { SignInApi } from './sign-in-api.ts'

/** Runs a sign-in: asks the backend while busy, hands the session over when done. */
export function useSignIn(api: SignInApi, onSession: (session: Session) => void, first: SignInRequest | null) {
  const start: SignInState = first ? { step: 'busy', request: first } : idle
  const [state, dispatch] = useReducer(nextSignIn, start)
  const request = state.step === 'busy' ? state.request : null
  useEffect(() => {
    if (!request) return
    let wanted = true
    void api.signIn(request).then((answer) => {
      if (wanted) dispatch({ type: 'answer', answer })
    })
    return () => {
      wanted = false
    }
  }, [api, request])
  const session = state.step === 'done' ? state.session : null
  useEffect(() => {
    if (session) onSession(session)
  }, [session, onSession])
  return { state, dispatch }
}
