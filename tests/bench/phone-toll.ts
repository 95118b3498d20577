import { setTimeout } from 'node:timers/promises'
import type { Browser } from '@playwright/test'
import { openScales, type PageToll } from '#tests/support/page-toll.ts'
import type { ShiftPeople } from '#tests/support/phone-harness/shift.ts'
import { type BenchPhone, until } from './bench-phone.ts'
import { hangUp, ringOnce } from './phone-talk.ts'
import { partyHears, tones } from './tone-watch.ts'

const cpuWindowMs = 20_000

/** Share of one core that the browser's pages take for 20 s, %; everything of the browser in `all`. */
export async function measureCpu(browser: Browser): Promise<{ page: number; all: number }> {
  const session = await browser.newBrowserCDPSession()
  const read = async () => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo')
    const sum = (of: typeof processInfo) => of.reduce((total, { cpuTime }) => total + cpuTime, 0)
    return { page: sum(processInfo.filter(({ type }) => type === 'renderer')), all: sum(processInfo) }
  }
  const [before, began] = [await read(), performance.now()]
  await setTimeout(cpuWindowMs)
  const after = await read()
  const percent = 100_000 / (performance.now() - began)
  await session.detach()
  return { page: (after.page - before.page) * percent, all: (after.all - before.all) * percent }
}

/** One answered call in which the citizen hears the agent; `meanwhile` is done before its end. */
export async function plainCall(phone: BenchPhone, people: ShiftPeople, meanwhile?: () => Promise<unknown>) {
  const { call } = await ringOnce(phone, people)
  const heard = partyHears(call, tones.seat)
  await phone.answer()
  await heard
  await meanwhile?.()
  await hangUp(phone, call)
}

/** What a page holds more after so many calls than after the first, both weighed within a call. */
export async function measureToll(phone: BenchPhone, people: ShiftPeople, calls: number): Promise<PageToll> {
  const weigh = await openScales(phone.page)
  const weighed: PageToll[] = []
  const onScales = async () => void weighed.push(await weigh())
  // A transaction with its session lives on for 32 s (RFC 3261 17); what stays longer is counted.
  const settle = () => until(async () => (await weigh()).peerConnections === 0, 45_000).catch(() => undefined)
  await settle()
  await plainCall(phone, people, onScales)
  for (let n = 1; n < calls - 1; n++) await plainCall(phone, people)
  await settle()
  await plainCall(phone, people, onScales)
  const [first, last] = weighed
  if (!first || !last) throw new Error('Nothing was weighed.')
  return {
    peerConnections: last.peerConnections - first.peerConnections,
    audioNodes: last.audioNodes - first.audioNodes,
    domNodes: last.domNodes - first.domNodes,
    listeners: last.listeners - first.listeners,
    heapBytes: last.heapBytes - first.heapBytes,
  }
}
