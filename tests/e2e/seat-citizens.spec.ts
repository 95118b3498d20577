import { type Browser, expect, type Page, test } from '@playwright/test'
import { driveDesk } from '#tests/support/desk-driver.ts'
import { becomeReady } from '#tests/support/hotline.ts'
import { installEar } from '#tests/support/page-ear.ts'
import { type DataFolder, preparedData, type Sandbox, startSandbox } from '#tests/support/sandbox.ts'

/** One sandbox a room: the first seat that is ready is called at once, the next ones are called 20 to 40 s later. */
let sites: { readonly data: DataFolder; readonly sandbox: Sandbox }[]
test.beforeAll(async () => {
  sites = []
  for (const _ of rooms) {
    const data = await preparedData()
    sites.push({ data, sandbox: await startSandbox({ data: data.path, citizens: true }) })
  }
})
test.afterAll(async () => {
  for (const { data, sandbox } of sites) {
    await sandbox.stop()
    data.remove()
  }
})

/** What an agent's microphone may bring though nobody speaks: nothing at all, mains hum, the noise of a hall. */
const rooms = ['silence', 'hum', 'noise'] as const
type Room = (typeof rooms)[number]

async function installRoom(page: Page, room: Room): Promise<void> {
  await page.addInitScript((kind) => {
    navigator.mediaDevices.getUserMedia = async () => {
      const context = new AudioContext()
      await context.resume()
      const destination = context.createMediaStreamDestination()
      const gain = new GainNode(context, { gain: kind === 'silence' ? 0 : kind === 'hum' ? 0.3 : 0.08 })
      gain.connect(destination)
      if (kind === 'noise') {
        const buffer = context.createBuffer(1, context.sampleRate * 2, context.sampleRate)
        const samples = buffer.getChannelData(0)
        for (let n = 0; n < samples.length; n++) samples[n] = Math.random() * 2 - 1
        const source = new AudioBufferSourceNode(context, { buffer, loop: true })
        source.connect(gain)
        source.start()
      } else {
        const source = new OscillatorNode(context, { frequency: 150 })
        source.connect(gain)
        source.start()
      }
      return destination.stream
    }
  }, room)
}

async function openRoom(browser: Browser, url: string, room: Room) {
  const context = await browser.newContext({ permissions: ['microphone'], viewport: { width: 1366, height: 768 } })
  const page = await context.newPage()
  await installEar(page)
  await installRoom(page, room)
  await page.goto(`${url}?lang=en#/sign-in?seat=8001`)
  return driveDesk(page)
}

test('a citizen calls within 5 s of the first ready seat, speaks, and goes on after a pause in silence, hum and noise', async ({
  browser,
}) => {
  test.setTimeout(120_000)
  const desks = await Promise.all(rooms.map((room, n) => openRoom(browser, sites[n]?.sandbox.url ?? '', room)))
  const talks = desks.map(async (desk) => {
    await becomeReady(desk)
    await expect(desk.button('Answer')).toBeVisible({ timeout: 5000 })
    await desk.page.keyboard.press('F2')
    await expect(desk.seatState()).toContainText('Talking')
    const lines = desk.page.getByRole('region', { name: 'Transcript' }).getByRole('listitem')
    for (const wanted of [1, 2]) {
      await expect.poll(() => lines.count(), { timeout: 30_000 }).toBeGreaterThanOrEqual(wanted)
    }
    await expect
      .poll(
        () =>
          desk.page.evaluate(async () =>
            Math.max(...(await Promise.all([200, 400, 700].map((f) => window.earLevel?.(f, 300) ?? -999)))),
          ),
        { timeout: 15_000, intervals: [10] },
      )
      .toBeGreaterThan(-55)
    await desk.button('Hang up').click()
    await expect(desk.seatState()).toContainText('Wrap-up')
  })
  await Promise.all(talks)
  for (const desk of desks) await desk.page.context().close()
})
