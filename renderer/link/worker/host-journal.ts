import { type JournalReply, type JournalRequest, journalReplySchema } from '#shared/contract/link/journal-port.ts'
import type { JournalOpening } from './link-ports.ts'

/** `Omit` for each member of a union. */
type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never

function asker(port: MessagePort) {
  const waiting = new Map<number, (reply: JournalReply) => void>()
  let lastId = 0
  port.onmessage = ({ data }: MessageEvent<unknown>) => {
    const reply = journalReplySchema.parse(data)
    waiting.get(reply.id)?.(reply)
    waiting.delete(reply.id)
  }
  return (request: WithoutId<JournalRequest>): Promise<JournalReply> =>
    new Promise((resolve) => {
      lastId += 1
      waiting.set(lastId, resolve)
      port.postMessage({ ...request, id: lastId })
    })
}

/** Opens the seat's journal at the page's host, which seals it and writes it through. One journal a port; a `busy` one may be asked for again. */
export function createHostJournal(port: MessagePort): (seat: string, key: string) => Promise<JournalOpening> {
  const ask = asker(port)
  return async (seat, key) => {
    const opened = await ask({ op: 'open', seat, key })
    if (opened.kind !== 'opened')
      return { ok: false, reason: opened.kind === 'not-opened' ? opened.reason : 'no-store' }
    let { size } = opened
    const write = async (request: WithoutId<Extract<JournalRequest, { records: unknown }>>): Promise<void> => {
      const reply = await ask(request)
      if (reply.kind !== 'done') throw new Error('the disk did not take the records')
      size = reply.size
    }
    return {
      ok: true,
      journal: {
        found: opened.found,
        torn: opened.torn,
        get size() {
          return size
        },
        append: (records) => write({ op: 'append', records: records.map((record) => new Uint8Array(record)) }),
        compact: (records) => write({ op: 'compact', records: records.map((record) => new Uint8Array(record)) }),
        async close() {
          await ask({ op: 'close' })
        },
      },
    }
  }
}
