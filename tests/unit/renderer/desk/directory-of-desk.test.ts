import { describe, expect, it } from 'vitest'
import { directoryOfDesk, ticketAtHand } from '#renderer/desk/directory/directory-of-desk.ts'
import { createSeatStore } from '#renderer/seat/seat.store.ts'
import { createPhoneStore, takeSnapshot } from '#renderer/telephony/phone.store.ts'
import { openTicketDesk } from '#renderer/ticket/ticket-desk.ts'
import type { PhoneSnapshot } from '#shared/contract/phone/phone-messages.ts'
import { createFakeTicketLink } from '#tests/support/ticket-desk-fake.ts'

const settle = () => new Promise((resolve) => setTimeout(resolve))

/** The part of a snapshot that is looked at. */
const withLegs = (...states: string[]) =>
  ({ legs: states.map((state, at) => ({ id: `l${at}`, state })) }) as unknown as PhoneSnapshot

describe('the ticket at hand', () => {
  it('is the one that is shown, as long as it is written; a place that nobody mentioned is none', async () => {
    const link = createFakeTicketLink()
    const tickets = openTicketDesk(link.ports)
    expect(ticketAtHand(tickets.store.getState())).toEqual({ matter: '', place: '' })
    tickets.newTicket()
    await settle()
    link.draft(1).setField('matter', '020101', 'typed')
    link.draft(1).setField('place', 'not-mentioned', 'typed')
    expect(ticketAtHand(tickets.store.getState())).toEqual({ matter: '020101', place: '' })
    tickets.newTicket()
    await settle()
    link.draft(2).setField('place', '120102001', 'typed')
    expect(ticketAtHand(tickets.store.getState())).toEqual({ matter: '', place: '120102001' })
    tickets.close()
  })
})

describe("the desk's directory", () => {
  it('closes its panel with the last call, not with one of several', () => {
    const phone = createPhoneStore()
    const stops: (() => void)[] = []
    const listening: string[] = []
    const desk = directoryOfDesk(
      {
        link: {
          subscribe: (topic) => {
            listening.push(topic)
            return () => {}
          },
          command: () => Promise.reject(new Error('not asked')),
        },
        seat: createSeatStore(0),
        session: { seat: '8001' },
        phone,
        tickets: null,
      },
      (stop) => void stops.push(stop),
    )
    expect(listening).toEqual(['directory', 'directory-favourites'])
    const shown = () => desk.store.getState().panel !== null
    takeSnapshot(phone, withLegs('established', 'established'))
    desk.openPanel({ purpose: 'conference', onChoose: () => {} })
    takeSnapshot(phone, withLegs('established', 'ended'))
    expect(shown()).toBe(true)
    takeSnapshot(phone, withLegs('ended', 'ended'))
    expect(shown()).toBe(false)
    for (const stop of stops) stop()
  })
})
