import { type JournalReply, type JournalRequest, journalRequestSchema } from '#shared/contract/link/journal-port.ts'
import type { Host } from './host.ts'

/** Passes the requests of a link's worker on to the host, one journal a port. @returns the worker's end */
export function relayJournal(host: Host): MessagePort {
  const { port1, port2 } = new MessageChannel()
  let handle: number | null = null
  const obey = async (request: JournalRequest): Promise<JournalReply> => {
    const { id } = request
    if (request.op === 'open') {
      const opened = await host.ask('journalOpen', { seat: request.seat, key: request.key })
      if (!opened?.ok) return { kind: 'not-opened', id, reason: opened?.reason ?? 'no-store' }
      handle = opened.handle
      return { kind: 'opened', id, found: opened.found, torn: opened.torn, size: opened.size }
    }
    if (handle === null) return { kind: 'not-done', id }
    if (request.op === 'close') {
      await host.ask('journalClose', { handle })
      handle = null
      return { kind: 'done', id, size: 0 }
    }
    const name = request.op === 'append' ? 'journalAppend' : 'journalCompact'
    const written = await host.ask(name, { handle, records: request.records })
    return written?.ok ? { kind: 'done', id, size: written.size } : { kind: 'not-done', id }
  }
  port1.onmessage = ({ data }: MessageEvent<unknown>) => {
    void obey(journalRequestSchema.parse(data)).then((reply) => port1.postMessage(reply))
  }
  return port2
}
