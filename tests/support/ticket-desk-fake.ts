import { readFileSync } from 'node:fs'
import { createTicketData } from '#renderer/ticket/ticket-data.ts'
import type {
  DraftsChange,
  KeptTicketDraft,
  OpenDraft,
  SharedChange,
  TicketPorts,
} from '#renderer/ticket/ticket-ports.ts'
import type { CommandAck } from '#shared/contract/socket/envelope.ts'
import { createDraftBinding } from '#shared/ticket-draft/draft-binding.ts'
import type { ServerDocs } from '#shared/ticket-draft/draft-differences.ts'
import { createDraftDocs, type DraftDocs } from '#shared/ticket-draft/draft-docs.ts'
import { noNotes } from '#shared/ticket-draft/draft-notes.ts'

const read = (path: string) => JSON.parse(readFileSync(`shared/${path}`, 'utf8'))

/** The kept data, read from the repository. */
export const ticketData = createTicketData({
  taxonomy: read('ticket/data/taxonomy.json'),
  divisions: read('ticket/data/divisions.json'),
  units: read('directory/data/units.json'),
  readings: read('kit/data/readings.json'),
})

/** The link as the ticket column sees it: real documents, a server whose answers the test gives. */
export function createFakeTicketLink() {
  const docs = new Map<string, DraftDocs>()
  const drafts = new Map<string, OpenDraft>()
  const sent: { name: string; draftId: string; answer: (ack: CommandAck) => void }[] = []
  let listener: (change: DraftsChange) => void = () => {}
  let answered: (draftId: string, ack: CommandAck) => void = () => {}
  let shared: (change: SharedChange) => void = () => {}
  const left: string[] = []
  const served = new Map<string, ServerDocs>()
  let count = 0
  const kept: KeptTicketDraft[] = []
  let failing = false
  const serverOf = (draftId: string) => ({
    notes: () => noNotes,
    docs: () => served.get(draftId) ?? { matter: null, person: null },
    onNotes: () => () => {},
  })
  const ports: TicketPorts = {
    own: true,
    onShared(next) {
      shared = next
      return () => {
        shared = () => {}
      }
    },
    leave: (draftId) => void left.push(draftId),
    forgetRefused: () => {},
    joinPeople: () => ({ others: () => [], onChange: () => () => {}, focus() {}, close() {} }),
    async openDraft(draftId, callId) {
      if (failing) throw new Error('no journal')
      const own = docs.get(draftId) ?? createDraftDocs()
      docs.set(draftId, own)
      const draft = createDraftBinding({
        draftId,
        callId,
        seat: '8001',
        docs: own,
        now: () => 1,
        server: serverOf(draftId),
      })
      drafts.set(draftId, draft)
      return draft
    },
    keptDrafts: async () => kept,
    onDrafts(next) {
      listener = next
      return () => {
        listener = () => {}
      }
    },
    onSubmitAnswer(next) {
      answered = next
      return () => {
        answered = () => {}
      }
    },
    send: (name, { draftId }) => new Promise((answer) => sent.push({ name, draftId, answer })),
    newDraftId() {
      count += 1
      return `draft-${String(count).padStart(12, '0')}`
    },
  }
  return {
    ports,
    sent,
    kept,
    docs,
    draft: (n = 1) => drafts.get(`draft-${String(n).padStart(12, '0')}`) as OpenDraft,
    answer: (draftId: string, ack: CommandAck) => answered(draftId, ack),
    left,
    /** What the server has of a draft. */
    served,
    share: (change: SharedChange) => shared(change),
    say: (change: DraftsChange) => listener(change),
    fail: (on: boolean) => {
      failing = on
    },
  }
}
