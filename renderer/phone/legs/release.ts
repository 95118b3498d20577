import { Invitation, Inviter, type Session, SessionState } from 'sip.js'

/** Ends a session by the message its state asks for (RFC 3261 9, 15): CANCEL, a refusal, or BYE. Does nothing to one that is over. */
export async function release(session: Session): Promise<void> {
  // Answered, and the answer is being applied: it is too late for a CANCEL, and a BYE goes after the ACK.
  if (session instanceof Inviter && session.state === SessionState.Establishing && session.dialog)
    await nextStateOf(session)
  if (session.state === SessionState.Established) {
    await session.bye()
    return
  }
  const begun = session.state === SessionState.Initial || session.state === SessionState.Establishing
  if (!begun) return
  if (session instanceof Inviter) await session.cancel()
  if (session instanceof Invitation) await session.reject({ statusCode: 480 })
}

const nextStateOf = (session: Session): Promise<void> =>
  new Promise((resolve) => session.stateChange.addListener(() => resolve(), { once: true }))
