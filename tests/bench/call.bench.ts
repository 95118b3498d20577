import { type Browser, chromium, type Page } from '@playwright/test'
import { createParty } from '#server/sandbox/party/party.ts'
import type { PartyCall } from '#server/sandbox/party/party-call.ts'
import config from '#tests/e2e/playwright.config.ts'
import { type Desk, deskTone, openDesk } from '#tests/support/desk-driver.ts'
import { freshData, type Sandbox, startSandbox } from '#tests/support/sandbox.ts'
import { toneLevel, toneSource } from '#tests/support/tones.ts'
import { type Figure, series } from './figure.ts'
import { processTree, residentMiB } from './process-memory.ts'

const calls = 10
const citizenTone = 440

declare global {
  interface Window {
    /** Time (epoch ms) of the frame in which the selector first matched after `watchPaint`. */
    painted?: number
  }
}

/** Notes the time of the frame after which something that matches the selector is on the screen. */
const watchPaint = (page: Page, selector: string) =>
  page.evaluate((wanted) => {
    delete window.painted
    new MutationObserver((_changes, observer) => {
      if (!document.querySelector(wanted)) return
      observer.disconnect()
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          window.painted = performance.timeOrigin + performance.now()
        }),
      )
    }).observe(document, { subtree: true, childList: true, attributes: true })
  }, selector)

const paintedAt = async (page: Page): Promise<number> =>
  (await page.waitForFunction(() => window.painted ?? false, undefined, { polling: 'raf' })).evaluate((time) =>
    Number(time),
  )

/** Resolves with the time the party's sound first holds the tone. */
const partyHears = (call: PartyCall, hertz: number): Promise<number> =>
  new Promise((resolve) => {
    const stop = call.onAudio((frame) => {
      if (toneLevel(frame, hertz) < -30) return
      stop()
      resolve(Date.now())
    })
  })

interface Samples {
  readonly dialled: number[]
  readonly ring: number[]
  readonly voice: number[]
}

async function oneCall(desk: Desk, sandbox: Sandbox, samples: Samples, number: string): Promise<void> {
  const citizen = createParty({
    url: sandbox.sip,
    user: `citizen-${number}`,
    domain: 'sandbox.lianxian',
    password: 'lianxian',
  })
  await citizen.register()
  await watchPaint(desk.page, '[aria-label="Legs"] li')
  const dialled = Date.now()
  const call = await citizen.call('12345')
  const sent = Date.now()
  const painted = await paintedAt(desk.page)
  samples.dialled.push(painted - dialled)
  samples.ring.push(painted - sent)
  call.sendAudio(toneSource(citizenTone))
  const there = partyHears(call, deskTone)
  const here = desk.page.evaluate(async (hertz) => (await window.earFirst?.(hertz)) ?? Number.NaN, citizenTone)
  const pressed = Date.now()
  await desk.page.keyboard.press('F2')
  samples.voice.push(Math.max(await there, await here) - pressed)
  await desk.page.keyboard.press('F4')
  await desk.button('Finish wrap-up').click()
  await desk.button('Not ready').waitFor()
  await citizen.dispose()
}

async function memory(sandbox: Sandbox, browser: Browser): Promise<Figure[]> {
  const figure = (name: string, value: number): Figure => ({ name, value, unit: 'MiB', better: 'lower', target: null })
  const backend = processTree(sandbox.pid).map(({ pid }) => residentMiB(pid))
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = (await session.send('SystemInfo.getProcessInfo')) as {
    processInfo: { id: number; type: string }[]
  }
  const pages = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => residentMiB(id))
  return [
    figure(
      'memory.backend',
      backend.reduce((sum, mib) => sum + mib, 0),
    ),
    figure('memory.desk', Math.max(...pages)),
  ]
}

/** Ten calls through the queue to one desk: ring painted, answer to audio both ways, and memory of the processes. */
export async function measureCalls(): Promise<Figure[]> {
  const data = freshData()
  const sandbox = await startSandbox({ data: data.path })
  const browser = await chromium.launch(config.use?.launchOptions)
  try {
    const desk = await openDesk(browser, sandbox.url, '8001')
    await desk.button('Ready').click()
    await desk.button('Not ready').waitFor()
    const samples: Samples = { dialled: [], ring: [], voice: [] }
    for (let n = 0; n < calls; n++) await oneCall(desk, sandbox, samples, `1420000${1000 + n}`)
    const held = await memory(sandbox, browser)
    return [
      ...series('ring.dialled-to-painted', samples.dialled, null),
      ...series('ring.invite-to-painted', samples.ring, 50),
      ...series('voice.answer-to-both-hear', samples.voice, 150),
      ...held,
    ]
  } finally {
    await browser.close()
    await sandbox.stop()
    data.remove()
  }
}
