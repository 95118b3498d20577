import type { AssistantLink } from '#renderer/assistant/listen.ts'
import { type KnowledgeEntry, knowledgeEntrySchema } from '#shared/contract/knowledge.schema.ts'
import type { SuggestionRow, TranscriptRow } from '#shared/contract/socket/topics.ts'
import { rawEntries } from '#shared/knowledge/data/raw-entries.ts'

const entries: readonly KnowledgeEntry[] = rawEntries.map((raw) => knowledgeEntrySchema.parse(raw))

export const entryOf = (id: string): KnowledgeEntry => {
  const entry = entries.find((one) => one.id === id)
  if (!entry) throw new Error(id)
  return entry
}

export const line = (seq: number, change: Partial<TranscriptRow> = {}): TranscriptRow => ({
  seq,
  role: 'caller',
  startMs: seq * 7000,
  endMs: seq * 7000 + 3000,
  text: `第${seq}句`,
  final: true,
  source: 'engine',
  ...change,
})

export const suggestion = (rank: number, id = 'K0401001', change: Partial<SuggestionRow> = {}): SuggestionRow => ({
  id: `knowledge:${id}`,
  kind: 'knowledge',
  rank,
  confidence: 0.62,
  because: ['暖气不热'],
  seq: 0,
  entry: entryOf(id),
  ...change,
})

/** A link whose topics a test fills by hand. */
export function assistantLink() {
  const open = new Map<string, { hear: (rows: ReadonlyMap<string, never>) => void; refused: () => void }>()
  const sent: { name: string; payload: unknown }[] = []
  const link: AssistantLink = {
    subscribe(topic, listener, options) {
      const key = `${topic}/${options?.id ?? ''}`
      open.set(key, {
        hear: (rows) => listener({ kind: 'snapshot', rows, set: [...rows], gone: [] }),
        refused: () => options?.refused?.('forbidden'),
      })
      return () => void open.delete(key)
    },
    async command(name, payload) {
      sent.push({ name, payload })
      return { ok: true, stored: false, key: 'k', result: null }
    },
  }
  const rowsOf = (rows: readonly unknown[]) => new Map(rows.map((row, number) => [String(number), row as never]))
  return {
    link,
    sent,
    topics: () => [...open.keys()],
    lines: (callId: string, rows: readonly TranscriptRow[]) => open.get(`transcript/${callId}`)?.hear(rowsOf(rows)),
    suggestions: (callId: string, rows: readonly SuggestionRow[]) =>
      open.get(`suggestions/${callId}`)?.hear(rowsOf(rows)),
    refuse: (callId: string) => open.get(`transcript/${callId}`)?.refused(),
  }
}
