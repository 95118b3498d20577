import { chromium, expect, type Page } from '@playwright/test'
import config from '#tests/e2e/playwright.config.ts'
import { startBackend } from '#tests/support/backend.ts'
import { embeddedSite } from '#tests/support/databases.ts'
import type { Desk } from '#tests/support/desk-driver.ts'
import { openHotline } from '#tests/support/hotline.ts'
import { talkLong } from '#tests/support/long-talk.ts'
import { type Figure, series } from './figure.ts'

/** Lines of the talk beside the form. */
const lines = 200

const keystroke = (page: Page): Promise<number[]> =>
  page.evaluate(async () => {
    const area = document.querySelector('textarea')
    const times: number[] = []
    if (!area) return times
    area.focus()
    for (let n = 0; n < 100; n++) {
      const started = performance.now()
      document.execCommand('insertText', false, '灯')
      await new Promise<void>((resolve) =>
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => resolve()
          port2.postMessage(null)
        }),
      )
      times.push(performance.now() - started)
    }
    return times
  })

/** Shows every field that may apply: an enterprise asks, and all groups are open. @returns how many there are */
async function wholeForm(desk: Desk): Promise<number> {
  await desk.choose('Caller kind', '企业')
  const form = desk.page.getByRole('tabpanel')
  await form.evaluate((panel) => {
    for (const group of panel.querySelectorAll('details')) group.open = true
  })
  const fields = form.locator('input, textarea, select')
  await fields.last().scrollIntoViewIfNeeded()
  return fields.count()
}

/** Typing in the form: as it opens, and in all of it, in a call with the whole talk beside it. */
export async function measureTyping(): Promise<Figure[]> {
  const backend = await startBackend(await embeddedSite())
  const browser = await chromium.launch(config.use?.launchOptions)
  const hotline = openHotline(browser, () => ({ url: `${backend.url}/`, sip: backend.sip }))
  try {
    const desk = await hotline.desk('8001', true)
    const call = await hotline.calls('13800002222')
    await desk.button('Answer').click()
    await expect(desk.seatState()).toContainText('Talking')
    await desk.field('Content').click()
    const alone = await keystroke(desk.page)
    talkLong(backend, call.sipCallId, lines)
    await expect(desk.page.getByRole('region', { name: 'Transcript' })).toContainText(`第${lines}句`)
    const fields = await wholeForm(desk)
    return [
      ...series('typing.key-to-painted', alone, 50),
      ...series(`typing.${fields}-fields-${lines}-lines.key-to-painted`, await keystroke(desk.page), 50),
    ]
  } finally {
    await hotline.close()
    await browser.close()
    await backend.app.close()
  }
}
