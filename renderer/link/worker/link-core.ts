import type { LinkOrder, LinkReport, LinkStatus } from '#shared/contract/link/worker-messages.ts'
import { socketEvents } from '#shared/contract/socket/envelope.ts'
import type { Clock, NewId } from '#shared/kit/clock.ts'
import { fromBase64, toBase64 } from '#shared/link/base64.ts'
import { createCommandDesk } from './command-desk.ts'
import { createCommandOrders } from './command-orders.ts'
import { outboxEntries } from './desk-journal.rules.ts'
import { createDraftOrders } from './draft-orders.ts'
import { createEditDesk } from './edit-desk.ts'
import { createJournalKeeper, type JournalKeeper } from './journal-keeper.ts'
import type { JournalOpening, SocketEvents, SocketPort } from './link-ports.ts'
import { createSessionDesk, type SessionDesk } from './session-desk.ts'
import { createTopicDesk } from './topic-desk.ts'

export interface CorePorts {
  readonly clock: Clock
  readonly random: () => number
  readonly newId: NewId
  socket(events: SocketEvents): SocketPort
  openJournal(): Promise<JournalOpening>
  merge(updates: readonly Uint8Array[]): Uint8Array
  tell(report: LinkReport): void
}

/** The link of one seat, apart from where it runs. */
export interface LinkCore {
  order(order: Exclude<LinkOrder, { type: 'open' | 'close' }>): void
  /** The network is said to be back. */
  nudge(): void
  /** Resolves when all that was recorded is on disk and the journal is free for another. */
  close(): Promise<void>
}

/** Wires journal, outbox, topics and session of a seat, and connects. */
export function createLinkCore(open: Extract<LinkOrder, { type: 'open' }>, ports: CorePorts): LinkCore {
  const { clock, tell } = ports
  const merge = (updates: readonly string[]) =>
    toBase64(ports.merge(updates.map((update) => fromBase64(update) ?? new Uint8Array())))
  const report = () => tellStatus(keeper, session)
  const tellStatus = statusReporter(tell)

  const socket = ports.socket({
    up() {
      session.up()
      outbox.up()
      topics.up()
    },
    down(refused) {
      outbox.down()
      topics.down()
      session.down(refused)
    },
    topic: (frame) => topics.frame(frame),
    closing: (notice) => session.closing(notice),
  })
  const topics = createTopicDesk({ ...ports, socket })
  const outbox = createCommandDesk({ ...ports, socket, settled: (entry, outcome) => commands.settled(entry, outcome) })
  const session = createSessionDesk(
    { ...ports, socket, changed: () => report(), renew: () => commands.renew() },
    open.serverNow - clock.now(),
  )
  const keeper: JournalKeeper = createJournalKeeper({
    clock,
    open: ports.openJournal,
    merge,
    changed(found) {
      if (found) outbox.restore(outboxEntries(keeper.desk))
      edits.poke()
      report()
    },
  })
  const edits = createEditDesk({ ...ports, keeper, ready: (command) => commands.enqueue(command) })
  const commands = createCommandOrders({ ...ports, keeper, outbox, edits, report })
  const drafts = createDraftOrders({ keeper, edits, merge, tell, report })
  session.token(open.token, open.expiresAt)
  report()

  return {
    nudge: () => session.nudge(),
    async close() {
      for (const part of [session, outbox, topics, edits]) part.close()
      await keeper.close()
    },
    order(order) {
      switch (order.type) {
        case 'command':
          void commands.command(order)
          break
        case 'edit':
          void drafts.edit(order)
          break
        case 'leave':
          drafts.leave(order.draftId)
          break
        case 'here':
          socket.say(socketEvents.here, order.here)
          break
        case 'restore':
          void drafts.restore(order)
          break
        case 'drafts':
          void drafts.drafts(order)
          break
        case 'subscribe':
          topics.subscribe(order.topic)
          break
        case 'unsubscribe':
          topics.unsubscribe(order.topic)
          break
        case 'token':
          session.token(order.token, order.expiresAt)
          break
        case 'dismiss':
          void keeper.record([{ t: 'dismissed', key: order.key }])
          report()
      }
    },
  }
}

/** Tells the status when it is another than last time. */
function statusReporter(tell: (report: LinkReport) => void) {
  let told = ''
  return ({ desk, state }: JournalKeeper, { network }: SessionDesk): void => {
    const unsent = [...desk.docs.values()].filter(({ pending }) => pending.length > 0).length
    const waiting = desk.commands.length + unsent
    const status: LinkStatus = { network, waiting, journal: state, refused: [...desk.refused] }
    const text = JSON.stringify(status)
    if (text === told) return
    told = text
    tell({ type: 'status', status })
  }
}
