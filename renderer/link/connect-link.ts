import {
  type LinkOrder,
  type LinkReport,
  type LinkStatus,
  linkReportSchema,
} from '#shared/contract/link/worker-messages.ts'
import type { CommandName } from '#shared/contract/socket/commands.ts'
import { createEmitter } from '#shared/kit/emitter.ts'
import type { Link, LinkOutcome, SessionEnd, SettledCommand } from './link-types.ts'
import { nextFrame } from './next-frame.ts'
import { createTopicBoard } from './topic-board.ts'

/** The worker as the page sees it; a test gives its own. */
export interface LinkWorker {
  postMessage(order: LinkOrder, transfer?: Transferable[]): void
  listen(hear: (message: unknown) => void, failed: (error: unknown) => void): void
  terminate(): void
}

export interface ConnectOptions {
  /** Origin of the backend, e.g. `location.origin`. */
  readonly url: string
  readonly seat: string
  readonly token: string
  /** End of the token and the moment it was given out, both by the server's clock, ms. */
  readonly expiresAt: number
  readonly serverNow: number
  /** AES-256 key of the seat's journal, base64, as the session has it. */
  readonly journalKey: string
  /** Where the host of this page keeps the journal; without it, in this origin's private files. */
  readonly journalPort?: MessagePort
  /** A further window of the seat: no journal, no commands of its own. */
  readonly view?: boolean
  /** A listener threw. */
  readonly onError: (error: unknown) => void
  readonly startWorker?: () => LinkWorker
  readonly nextFrame?: (run: () => void) => void
}

type Numbered = Extract<LinkReport, { id: number }>
type Asking = Extract<LinkOrder, { id: number }>
/** `Omit` for each member of a union. */
type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never

function startWorker(): LinkWorker {
  const worker = new Worker(new URL('./worker/link-worker.ts', import.meta.url), { type: 'module', name: 'link' })
  return {
    postMessage: (order, transfer) => worker.postMessage(order, transfer ?? []),
    listen(hear, failed) {
      worker.onmessage = ({ data }) => hear(data)
      worker.onerror = failed
    },
    terminate: () => worker.terminate(),
  }
}

/** What is still being written when a link is closed has this long, ms. */
const closingMs = 1000

/** Starts the seat's link: a worker with socket, journal and outbox. One per page; `close` ends it. */
export function connectLink(options: ConnectOptions): Link {
  const worker = (options.startWorker ?? startWorker)()
  const settled = createEmitter<SettledCommand>(options.onError)
  const tokens = createEmitter<{ token: string; expiresAt: number }>(options.onError)
  const ends = createEmitter<SessionEnd>(options.onError)
  const statusChanges = createEmitter<void>(options.onError)
  const answers = new Map<number, (report: Numbered) => void>()
  let status: LinkStatus = { network: 'connecting', waiting: 0, journal: 'opening', refused: [] }
  let lastId = 0

  const ask = <T extends Numbered['type']>(order: WithoutId<Asking>, type: T) =>
    new Promise<Extract<Numbered, { type: T }>>((resolve, reject) => {
      lastId += 1
      answers.set(lastId, (report) => {
        if (report.type === type) resolve(report as Extract<Numbered, { type: T }>)
        else reject(new Error(`the link answered ${report.type} where ${type} was asked`))
      })
      worker.postMessage({ ...order, id: lastId })
    })
  const board = createTopicBoard({
    nextFrame: options.nextFrame ?? nextFrame,
    subscribe: (topic) => worker.postMessage({ type: 'subscribe', topic }),
    unsubscribe: (topic) => worker.postMessage({ type: 'unsubscribe', topic }),
  })

  const hear = (report: LinkReport): void => {
    switch (report.type) {
      case 'status':
        status = report.status
        statusChanges.emit()
        break
      case 'settled': {
        const { type: _, ...rest } = report
        settled.emit(rest)
        break
      }
      case 'rows':
        board.rows(report)
        break
      case 'topic-refused':
        board.refused(report.topic, report.reason)
        break
      case 'token':
        tokens.emit({ token: report.token, expiresAt: report.expiresAt })
        break
      case 'closing':
        ends.emit(report.reason)
        break
      case 'answer':
      case 'restored':
      case 'drafts':
        answers.get(report.id)?.(report)
        answers.delete(report.id)
    }
  }
  worker.listen((message) => hear(linkReportSchema.parse(message)), options.onError)
  const { url, seat, token, expiresAt, serverNow, journalKey } = options
  const { journalPort, view = false } = options
  const journal = view ? 'none' : journalPort ? 'host' : 'opfs'
  const order = { type: 'open', url, seat, token, expiresAt, serverNow, journalKey, journal, view } as const
  worker.postMessage(order, journalPort ? [journalPort] : undefined)

  return {
    async command<N extends CommandName>(name: N, payload: unknown) {
      const { outcome } = await ask({ type: 'command', name, payload }, 'answer')
      // The server has parsed the result with this command's schema.
      return outcome as LinkOutcome<N>
    },
    onSettled: settled.on,
    subscribe: board.subscribe,
    status: { get: () => status, subscribe: (listener) => statusChanges.on(listener) },
    onToken: tokens.on,
    onEnd: ends.on,
    renew: (next, until) => worker.postMessage({ type: 'token', token: next, expiresAt: until }),
    dismiss: (key) => worker.postMessage({ type: 'dismiss', key }),
    async edit(edit) {
      const { outcome } = await ask({ type: 'edit', ...edit }, 'answer')
      return outcome.ok && outcome.stored
    },
    leave: (draftId) => worker.postMessage({ type: 'leave', draftId }),
    here: (here) => worker.postMessage({ type: 'here', here }),
    async restore(draftId) {
      const { matter, person } = await ask({ type: 'restore', draftId }, 'restored')
      return { matter, person }
    },
    drafts: async () => (await ask({ type: 'drafts' }, 'drafts')).drafts,
    close() {
      worker.postMessage({ type: 'close' })
      setTimeout(() => worker.terminate(), closingMs)
    },
  }
}
