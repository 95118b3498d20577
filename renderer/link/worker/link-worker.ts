import '#shared/contract/no-eval.ts'
import { mergeUpdates } from 'yjs'
import { type LinkOrder, type LinkReport, linkOrderSchema } from '#shared/contract/link/worker-messages.ts'
import { fromBase64 } from '#shared/link/base64.ts'
import { createHostJournal } from './host-journal.ts'
import { createLinkCore, type LinkCore } from './link-core.ts'
import type { JournalOpening } from './link-ports.ts'
import { openOpfsJournal } from './opfs-journal.ts'
import { createSocket } from './socket.ts'

/** The link's dedicated worker: socket, journal, outbox and topics of one seat. It hears `LinkOrder` and says `LinkReport`. */
let core: LinkCore | undefined

const clock = {
  now: () => Date.now(),
  after(ms: number, run: () => void) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

/** Opens the journal where the order says it is. */
function journalOf(
  order: Extract<LinkOrder, { type: 'open' }>,
  port: MessagePort | undefined,
): () => Promise<JournalOpening> {
  if (order.journal === 'none') return async () => ({ ok: false, reason: 'no-store' })
  const key = fromBase64(order.journalKey) ?? new Uint8Array()
  if (order.journal === 'opfs' || !port) return () => openOpfsJournal(order.seat, key)
  const open = createHostJournal(port)
  return () => open(order.seat, order.journalKey)
}

self.addEventListener('message', (event: MessageEvent<unknown>) => {
  const parsed = linkOrderSchema.safeParse(event.data)
  if (!parsed.success) throw new Error(`not an order of the link: ${parsed.error.issues[0]?.path.join('.')}`)
  const order = parsed.data
  if (order.type === 'close') return void core?.close().then(() => self.close())
  if (order.type !== 'open') return core?.order(order)
  const open = journalOf(order, event.ports[0])
  core ??= createLinkCore(order, {
    clock,
    random: Math.random,
    newId: () => crypto.randomUUID(),
    socket: (events) => createSocket(order, events),
    openJournal: open,
    merge: (updates) => mergeUpdates([...updates]),
    tell: (report: LinkReport) => self.postMessage(report),
  })
})
self.addEventListener('online', () => core?.nudge())
