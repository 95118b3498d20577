import type { PhoneCommand, PhoneSnapshot } from '#shared/contract/phone/phone-messages.ts'
import type { CommandName, CommandPayload } from '#shared/contract/socket/commands.ts'
import type { CommandRefusal } from '#shared/contract/socket/envelope.ts'
import type { WatchRow } from '#shared/contract/socket/topics.ts'
import { createDisposerList, type Disposer } from '#shared/kit/disposable.ts'
import type { MonitorMode } from '#shared/seat/monitor.rules.ts'
import { createMonitorStore, type MonitorStore, modeIn } from './monitor.store.ts'

type MonitorCommand = Extract<CommandName, `monitor.${string}`>

/** What became of a command; the ticket of `monitor.start`. */
export type MonitorAnswer =
  | { readonly ok: true; readonly ticket: string | null }
  | { readonly ok: false; readonly reason: CommandRefusal | 'expired' }

export interface MonitorPorts {
  /** The lead's own seat. */
  readonly own: string
  readonly subscribe: (listener: (rows: ReadonlyMap<string, WatchRow>) => void) => Disposer
  readonly send: <N extends MonitorCommand>(name: N, payload: CommandPayload<N>) => Promise<MonitorAnswer>
  readonly snapshot: () => PhoneSnapshot | null
  readonly onSnapshot: (listener: () => void) => Disposer
  readonly run: (command: PhoneCommand) => void
  /** The lead takes no calls of the queue while it listens. */
  readonly busy: () => void
}

/** What a lead sees and does of the calls of its seats. */
export interface MonitorDesk {
  readonly store: MonitorStore
  readonly own: string
  choose(seat: string | null): void
  /** Goes into the seat's call, or changes how it is in it. */
  enter(seat: string, mode: MonitorMode): void
  takeOver(seat: string): void
  endCall(seat: string): void
  leave(seat: string): void
  dismiss(): void
  readonly close: Disposer
}

/** Opens it. A lead who hangs up is out of the call; who is heard by nobody has the microphone shut too. */
export function openMonitorDesk(ports: MonitorPorts): MonitorDesk {
  const { own } = ports
  const store = createMonitorStore()
  const open = createDisposerList()
  /** The seat the phone was sent to; null: it was not, or has come back. */
  let sent: string | null = null
  let inside = false

  const shut = (mode: MonitorMode | null) => ports.run({ op: 'mute', on: mode === 'listen' })
  const ask = async <N extends MonitorCommand>(name: N, payload: CommandPayload<N>) => {
    const answer = await ports.send(name, payload)
    store.setState({ refusal: answer.ok ? null : answer.reason })
    return answer
  }
  const start = async (seat: string, mode: MonitorMode) => {
    const answer = await ask('monitor.start', { seat, mode })
    if (!answer.ok || answer.ticket === null) return
    ports.busy()
    shut(mode)
    sent = seat
    ports.run({ op: 'listen-in', target: seat, ticket: answer.ticket })
  }
  const change = async (seat: string, mode: MonitorMode) => {
    const answer = await ask('monitor.change', { seat, mode })
    if (answer.ok) shut(mode)
  }
  const leave = (seat: string) => {
    for (const leg of ports.snapshot()?.legs ?? [])
      if (leg.remote.number === seat && leg.state !== 'ended') ports.run({ op: 'hang-up', legId: leg.id })
    void ask('monitor.stop', { seat })
  }
  const look = () => {
    if (sent === null) return
    const up = ports.snapshot()?.legs.some(({ state, remote }) => state !== 'ended' && remote.number === sent) ?? false
    if (up) inside = true
    if (up || !inside) return
    const seat = sent
    sent = null
    inside = false
    shut(null)
    void ports.send('monitor.stop', { seat })
  }
  open.add(ports.subscribe((watch) => store.setState({ watch })))
  open.add(ports.onSnapshot(look))
  return {
    store,
    own,
    choose: (chosen) => store.setState({ chosen, refusal: null }),
    enter(seat, mode) {
      const now = modeIn(store.getState(), own, seat)
      if (now === mode) return
      void (now === null ? start(seat, mode) : change(seat, mode))
    },
    takeOver(seat) {
      // What is taken over is talked with.
      void ask('monitor.take-over', { seat }).then((answer) => answer.ok && shut(null))
    },
    endCall: (seat) => void ask('monitor.end-call', { seat }),
    leave,
    dismiss: () => store.setState({ refusal: null }),
    close: open.dispose,
  }
}
