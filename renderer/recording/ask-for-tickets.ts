import type { Leg } from '#shared/contract/phone/phone-messages.ts'
import type { CommandRefusal } from '#shared/contract/socket/envelope.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import { createRecordingStore, type RecordingStore } from './recording.store.ts'

/** What following the calls needs of the desk. */
export interface TicketPorts {
  readonly legs: () => readonly Leg[]
  /** The call of a leg as the backend knows it; null: not yet. */
  readonly callOf: (leg: Leg) => string | null
  /** Tells when legs, calls or the link have changed. */
  readonly onChange: (listener: () => void) => Disposer
  readonly ask: (
    callId: string,
  ) => Promise<
    { readonly ok: true; readonly ticket: string } | { readonly ok: false; reason: CommandRefusal | 'expired' }
  >
  readonly record: (legId: string, ticket: string) => void
}

const isTalking = ({ state, role }: Leg): boolean => state === 'established' && role === 'party'

/** Refusals that another try cannot change. */
const final: ReadonlySet<string> = new Set(['unavailable', 'forbidden', 'not-found'])

/** Gets a ticket for each party's leg as soon as its call is known, and gives it to the phone. A leg that became another call's gets a new one. */
export function askForTickets(ports: TicketPorts): { readonly store: RecordingStore; readonly close: Disposer } {
  const store = createRecordingStore()
  /** What each leg is recorded for, or is being asked for. */
  const asked = new Map<string, string>()
  let closed = false
  const ask = async (legId: string, callId: string): Promise<void> => {
    asked.set(legId, callId)
    const answer = await ports.ask(callId)
    if (closed || asked.get(legId) !== callId) return
    if (answer.ok) {
      store.setState({ noLeave: null })
      ports.record(legId, answer.ticket)
    } else if (final.has(answer.reason))
      store.setState({ noLeave: answer.reason === 'unavailable' ? 'off' : 'refused' })
    // The backend was away, or does not know yet that the call is answered: asked again with the next change.
    else asked.delete(legId)
  }
  const look = (): void => {
    const legs = ports.legs().filter(isTalking)
    for (const legId of asked.keys()) if (!legs.some(({ id }) => id === legId)) asked.delete(legId)
    for (const leg of legs) {
      const callId = ports.callOf(leg)
      if (callId === null || asked.get(leg.id) === callId) continue
      // The phone outlived the page and records already.
      if (!asked.has(leg.id) && leg.recording != null) asked.set(leg.id, callId)
      else void ask(leg.id, callId)
    }
  }
  const stop = ports.onChange(look)
  look()
  return {
    store,
    close() {
      closed = true
      stop()
    },
  }
}
