import { describe, expect, it } from 'vitest'
import { ticketPorts } from '#renderer/desk/ticket/ticket-ports.ts'
import type { Link, LinkOutcome, SettledCommand } from '#renderer/link/link-types.ts'

const setUp = (outcome: LinkOutcome<'ticket.submit'>) => {
  const listeners = new Set<(settled: SettledCommand) => void>()
  const link = {
    command: () => Promise.resolve(outcome),
    drafts: () =>
      Promise.resolve([
        { draftId: 'a', callId: null, submitting: null },
        { draftId: 'b', callId: 'call', submitting: 'mine' },
      ]),
    onSettled: (listener: (settled: SettledCommand) => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  } as unknown as Link
  const settle = (key: string, end: SettledCommand['outcome']) => {
    for (const listener of [...listeners]) listener({ key, name: 'ticket.submit', draftId: null, outcome: end })
  }
  return { ports: ticketPorts(link, '8001', true), settle, listeners }
}
const submit = { draftId: 'd'.repeat(16) }

describe('a durable command of the ticket column', () => {
  it('ends with the server’s answer to that command, however late, and listens no more', async () => {
    const { ports, settle, listeners } = setUp({ ok: true, stored: true, key: 'mine', result: null })
    const answer = ports.send('ticket.submit', submit)
    await Promise.resolve()
    await Promise.resolve()
    settle('other', { ok: false, reason: 'conflict', faults: [] })
    settle('mine', { ok: true, stored: true, key: 'mine', result: { ticketNo: 'TJ1' } })
    expect(await answer).toEqual({ ok: true, result: { ticketNo: 'TJ1' } })
    expect(listeners.size).toBe(0)
  })

  it('refused in line or by the server, it gives reason and faults', async () => {
    const inLine = setUp({ ok: false, reason: 'bad-input', faults: [{ field: 'phone', rule: 'required' }] })
    expect(await inLine.ports.send('ticket.submit', submit)).toEqual({
      ok: false,
      reason: 'bad-input',
      faults: [{ field: 'phone', rule: 'required' }],
    })
    const late = setUp({ ok: false, reason: 'expired', faults: [] })
    expect(await late.ports.send('ticket.submit', submit)).toMatchObject({ ok: false, reason: 'unavailable' })
  })

  it('handed in before a reload, a draft hears the answer to come', async () => {
    const { ports, settle } = setUp({ ok: false, reason: 'expired', faults: [] })
    const [written, handedIn] = await ports.keptDrafts()
    expect(written).toEqual({ draftId: 'a', callId: null, submitting: null })
    settle('mine', { ok: true, stored: true, key: 'mine', result: { ticketNo: 'TJ1' } })
    expect(await handedIn?.submitting).toEqual({ ok: true, result: { ticketNo: 'TJ1' } })
  })

  it('makes ids the contract takes', () => {
    const { ports } = setUp({ ok: false, reason: 'expired', faults: [] })
    expect(ports.newDraftId()).toMatch(/^[0-9A-Za-z_-]{16,64}$/)
    expect(ports.newDraftId()).not.toBe(ports.newDraftId())
  })
})
