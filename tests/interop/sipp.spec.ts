import { expect, test } from '@playwright/test'
import type { SipElement } from '../../server/ports/sip.ts'
import { type ElementHouse, openElementHouse } from '../support/element-house.ts'
import { runSipp, type SippRun } from '../support/strangers/sipp.ts'

let house: ElementHouse
test.afterEach(async () => {
  await house.close()
  expect(house.errors).toEqual([])
})

const run = async (scenario: string, more: Partial<SippRun> = {}) => {
  const result = await runSipp({ scenario, to: house.port, calls: 50, perSecond: 50, transport: 'udp', ...more })
  expect(result.code, result.words).toBe(0)
}
const count = (type: string) => house.events.filter((event) => event.type === type).length
/** SIPp takes answers in one order only: no positions that change, each call alone. */
const patient = () => {
  const seen = { waits: 0, back: [] as (number | null)[], ended: 0 }
  const element: SipElement = {
    accept(transaction) {
      seen.waits += 1
      seen.back.push(transaction.broughtBack)
      transaction.onEnd(() => void seen.ended++)
      transaction.respond({ status: 182, reason: 'Queued' })
    },
  }
  return { seen, element }
}

for (const transport of ['udp', 'tcp'] as const) {
  test(`${transport}: calls wait until they are cancelled`, async () => {
    const { seen, element } = patient()
    house = await openElementHouse({ element })
    await run('wait-and-cancel', { transport })
    expect([seen.waits, seen.ended]).toEqual([50, 50])
  })

  test(`${transport}: calls of busy seats come back with the reason`, async () => {
    const { seen, element } = patient()
    const moved = { status: 302, reason: 'Moved', headers: [{ name: 'Contact', value: '<sip:8001@hall.test>' }] }
    house = await openElementHouse({
      element: {
        accept: (transaction) =>
          transaction.broughtBack === null ? transaction.respond(moved) : element.accept(transaction),
      },
    })
    await run('busy-seats', { transport, calls: 20 })
    expect([seen.waits, seen.ended, new Set(seen.back)]).toEqual([20, 20, new Set([486])])
  })
}

test('of five messages one is lost: what is sent again makes up for it, and the queue counts no call twice', async () => {
  house = await openElementHouse()
  let seats = 8000
  const next = () => house.seatIsReady(String(++seats))
  house.stream.events.on(({ type }) => {
    if (type === 'offered') next()
  })
  next()
  await run('redirect', { lost: 20 })
  expect([count('queued'), count('offered'), count('abandoned')]).toEqual([50, 50, 0])
})

test('a flood of 2000 calls is answered to the last', async () => {
  const { seen, element } = patient()
  house = await openElementHouse({ element })
  await run('wait-and-cancel', { calls: 2000, perSecond: 250 })
  expect([seen.waits, seen.ended]).toEqual([2000, 2000])
})
