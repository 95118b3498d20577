import type { SpeechSegment } from '#shared/contract/speech.schema.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import type { SurveyOutcome } from '#shared/survey/survey-outcome.ts'
import { openHelper } from './app-assistant.ts'
import { type Base, openBase } from './app-base.ts'
import { createCameWith } from './app-call-data.ts'
import { openCallbacks } from './app-callbacks.ts'
import { type Calls, openCalls, showCalls } from './app-calls.ts'
import { type Directory, openDirectory } from './app-directory.ts'
import { openElements } from './app-elements.ts'
import { type Enterprises, openEnterprises } from './app-enterprises.ts'
import { openMessages } from './app-messages.ts'
import { type Monitoring, openMonitoring } from './app-monitor.ts'
import { openNotices } from './app-notices.ts'
import type { AppOptions } from './app-options.ts'
import { openRecordings } from './app-recording.ts'
import { openSeats, type Seats, watchSeats } from './app-seats.ts'
import { openSessions, type Sessions } from './app-sessions.ts'
import { createSharing } from './app-sharing.ts'
import { openSip, originsOf } from './app-sip.ts'
import { createSummaryOf, createWrittenBy } from './app-summary.ts'
import { openSurveysOf } from './app-survey.ts'
import { openTickets, type Tickets } from './app-tickets.ts'
import { createDayRoutes } from './day/day.routes.ts'
import { createWebServer, type WebServer } from './http/web-server.ts'
import { createLink } from './link/create-link.ts'
import { idempotencyRepository } from './link/idempotency.repository.ts'
import type { Link, LinkNote } from './link/link-options.ts'
import type { CommandHandlers } from './ports/command.ts'
import type { Route } from './ports/routes.ts'
import type { TopicSources } from './ports/topics.ts'
import type { UploadRoute } from './ports/upload-route.ts'
import { seatHandlers } from './seat/seat.handlers.ts'
import { randomId } from './system-clock.ts'
import type { CallLog } from './telephony/call-log.ts'
import { callQualityHandlers } from './telephony/call-quality.handlers.ts'
import { openDialogKeeper } from './telephony/dialog-keeper.ts'

/** The running backend. */
export interface App {
  readonly port: number
  /** How many seats could be offered a call now; the listener hears of each change, and of desks and phones that come or go. */
  readySeats(): number
  onReadySeats(listener: () => void): Disposer
  /** Whether the seat's desk is there, and the instances of the phones registered for it. */
  atSeat(seat: string): { desk: boolean; phones: readonly (string | null)[] }
  /** Lines a speech engine (or the sandbox's script) heard. */
  hear(segment: SpeechSegment): void
  /** What the survey came to that the citizen of this call to it was sent to. */
  surveyed(sipCallId: string, outcome: SurveyOutcome): void
  /** A line for the log; no numbers, names or secrets. */
  note(event: string, fields: Readonly<Record<string, string | number | boolean>>): void
  /** Sockets first, then calls and seats, the database last; everything acknowledged is written. */
  close(): Promise<void>
}

/** Starts the whole backend; when it resolves, it can be used. What was opened is closed again when it fails. */
export async function startApp(options: AppOptions): Promise<App> {
  const open: (() => unknown)[] = []
  const close = async () => {
    for (const end of open.splice(0).reverse()) await end()
  }
  try {
    return { ...(await openAll(options, open)), close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Opens part after part; `open` gets what closes each. */
async function openAll(options: AppOptions, open: (() => unknown)[]): Promise<Omit<App, 'close'>> {
  const base = await openBase(options)
  open.push(base.storage.close)
  const known = await openSeats(base)
  open.push(known.states.settled)
  const keeper = await openDialogKeeper(base.storage, base.onError('dialogs'))
  const log = await openCalls(base, known, keeper)
  const seats = watchSeats(base, known)
  open.push(seats.close)
  const onMoved = (seat: string) => calls.rows.refresh(seat)
  const { monitoring, tickets, enterprises } = await openWriting(base, open, { log, seats, onMoved })
  const summaryOf = createSummaryOf({
    demandOf: tickets.drafts.ofCall,
    talkOf: (callId) => helper.assistant.linesOf(callId),
  })
  const calls = await showCalls(base, seats, {
    log,
    historyOf: async (number) => ({ ...(await tickets.historyOf(number)), firm: await enterprises.ofCaller(number) }),
    summaryOf,
    writtenBy: createWrittenBy(tickets.drafts.ofSeat),
    cameWith: createCameWith(base.storage.db, tickets.drafts.words),
  })
  open.push(calls.close)
  const recordings = openRecordings(base)
  const callbacks = await openCallbacks(base, log, recordings.recorded)
  open.push(callbacks.close)
  const sessions = await openSessions(base, seats)
  const directory = openDirectory(base, seats, log)
  open.push(directory.close)
  const helper = openHelper(base, { log, areaOfCall: tickets.areaOfCall })
  open.push(helper.close)
  const day = { routes: createDayRoutes(base.storage.db) }
  const web = openWeb(base, sessions, [tickets, enterprises, callbacks, helper, recordings, day])
  open.push(web.close)
  open.push(recordings.listen(web.server))
  const surveys = openSurveysOf(base, log)
  open.push(surveys.stored)
  const { admit } = monitoring.monitors
  const sip = openSip(base, seats, { server: web.server, log, keeper, surveys, tickets, admitMonitor: admit })
  open.push(sip.close)
  open.push(await openElements(base, sip))
  const notices = openNotices(base, seats, { callbacks: callbacks.passing, drafts: tickets.passing })
  const handlers = {
    ...seatHandlers({ states: seats.states, sessions: sessions.keeper }),
    ...monitoring.handlers,
    ...callQualityHandlers(),
    ...tickets.handlers,
    ...enterprises.handlers,
    ...callbacks.handlers,
    ...helper.assistant.handlers,
    ...directory.handlers,
    ...notices.handlers,
    ...recordings.handlers,
  }
  const link = openLink(base, {
    sessions,
    web,
    handlers,
    here: tickets.here,
    sources: {
      ...sourcesOf(calls, tickets, monitoring),
      ...callbacks.topics,
      ...directory.topics,
      ...notices.topics,
      ...helper.assistant.topics,
    },
  })
  open.push(link.close)
  open.push(
    link.onPresence(({ seat, connected }) => {
      seats.presence.desk(seat, connected)
      if (!connected) tickets.gone(seat)
    }),
  )
  base.late.port = await web.listen(options.address, options.port)
  base.log.info({ port: base.late.port }, 'listening')
  return {
    port: base.late.port,
    readySeats: () => seats.roster.ready().length,
    onReadySeats: seats.roster.onChange,
    atSeat: (seat) => ({
      desk: seats.states.standing(seat)?.desk === 'here',
      phones: sip.edge.registrations().find(({ user }) => user === seat)?.instances ?? [],
    }),
    hear: hearing(base, helper),
    surveyed: surveys.settled,
    note: (event, fields) => base.log.info(fields, event),
  }
}

/** Takes what a speech engine heard; what is refused is in the log. */
function hearing({ log }: Base, { assistant }: ReturnType<typeof openHelper>): App['hear'] {
  return (segment) => {
    const taken = assistant.intake.accept(segment)
    if (!taken.ok) log.warn({ reason: taken.reason }, 'speech refused')
  }
}

/** Leads in calls, and the tickets of calls, written by who is in them. */
async function openWriting(
  base: Base,
  open: (() => unknown)[],
  { log, seats, onMoved }: { log: CallLog; seats: Seats; onMoved: (seat: string) => void },
): Promise<{ monitoring: Monitoring; tickets: Tickets; enterprises: Enterprises }> {
  const monitoring = openMonitoring(base, seats, log)
  open.push(monitoring.close)
  const sharing = createSharing(base, { log, seats, monitors: monitoring.monitors })
  open.push(sharing.close)
  const { accounts } = seats
  const messages = openMessages(base)
  open.push(messages.close)
  const enterprises = await openEnterprises(base)
  const tickets = openTickets(base, {
    texts: messages.texts,
    unitTexts: messages.unitTexts,
    firmOfNumber: enterprises.firmOfNumber,
    sharing,
    onMoved,
    nameOf: (seat) => accounts.get(seat)?.name ?? seat,
    contacts: {
      unitOf: (seat) => accounts.get(seat)?.unit ?? null,
      directs: (seat) => base.options.directDispatch?.includes(seat) ?? false,
      contactsOf: (unit) => [...accounts.values()].filter((one) => one.unit === unit).map(({ seat }) => seat),
    },
  })
  open.push(tickets.close)
  return { monitoring, tickets, enterprises }
}

function openWeb(
  base: Base,
  sessions: Sessions,
  parts: readonly { readonly routes: readonly Route[]; readonly uploads?: readonly UploadRoute[] }[],
): WebServer {
  const { options } = base
  return createWebServer({
    root: options.pages,
    hostNames: options.hostNames,
    publicRoutes: [...sessions.routes, ...(options.sandbox?.publicRoutes ?? [])],
    routes: parts.flatMap(({ routes }) => routes),
    uploads: parts.flatMap(({ uploads }) => uploads ?? []),
    gate: sessions.keeper,
    now: base.clock.now,
    metrics: base.metrics.text,
    trustProxy: options.trustProxy,
    edges: (port) => options.line(port).edges,
    onError: (error, route) => base.onError(`http ${route}`)(error),
  })
}

function sourcesOf(
  calls: Calls,
  tickets: Tickets,
  { topics }: Monitoring,
): Omit<
  TopicSources,
  'notices' | 'handovers' | 'phrases' | 'callbacks' | 'transcript' | 'suggestions' | keyof Directory['topics']
> {
  return {
    seat: calls.seatTopics.seat,
    calls: calls.rows.calls,
    ...tickets.topics,
    monitors: topics.monitors,
    'wall-watch': topics.watch,
    'wall-queues': calls.wall.queues,
    'wall-waiting': calls.wall.waiting,
    'wall-seats': calls.seatTopics.wallSeats,
    'wall-numbers': calls.wall.numbers,
  }
}

function openLink(
  base: Base,
  parts: {
    sessions: Sessions
    web: WebServer
    handlers: CommandHandlers
    sources: TopicSources
    here: Tickets['here']
  },
): Link {
  const link = createLink({
    httpServer: parts.web.server,
    handlers: parts.handlers,
    sources: parts.sources,
    storage: base.storage,
    idempotency: idempotencyRepository,
    sessions: parts.sessions.keeper,
    origins: () => originsOf(base),
    clock: base.clock,
    newId: randomId,
    note: (note) => noteLink(base, note),
    here: parts.here,
  })
  base.late.link = link
  return link
}

function noteLink({ log, metrics, onError }: Base, note: LinkNote): void {
  if (note.type === 'error') onError(`link ${note.where}`)(note.error)
  else if (note.type === 'command') metrics.command(note.name, note.outcome, note.ms)
  else {
    if (note.type === 'refused') metrics.refusedSocket(note.why)
    log.info(note, 'link')
  }
}
