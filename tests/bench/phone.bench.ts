import { type Browser, chromium } from '@playwright/test'
import config from '#tests/e2e/playwright.config.ts'
import type { PageToll } from '#tests/support/page-toll.ts'
import { openPeople } from '#tests/support/phone-harness/shift.ts'
import { openOurs, openSimple, simplePages } from './bench-phone.ts'
import { type Figure, percentile, round, series } from './figure.ts'
import { measureSound } from './phone-sound.ts'
import { type CallSamples, consult, hangUp, measureCall, measureHold, measureMerge, ringOnce } from './phone-talk.ts'
import { measureCpu, measureToll, plainCall } from './phone-toll.ts'
import { partyHears, tones } from './tone-watch.ts'

const full = process.env.LIANXIAN_FULL === '1'
const rounds = full
  ? { calls: 50, talks: 30, swaps: 30, cuts: 5, toll: 100 }
  : { calls: 20, talks: 10, swaps: 10, cuts: 4, toll: 20 }

const shown = (name: string, value: number, unit: string): Figure => ({
  name,
  value: round(value),
  unit,
  better: 'lower',
  target: null,
})
const median = (samples: readonly number[]) => percentile(samples, 50)

const inContext = async <T>(
  browser: Browser,
  work: (page: Awaited<ReturnType<Browser['newContext']>>) => Promise<T>,
) => {
  const context = await browser.newContext({ permissions: ['microphone'], locale: 'en-GB' })
  try {
    return await work(context)
  } finally {
    await context.close()
  }
}

/** Ring and voice of our phone and of the plain one, call by call in turn, so that both meet the same machine. */
async function measureBoth(browser: Browser): Promise<Figure[]> {
  const people = await openPeople()
  const others = await openPeople(await simplePages())
  const ours: CallSamples = { ring: [], voice: [] }
  const plain: CallSamples = { ring: [], voice: [] }
  await inContext(browser, async (context) => {
    const phone = await openOurs(context, people, { ear: true })
    const simple = await openSimple(context, others, { ear: true })
    for (let n = 0; n < rounds.calls; n++) {
      await measureCall(phone, people, ours)
      await measureCall(simple, others, plain)
    }
  })
  await Promise.all([people.close(), others.close()])
  return [
    ...series('phone.invite-to-offered', ours.ring, 50),
    ...series('phone.answer-to-both-hear', ours.voice, 150),
    ...series('phone.plain.invite-to-offered', plain.ring, null),
    ...series('phone.plain.answer-to-both-hear', plain.voice, null),
    shown('phone.ratio.invite-to-offered', median(ours.ring) / median(plain.ring), 'x'),
    shown('phone.ratio.answer-to-both-hear', median(ours.voice) / median(plain.voice), 'x'),
  ]
}

/** Merge, hold and resume in one call. */
async function measureTalk(browser: Browser): Promise<Figure[]> {
  const people = await openPeople()
  const merge: number[] = []
  const holds: Awaited<ReturnType<typeof measureHold>>[] = []
  await inContext(browser, async (context) => {
    const ours = await openOurs(context, people, { ear: false })
    const { call } = await ringOnce(ours, people)
    const heard = partyHears(call, tones.seat)
    await ours.answer()
    await heard
    for (let n = 0; n < rounds.talks; n++) holds.push(await measureHold(ours, call))
    for (let n = 0; n < rounds.talks; n++) merge.push(await measureMerge(ours, people, call))
    await hangUp(ours, call)
  })
  await people.close()
  return [
    ...series('phone.merge-to-all-hear', merge, null),
    ...series(
      'phone.hold-to-silence',
      holds.map(({ silent }) => silent),
      null,
    ),
    ...series(
      'phone.hold-to-agreed',
      holds.map(({ agreed }) => agreed),
      null,
    ),
    ...series(
      'phone.resume-to-heard',
      holds.map(({ back }) => back),
      null,
    ),
  ]
}

async function measureLine(browser: Browser): Promise<Figure[]> {
  const { swap, gap, calm, registered, inStep } = await inContext(browser, (context) => measureSound(context, rounds))
  return [
    ...series('phone.microphone-swap-silence', swap, 1000),
    ...series('phone.no-cut-silence', calm, null),
    ...series('phone.socket-cut-15s-silence', gap, null),
    ...series('phone.socket-back-to-registered', registered, 1000),
    ...series('phone.socket-back-to-in-step', inStep, null),
  ]
}

const tollFigures = (name: string, { peerConnections, audioNodes, listeners, heapBytes }: PageToll): Figure[] => [
  shown(`${name}.heap-growth`, heapBytes / 1024, 'KiB'),
  shown(`${name}.audio-nodes-growth`, audioNodes, ''),
  shown(`${name}.connections-growth`, peerConnections, ''),
  shown(`${name}.listeners-growth`, listeners, ''),
]

/** Work and memory of our phone and of the plain one, each alone in a browser of its own. */
async function measureWeight(): Promise<Figure[]> {
  const figures: Figure[] = []
  const people = await openPeople(await simplePages())
  const alone = async (work: (browser: Browser) => Promise<void>) => {
    const browser = await chromium.launch(config.use?.launchOptions)
    await work(browser).finally(() => browser.close())
  }
  const cpu = async (browser: Browser, name: string) => {
    const { page, all } = await measureCpu(browser)
    figures.push(shown(`phone.${name}`, page, '%'), shown(`phone.${name}.browser`, all, '%'))
    return page
  }
  let [one, plainOne] = [0, 0]
  await alone((browser) =>
    inContext(browser, async (context) => {
      const ours = await openOurs(context, people, { ear: false })
      await plainCall(ours, people, async () => {
        one = await cpu(browser, 'cpu.one-party')
        const expert = await consult(ours, people)
        const heard = partyHears(expert, tones.citizen)
        await ours.phone.send({ op: 'merge' })
        await heard
        await cpu(browser, 'cpu.three-way')
        await expert.hangUp()
      })
      figures.push(...tollFigures(`phone.after-${rounds.toll}-calls`, await measureToll(ours, people, rounds.toll)))
    }),
  )
  await alone((browser) =>
    inContext(browser, async (context) => {
      const simple = await openSimple(context, people, { ear: false })
      await plainCall(simple, people, async () => {
        plainOne = await cpu(browser, 'plain.cpu.one-party')
      })
      figures.push(
        ...tollFigures(`phone.plain.after-${rounds.toll}-calls`, await measureToll(simple, people, rounds.toll)),
      )
    }),
  )
  await people.close()
  return [...figures, shown('phone.ratio.cpu.one-party', one / plainOne, 'x')]
}

/** Our phone with the real edge in Chromium, parties in Node; beside it a plain SimpleUser of sip.js that takes the same calls. */
export async function measurePhone(): Promise<Figure[]> {
  const browser = await chromium.launch(config.use?.launchOptions)
  const figures: Figure[] = []
  try {
    for (const part of [measureBoth, measureTalk, measureLine]) figures.push(...(await part(browser)))
  } finally {
    await browser.close()
  }
  return [...figures, ...(await measureWeight())]
}
