import { describe, expect, it } from 'vitest'
import type { KeptDialog } from '#server/ports/sip.ts'
import { createDialogs } from '#server/sip/proxy/dialogs.ts'
import { resumedDialog } from '#server/sip/proxy/kept-dialog.ts'
import { createFakeClock } from '#tests/support/fake-clock.ts'

const party = (user: string, cseq: number) => ({
  user,
  tag: `tag-${user}`,
  address: `<sip:${user}@hall>;tag=tag-${user}`,
  instance: null,
  target: `sip:${user}@${user}.invalid`,
  cseq,
})
const kept: KeptDialog = {
  callId: 'call-1',
  caller: party('citizen-1', 7),
  callee: party('8001', 0),
  seats: ['8001'],
  held: true,
}

const open = () => {
  const clock = createFakeClock(0)
  const told: string[] = []
  const saved = new Map<string, KeptDialog>()
  const dialogs = createDialogs({
    clock,
    graceMs: 90_000,
    leftGraceMs: 10_000,
    isFocus: () => false,
    transactions: {
      send: () => {
        throw new Error('nobody is connected')
      },
    },
    tell: (news) => void told.push(news.type),
    keeper: {
      save: (dialog) => void saved.set(dialog.callId, dialog),
      drop: (dialog) => void saved.delete(dialog.callId),
    },
  })
  return { clock, told, saved, dialogs }
}

describe('a dialog of the last run', () => {
  it('is known by its tags again, with its seats and its hold, and counts on from safe numbers', () => {
    const { dialogs, saved } = open()
    dialogs.add(resumedDialog(kept))
    const place = dialogs.named({ callId: 'call-1', fromTag: 'tag-8001', toTag: 'tag-citizen-1' })
    expect(place).toMatchObject({ seats: ['8001'], held: true })
    expect(place?.caller.cseq).toBeGreaterThan(kept.caller.cseq)
    expect(saved.get('call-1')).toMatchObject({ seats: ['8001'], held: true })
  })

  it('ends when nobody comes back within the grace, is told to its seat, and is kept no longer', () => {
    const { dialogs, clock, told, saved } = open()
    dialogs.add(resumedDialog(kept))
    clock.advance(9999)
    expect(told).not.toContain('ended')
    clock.advance(1)
    expect(told).toContain('ended')
    expect(dialogs.live('call-1')).toBe(false)
    expect(saved.size).toBe(0)
  })
})
