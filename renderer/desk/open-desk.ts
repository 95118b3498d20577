import type { Session } from '#shared/contract/rest/sign-in.schema.ts'
import { createDisposerList, type Disposer } from '#shared/kit/disposable.ts'
import type { ReachPurpose } from '#shared/telephony/reach.machine.ts'
import type { DirectoryDesk } from '../directory/directory-desk.ts'
import type { HandoverDesk } from '../handover/handover-desk.ts'
import type { Link } from '../link/link-types.ts'
import { type NoticeDesk, openNoticeDesk } from '../notice/notice-desk.ts'
import type { RecordingStore } from '../recording/recording.store.ts'
import { createSeatStore, type SeatStore, takeSeatRow } from '../seat/seat.store.ts'
import { createSeatActs, type SeatActs, type SendSeatCommand } from '../seat/seat-commands.ts'
import { type CallStore, createCallStore, takeCallRows } from '../telephony/call.store.ts'
import { type CallbackDesk, openCallbackDesk } from '../telephony/calls/callback-desk.ts'
import type { HearLevels } from '../telephony/level-meter.tsx'
import { createPhoneStore, type PhoneStore, setRingBlocked, takeSnapshot } from '../telephony/phone.store.ts'
import { createPhoneActs, type PhoneActs } from '../telephony/phone-acts.ts'
import { createRinger, type Ringer } from '../telephony/ringer.ts'
import { openSoundDesk, type SoundDesk, type SoundKeeper } from '../telephony/sound/sound-desk.ts'
import { openTicketDesk, type TicketDesk } from '../ticket/ticket-desk.ts'
import { type CurrentCallStore, followCurrentCall } from './current-call.store.ts'
import { bringIn } from './directory/bring-in.ts'
import { directoryOfDesk } from './directory/directory-of-desk.ts'
import { handoverOfDesk } from './handover-of-desk.ts'
import { type MonitoringDesk, monitorOfDesk } from './monitor/monitor-of-desk.ts'
import type { OpenPhone } from './page-phone.ts'
import { recordingOfDesk } from './recording/recording-of-desk.ts'
import { callOfLeg } from './report-quality.ts'
import { ticketPorts } from './ticket/ticket-ports.ts'

/** Everything one signed-in desk has; made when a session begins, closed when it ends. */
export interface Desk {
  readonly session: Session
  readonly link: Link
  readonly seat: SeatStore
  readonly seatActs: SeatActs
  readonly calls: CallStore
  /** null: a seat that takes no calls. */
  readonly phone: DeskPhone | null
  readonly currentCall: CurrentCallStore
  /** null: a role that makes no callbacks. */
  readonly callbacks: CallbackDesk | null
  /** null: a role that writes no tickets. */
  readonly tickets: TicketDesk | null
  /** null: a seat that takes no calls. */
  readonly monitoring: MonitoringDesk | null
  /** Who can be brought into a call; null: a seat that takes no calls. */
  readonly directory: DirectoryDesk | null
  /** Whether calls are recorded; null: a seat that takes no calls. */
  readonly recording: RecordingStore | null
  readonly notices: NoticeDesk
  /** null: a role that writes no tickets. */
  readonly handover: HandoverDesk | null
  /** A further window of the seat: pages alone, without phone and tickets of its own. */
  readonly view: boolean
  /** The session's token of the moment, for pages that ask by REST. */
  token(): string
  readonly close: Disposer
}

/** The phone as the desk sees it. */
export interface DeskPhone {
  readonly store: PhoneStore
  readonly acts: PhoneActs
  readonly hear: HearLevels
  readonly ringer: Ringer
  readonly sound: SoundDesk
  /** A press of a person: the ring and the phone's sound may start. */
  turnOnSound(): void
}

export interface DeskParts {
  readonly link: Link
  /** A further window of the seat: it looks on. */
  readonly view: boolean
  /** null: the session has no line, or this window no phone. */
  readonly phone: OpenPhone | null
  readonly now: () => number
  readonly makeAudioContext: () => AudioContext
  /** WebSocket address of the backend's sound socket. */
  readonly soundUrl: string
  /** Where this seat's choice of devices is kept. */
  readonly soundKeeper: SoundKeeper
  /** Runs when the page has nothing better to do. */
  readonly whenIdle: (run: () => void) => void
}

/** What the phone's calls are known by. */
interface Known {
  readonly calls: CallStore
  readonly seat: SeatStore
}

interface PhoneSurroundings {
  readonly known: Known
  readonly keep: (disposer: Disposer) => void
  /** Asks the person whom to bring into the call. */
  readonly openDirectory: (purpose: ReachPurpose) => void
}

const phoneOf = ({ client }: OpenPhone, parts: DeskParts, around: PhoneSurroundings): DeskPhone => {
  const { keep, openDirectory, known } = around
  const store = createPhoneStore()
  const first = client.snapshot()
  if (first) takeSnapshot(store, first)
  keep(client.onSnapshot((snapshot) => takeSnapshot(store, snapshot)))
  const acts = createPhoneActs({ store, send: client.send, openDirectory })
  const ringer = createRinger(parts.makeAudioContext, (blocked) => setRingBlocked(store, blocked))
  keep(ringer.close)
  const sound = openSoundDesk({
    client,
    ringer,
    keeper: parts.soundKeeper,
    whenIdle: parts.whenIdle,
    onEnded(leg, quality) {
      const alone = (client.snapshot()?.legs.length ?? 0) === 1
      const callId = callOfLeg(leg, alone, { calls: known.calls.getState().rows, seat: known.seat.getState().row })
      if (callId !== null) void parts.link.command('call.quality', { callId, ...quality })
    },
  })
  keep(sound.close)
  return {
    store,
    acts,
    hear: client.onLevels,
    ringer,
    sound,
    turnOnSound() {
      ringer.unlock()
      acts.startSound()
    },
  }
}

const callsBack = ({ role }: Session): boolean => role === 'agent' || role === 'lead'
const writesTickets = ({ role }: Session): boolean => role === 'agent' || role === 'lead'
const joinsTickets = (session: Session): boolean => writesTickets(session) || session.role === 'expert'

/** The drafts of the seat, told which call is up. */
const ticketsOf = (
  link: Link,
  session: Session,
  current: CurrentCallStore,
  keep: (disposer: Disposer) => void,
): TicketDesk => {
  const tickets = openTicketDesk(ticketPorts(link, session.seat, writesTickets(session)))
  keep(tickets.close)
  let told: string | null = null
  const tell = () => {
    const now = current.getState().call
    // Who is only consulted writes no ticket of its own.
    const call = now?.about === null ? now : null
    if ((call?.callId ?? null) === told) return
    told = call?.callId ?? null
    tickets.setCall(call && { callId: call.callId, number: call.number })
  }
  keep(current.subscribe(tell))
  tell()
  return tickets
}

/** Opens a desk for a session: subscribes to what it shows, and starts to act. */
export function openDesk(session: Session, parts: DeskParts): Desk {
  const { link } = parts
  const open = createDisposerList()
  open.add(link.close)
  let token = session.token
  open.add(
    link.onToken((renewed) => {
      token = renewed.token
    }),
  )
  const seat = createSeatStore(session.serverNow - parts.now())
  const calls = createCallStore()
  open.add(
    link.subscribe('seat', ({ set }) => {
      for (const [, row] of set) takeSeatRow(seat, row, parts.now())
    }),
  )
  open.add(link.subscribe('calls', ({ rows }) => takeCallRows(calls, rows)))
  if (parts.phone) open.add(parts.phone.close)
  // Phone and directory need each other: the phone's buttons ask the directory, its list goes with the phone's last call.
  const openDirectory = (purpose: ReachPurpose) =>
    directory?.openPanel({ purpose, onChoose: (choice) => phone && bringIn(phone, purpose, choice) })
  const phone = parts.phone
    ? phoneOf(parts.phone, parts, { known: { calls, seat }, keep: open.add, openDirectory })
    : null
  const current = followCurrentCall({ phone: phone?.store ?? createPhoneStore(), calls, seat })
  open.add(current.stop)
  const callbacks = callsBack(session)
    ? openCallbackDesk({ link, dialler: phone, seat: session.seat, aheadMs: () => seat.getState().aheadMs })
    : null
  if (callbacks) open.add(callbacks.close)
  const send: SendSeatCommand = (name, payload) =>
    name === 'seat.not-ready' ? link.command(name, { reason: payload.reason ?? 'rest' }) : link.command(name, {})
  const seatActs = createSeatActs(seat, send)
  const monitoring = phone && monitorOfDesk({ link, session, phone, seat, seatActs }, open.add)
  const recording =
    parts.phone &&
    recordingOfDesk({ link, client: parts.phone.client, calls, seat, soundUrl: parts.soundUrl }, open.add)
  const tickets = joinsTickets(session) && !parts.view ? ticketsOf(link, session, current.store, open.add) : null
  const directory = phone && directoryOfDesk({ link, session, phone: phone.store, seat, tickets }, open.add)
  const notices = openNoticeDesk({
    link,
    publishes: session.role === 'lead' || session.role === 'supervisor',
    aheadMs: () => seat.getState().aheadMs,
  })
  open.add(notices.close)
  const handover = handoverOfDesk({ link, session, callbacks, calls, seat }, open.add)
  return {
    session,
    link,
    seat,
    seatActs,
    monitoring,
    recording,
    calls,
    phone,
    currentCall: current.store,
    callbacks,
    view: parts.view,
    tickets,
    directory,
    notices,
    handover,
    token: () => token,
    close: open.dispose,
  }
}
