import { join } from 'node:path'
import { chromium, expect, type Page } from '@playwright/test'
import { migrations } from '#server/storage/migrations.ts'
import { openStorage } from '#server/storage/storage.ts'
import config from '#tests/e2e/playwright.config.ts'
import { type Desk, openDesk } from '#tests/support/desk-driver.ts'
import { type Hotline, openHotline } from '#tests/support/hotline.ts'
import { freshData, startSandbox } from '#tests/support/sandbox.ts'
import { type Figure, series } from './figure.ts'
import { fillTickets } from './many-tickets.ts'

const rows = 100_000
/** Rows scrolled over, and turns of the wheel. */
const turns = 100
const calls = 5
const number = '13800002222'

async function handIn(desk: Desk): Promise<void> {
  await desk.button('New ticket').click()
  await desk.choose('Type', '咨询')
  await desk.choose('Matter', 'gjjtq')
  await desk.field('Phone').fill(number)
  await desk.field('Title').fill('公积金提取')
  await desk.field('Content').fill('市民来电咨询：住房公积金提取的条件和所需材料，希望得到明确的答复。')
  await desk.choose('Handling', '直接解答')
  await desk.field('Answer given').fill('请携带身份证到管理部办理。')
  await desk.page.keyboard.press('Control+Enter')
  await expect(desk.page.getByRole('status', { name: 'Ticket state' })).toHaveText(/^Submitted/)
}

/** From the moment the citizen dials to the frame in which the desk shows what he asked for before, ms. */
async function knownAtRing(hotline: Hotline, desk: Desk): Promise<number[]> {
  const samples: number[] = []
  await desk.button('Ready').click()
  for (let n = 0; n < calls; n += 1) {
    await desk.button('Not ready').waitFor()
    const dialled = Date.now()
    const shown = desk.page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const look = () => {
            const region = document.querySelector('[aria-label="Caller"]')
            if (region?.textContent?.includes('公积金提取')) resolve(performance.timeOrigin + performance.now())
            else requestAnimationFrame(look)
          }
          look()
        }),
    )
    const call = await hotline.calls(number)
    samples.push((await shown) - dialled)
    await desk.button('Answer').click()
    await expect(desk.seatState()).toContainText('Talking')
    await call.hangUp()
    await desk.button('Finish wrap-up').click()
    // Nobody is shown any more before the next one rings.
    await desk.page.reload()
  }
  return samples
}

/** Times between frames, ms, while the list is scrolled by the wheel and its next pages come. */
async function scrolled(page: Page): Promise<number[]> {
  await page.evaluate(() => {
    const frames: number[] = []
    let last = performance.now()
    Object.assign(window, { frames })
    const tick = (at: number) => {
      frames.push(at - last)
      last = at
      requestAnimationFrame(tick)
    }
    requestAnimationFrame(tick)
  })
  const row = page.getByRole('row').nth(5)
  await row.hover()
  for (let n = 0; n < turns; n += 1) {
    await page.mouse.wheel(0, 340)
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
  }
  return page.evaluate(() => (window as unknown as { frames: number[] }).frames.slice(2))
}

/** From the last key of a word to the frame in which its tickets stand in the list, ms. */
async function searched(page: Page, words: readonly string[]): Promise<number[]> {
  const samples: number[] = []
  const box = page.getByRole('searchbox', { name: 'Search tickets' })
  for (const word of words) {
    const started = Date.now()
    await box.fill(word)
    const painted = await page.waitForFunction(
      (text) => {
        const marks = [...document.querySelectorAll('td mark')]
        return (
          marks.length > 0 &&
          marks.every(({ textContent }) => textContent === text) &&
          performance.timeOrigin + performance.now()
        )
      },
      word,
      { polling: 'raf' },
    )
    samples.push(Number(await painted.jsonValue()) - started)
  }
  return samples
}

/** The list of a hundred thousand tickets in the page, and the caller who is known at the ring; on the embedded database. */
export async function measureList(): Promise<Figure[]> {
  const data = freshData()
  const browser = await chromium.launch(config.use?.launchOptions)
  let sandbox = await startSandbox({ data: data.path })
  const hotline = openHotline(browser, () => sandbox)
  try {
    const desk = await openDesk(browser, sandbox.url, '8001')
    await handIn(desk)
    const known = await knownAtRing(hotline, desk)
    await desk.page.context().close()
    await sandbox.stop()
    const site = { kind: 'embedded', dataDir: join(data.path, 'database') } as const
    const storage = await openStorage({
      site,
      migrations,
      onError(error) {
        throw error
      },
    })
    await fillTickets(storage, rows)
    await storage.close()
    sandbox = await startSandbox({ data: data.path })
    const lead = await openDesk(browser, sandbox.url, '7001')
    await expect(lead.page.getByRole('navigation')).toBeVisible()
    await lead.page.getByRole('link', { name: 'Tickets' }).click()
    await expect(lead.page.getByRole('row').nth(20)).toBeVisible()
    const frames = await scrolled(lead.page)
    return [
      ...series('caller.dialled-to-known', known, 1000),
      ...series('list.100000.frame-while-scrolled', frames, null),
      ...series(
        'list.100000.typed-to-found',
        await searched(lead.page, ['路灯', '噪声', '井盖', '物业', '停车']),
        null,
      ),
    ]
  } finally {
    await hotline.close()
    await browser.close()
    await sandbox.stop()
    data.remove()
  }
}
