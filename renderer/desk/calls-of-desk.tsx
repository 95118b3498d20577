import type { ReactNode } from 'react'
import type { Disposer } from '#shared/kit/disposable.ts'
import { createRecordingApi } from '../recording/recording-api.ts'
import { RecordingButton } from '../recording/recording-button.tsx'
import { PromiseCallback } from '../telephony/calls/promise-callback.tsx'
import { DialButton } from '../telephony/dial-button.tsx'
import type { Desk } from './open-desk.ts'

/** Tells whenever a call began, changed or ended: of the seat's own, for a lead of any in the hall (each moves the day's figures). */
export const watchCalls =
  ({ session, calls, link }: Pick<Desk, 'session' | 'calls' | 'link'>) =>
  (listener: () => void): Disposer =>
    session.role === 'lead' ? link.subscribe('wall-numbers', listener) : calls.subscribe(listener)

/** What stands beside a number anywhere on the desk; undefined: this window has no phone. */
export const diallerBeside = ({ phone }: Pick<Desk, 'phone'>): ((number: string) => ReactNode) | undefined =>
  phone ? (number) => <DialButton dialler={phone} number={number} /> : undefined

/** The player beside a call that was recorded. */
export function recordingBeside({ session, token }: Pick<Desk, 'session' | 'token'>) {
  const api = createRecordingApi({ fetch: (...request) => fetch(...request), token })
  const listener = { seat: session.seat, name: session.name, now: Date.now }
  return (callId: string, tabIndex: 0 | -1): ReactNode => (
    <RecordingButton api={api} callId={callId} listener={listener} tabIndex={tabIndex} />
  )
}

/** What stands beside the number of the call that is up, or was last. */
export const actsOfCaller =
  ({ phone, callbacks }: Pick<Desk, 'phone' | 'callbacks'>) =>
  ({ callId, number }: { readonly callId: string; readonly number: string }): ReactNode => (
    <>
      {phone && <DialButton dialler={phone} number={number} />}
      {callbacks && <PromiseCallback key={callId} desk={callbacks} callId={callId} now={Date.now} />}
    </>
  )
