import { describe, expect, it } from 'vitest'
import type { Dialog } from '#server/sip/proxy/dialog.ts'
import { createDialogs } from '#server/sip/proxy/dialogs.ts'
import type { Flow } from '#server/sip/transport/flow.ts'
import { createFakeClock } from '#tests/support/fake-clock.ts'

const connection = (id: string) => {
  const flow = {
    id,
    transport: 'WS' as const,
    open: true,
    left: false,
    remote: { address: '127.0.0.1', port: 1 },
    send: () => true,
    close: () => {},
  }
  return flow satisfies Flow
}
const party = (user: string, instance: string, flow: Flow) => ({
  user,
  tag: `tag-${user}`,
  address: `<sip:${user}@hall>;tag=tag-${user}`,
  instance,
  target: `sip:${user}@${user}.invalid`,
  cseq: 1,
  flow,
  stopGrace: null,
})

/** A call between a citizen and a seat. `answer`: what the seat's new page says when it is asked for the call. */
function talk(answer = 200, called = '8001') {
  const clock = createFakeClock(0)
  const told: string[] = []
  const seat = connection('seat')
  const dialogs = createDialogs({
    clock,
    graceMs: 90_000,
    leftGraceMs: 10_000,
    isFocus: (user) => user === 'conf',
    transactions: {
      send(flow, request, on) {
        const { headers, body } = request
        if (request.method === 'OPTIONS') on.response({ kind: 'response', status: answer, reason: '', headers, body })
        return { request, flow, cancel() {}, receive() {}, gone() {}, end() {} }
      },
    },
    tell: (news) => void told.push(news.type),
    keeper: undefined,
  })
  const dialog: Dialog = {
    callId: 'call-1',
    caller: party('citizen-1', 'c', connection('citizen')),
    callee: party(called, 's', seat),
    seats: ['8001'],
    held: false,
  }
  dialogs.add(dialog)
  const gone = (left: boolean) => {
    Object.assign(seat, { open: false, left })
    dialogs.flowGone(seat)
  }
  return { clock, told, dialogs, gone }
}

describe('a call whose seat is without a connection', () => {
  it('waits a minute and more for a network that went away', () => {
    const { clock, told, gone } = talk()
    gone(false)
    clock.advance(89_999)
    expect(told).toEqual(['party-lost'])
    clock.advance(1)
    expect(told).toEqual(['party-lost', 'ended'])
  })

  it('ends ten seconds after a page that was closed', () => {
    const { clock, told, gone } = talk()
    gone(true)
    clock.advance(9_999)
    expect(told).toEqual(['party-lost'])
    clock.advance(1)
    expect(told).toEqual(['party-lost', 'ended'])
  })

  it('waits no longer than that for a conference server', () => {
    const { clock, told, gone } = talk(200, 'conf')
    gone(false)
    clock.advance(10_000)
    expect(told).toEqual(['party-lost', 'ended'])
  })

  it('goes on when the same page is back and knows it', () => {
    const { clock, told, dialogs, gone } = talk()
    gone(false)
    dialogs.flowBack('8001', connection('again'), 's')
    clock.advance(200_000)
    expect(told).toEqual(['party-lost', 'party-back'])
  })

  it.each([
    ['the page that is back does not know it', 481, 's'],
    ['it is another page that registers', 200, 'another'],
  ])('is left ten seconds to be taken up with Replaces when %s', (_, answer, instance) => {
    const { clock, told, dialogs, gone } = talk(answer)
    gone(false)
    clock.advance(5_000)
    dialogs.flowBack('8001', connection('again'), instance)
    clock.advance(9_999)
    expect(told).toEqual(['party-lost'])
    clock.advance(1)
    expect(told).toEqual(['party-lost', 'ended'])
  })
})
