import { afterEach, describe, expect, it } from 'vitest'
import type { Host } from '#renderer/bridge/host.ts'
import { relayJournal } from '#renderer/bridge/journal-relay.ts'
import { createHostJournal } from '#renderer/link/worker/host-journal.ts'

const bytes = (text: string) => new Uint8Array(Buffer.from(text))
const text = (record: Uint8Array) => Buffer.from(record).toString()

/** A host whose disk is an array; `refuse` makes it full. */
function house(found: string[] = []) {
  const disk = found.map(bytes)
  const asked: string[] = []
  let full = false
  let busy = false
  const host = {
    kind: 'desk',
    async ask(name: string, args: { records?: Uint8Array[]; handle?: number }) {
      asked.push(name)
      if (name === 'journalOpen')
        return busy ? { ok: false, reason: 'busy' } : { ok: true, handle: 7, found: disk, torn: 3, size: 100 }
      if (name === 'journalClose') return null
      if (args.handle !== 7) throw new Error('another handle')
      if (full) return { ok: false, reason: 'disk' }
      if (name === 'journalCompact') disk.length = 0
      disk.push(...(args.records ?? []).map((one) => new Uint8Array(one)))
      return { ok: true, size: 100 + disk.length }
    },
  } as unknown as Host
  const port = relayJournal(host)
  ports.push(port)
  return {
    disk,
    asked,
    open: createHostJournal(port),
    fill: (on: boolean) => {
      full = on
    },
    occupy: (on: boolean) => {
      busy = on
    },
  }
}
const ports: MessagePort[] = []
afterEach(() => {
  for (const port of ports.splice(0)) port.close()
})

const opened = async (open: ReturnType<typeof createHostJournal>) => {
  const opening = await open('8001', Buffer.alloc(32).toString('base64'))
  if (!opening.ok) throw new Error(opening.reason)
  return opening.journal
}

describe('the journal at the page’s host', () => {
  it('gives what was found, and keeps what is appended and compacted', async () => {
    const { open, disk, asked } = house(['old'])
    const journal = await opened(open)
    expect(journal.found.map(text)).toEqual(['old'])
    expect([journal.torn, journal.size]).toEqual([3, 100])
    await journal.append([bytes('a'), bytes('b')])
    expect(journal.size).toBe(103)
    await journal.compact([bytes('all')])
    expect(disk.map(text)).toEqual(['all'])
    await journal.close()
    expect(asked).toEqual(['journalOpen', 'journalAppend', 'journalCompact', 'journalClose'])
  })

  it('rejects what the disk did not take, and goes on', async () => {
    const { open, disk, fill } = house()
    const journal = await opened(open)
    fill(true)
    await expect(journal.append([bytes('lost')])).rejects.toThrow('did not take')
    fill(false)
    await journal.append([bytes('kept')])
    expect(disk.map(text)).toEqual(['kept'])
  })

  it('says busy, and opens when it is asked again', async () => {
    const { open, occupy } = house()
    occupy(true)
    expect(await open('8001', '')).toEqual({ ok: false, reason: 'busy' })
    occupy(false)
    expect((await open('8001', '')).ok).toBe(true)
  })

  it('takes nothing after its end', async () => {
    const { open } = house()
    const journal = await opened(open)
    await journal.close()
    await expect(journal.append([bytes('late')])).rejects.toThrow('did not take')
  })
})
