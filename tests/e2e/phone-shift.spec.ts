import { expect, test } from '@playwright/test'
import { countContexts, openScales, type PageToll } from '../support/page-toll.ts'
import { PhonePage } from '../support/phone-harness/phone-page.ts'
import { openPeople, type ShiftCall, takeCall } from '../support/phone-harness/shift.ts'

const full = process.env.LIANXIAN_FULL === '1'
const calls = full ? 500 : 12
/** What a shift may leave in memory: compiled code, and one-time things that come late. */
const heapSlack = 2_500_000

test(`${calls} calls in one page leave no connection, listener, node or memory behind, and one AudioContext served them all`, async ({
  context,
}) => {
  test.setTimeout(full ? 3_600_000 : 180_000)
  const people = await openPeople()
  const seat = await PhonePage.open(context, people.site, { user: '8001', bare: true, prepare: countContexts })
  const weigh = await openScales(seat.page)
  await seat.register()
  /** What the page holds within a call: in its sleep between two the sound thread lets nothing go. */
  const weighedCall = async (): Promise<PageToll> => {
    const tolls: PageToll[] = []
    const meanwhile = async () => void tolls.push(await weigh())
    await takeCall(seat, people, { expert: false, hangUp: 'here', meanwhile })
    const [toll] = tolls
    if (!toll) throw new Error('Nothing was weighed.')
    return toll
  }
  const before = await weighedCall()
  for (let n = 1; n < calls - 1; n++) {
    const wish: ShiftCall = { expert: n % 5 === 4, hangUp: n % 2 === 0 ? 'here' : 'there' }
    await takeCall(seat, people, wish)
  }
  // Ended legs are shown for 5 s, and a transaction with its session lives on for 32 s (RFC 3261 17).
  await expect.poll(async () => (await weigh()).peerConnections, { timeout: 60_000, intervals: [1000] }).toBe(0)
  const after = await weighedCall()
  console.log(JSON.stringify({ before, after }))
  const counted = { heapBytes: 0, audioNodes: 0 }
  expect({ ...after, ...counted }).toEqual({ ...before, ...counted })
  // Not one of a leg, nor of a call; what the phone made to try whether sound may play goes in the first sleep.
  expect(after.audioNodes).toBeLessThanOrEqual(before.audioNodes)
  expect(after.heapBytes - before.heapBytes).toBeLessThan(heapSlack)
  expect(await seat.page.evaluate(() => [window.audioContexts, window.phone.errors])).toEqual([1, []])
  await people.close()
})
