import { createDisposerList, type Disposer } from '#shared/kit/disposable.ts'
import type { PhoneClient } from '../../bridge/phone-client.ts'
import type { Link } from '../../link/link-types.ts'
import { askForTickets } from '../../recording/ask-for-tickets.ts'
import type { RecordingStore } from '../../recording/recording.store.ts'
import type { SeatStore } from '../../seat/seat.store.ts'
import type { CallStore } from '../../telephony/call.store.ts'
import { callOfLeg } from '../report-quality.ts'

interface Sources {
  readonly link: Pick<Link, 'command' | 'status'>
  readonly client: Pick<PhoneClient, 'snapshot' | 'onSnapshot' | 'send'>
  readonly calls: CallStore
  readonly seat: SeatStore
  /** WebSocket address of the backend's sound socket. */
  readonly soundUrl: string
}

/** Records every party of the seat's calls that the backend gives leave for. */
export function recordingOfDesk(sources: Sources, keep: (disposer: Disposer) => void): RecordingStore {
  const { link, client, calls, seat, soundUrl } = sources
  const legs = () => client.snapshot()?.legs ?? []
  const { store, close } = askForTickets({
    legs,
    callOf(leg) {
      const known = { calls: calls.getState().rows, seat: seat.getState().row }
      return callOfLeg(leg, legs().filter(({ state }) => state === 'established').length === 1, known)
    },
    onChange(listener) {
      const stops = createDisposerList()
      stops.add(client.onSnapshot(listener))
      stops.add(calls.subscribe(listener))
      stops.add(link.status.subscribe(listener))
      return stops.dispose
    },
    async ask(callId) {
      const outcome = await link.command('recording.ticket', { callId })
      if (!outcome.ok) return { ok: false, reason: outcome.reason }
      return outcome.result ? { ok: true, ticket: outcome.result.ticket } : { ok: false, reason: 'expired' }
    },
    // What became of it is in the phone's snapshot.
    record: (legId, ticket) => void client.send({ op: 'record', legId, url: soundUrl, ticket }),
  })
  keep(close)
  return store
}

/** The address of the sound socket at the backend's origin. */
export function soundUrlOf(backend: string): string {
  const url = new URL('/sound', backend)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  return url.href
}
