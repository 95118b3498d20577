import { chromium, expect, type Page } from '@playwright/test'
import config from '#tests/e2e/playwright.config.ts'
import type { Desk } from '#tests/support/desk-driver.ts'
import { type Hotline, openHotline } from '#tests/support/hotline.ts'
import { freshData, startSandbox } from '#tests/support/sandbox.ts'
import { type Figure, series } from './figure.ts'

const keys = 100
const tickets = 10
/** Between two keystrokes, ms: a quick typist. */
const pause = 150

/** When a text was seen at a length, ms since the epoch. */
type Seen = readonly (readonly [length: number, at: number])[]

declare global {
  interface Window {
    seen?: [number, number][]
    submitted?: number
  }
}

const answer = 'Answer given'

/** Notes each length of the field's text with the frame it was painted in. */
const watchLength = (page: Page, label: string) =>
  page.getByRole('textbox', { name: label, exact: true }).evaluate((field) => {
    const seen: [number, number][] = []
    window.seen = seen
    const look = () => {
      const { length } = (field as HTMLTextAreaElement).value
      if (seen.at(-1)?.[0] !== length) seen.push([length, performance.timeOrigin + performance.now()])
      requestAnimationFrame(look)
    }
    look()
  })

const typeKeys = (page: Page, label: string): Promise<Seen> =>
  page.getByRole('textbox', { name: label, exact: true }).evaluate(
    async (field, { count, wait }) => {
      const typed: [number, number][] = []
      ;(field as HTMLTextAreaElement).focus()
      for (let n = 0; n < count; n++) {
        const at = performance.timeOrigin + performance.now()
        document.execCommand('insertText', false, '灯')
        typed.push([(field as HTMLTextAreaElement).value.length, at])
        await new Promise((resolve) => setTimeout(resolve, wait))
      }
      return typed
    },
    { count: keys, wait: pause },
  )

/** An agent and an expert in the draft of one call. */
async function together(hotline: Hotline): Promise<{ agent: Desk; expert: Desk }> {
  const agent = await hotline.desk('8001', true)
  const expert = await hotline.desk('9001', true)
  await hotline.calls('13800000031')
  await agent.button('Answer').click()
  await agent.field('Title').fill('公积金提取')
  await agent.button('Consult').click()
  await agent.page.getByRole('searchbox', { name: 'Search directory' }).fill('9001')
  await expect(agent.page.getByRole('option').first()).toContainText('9001')
  await agent.page.keyboard.press('Enter')
  await expert.button('Answer').click()
  await expect(expert.field('Title')).toHaveValue('公积金提取')
  return { agent, expert }
}

/** From the key of one desk to the paint of the other. */
async function remoteEdits(hotline: Hotline): Promise<number[]> {
  const { agent, expert } = await together(hotline)
  await watchLength(expert.page, answer)
  const typed = await typeKeys(agent.page, answer)
  const last = typed.at(-1)?.[0] ?? 0
  await expert.page.waitForFunction((length) => (window.seen?.at(-1)?.[0] ?? 0) >= length, last)
  const seen: Seen = await expert.page.evaluate(() => window.seen ?? [])
  return typed.flatMap(([length, at]) => {
    const shown = seen.find(([reached]) => reached >= length)
    return shown ? [shown[1] - at] : []
  })
}

/** Measures, in ms, from the next Ctrl+Enter to the frame that shows the ticket as submitted. */
const watchSubmit = (page: Page) =>
  page.evaluate(() => {
    delete window.submitted
    const onKey = ({ key }: KeyboardEvent) => {
      if (key !== 'Enter') return
      window.removeEventListener('keydown', onKey, true)
      const pressed = performance.now()
      const look = () => {
        const said = document.querySelector('[role="status"][aria-label="Ticket state"]')?.textContent ?? ''
        if (said.startsWith('Submitted')) window.submitted = performance.now() - pressed
        else requestAnimationFrame(look)
      }
      look()
    }
    // On the window: the desk's own keys stop there.
    window.addEventListener('keydown', onKey, true)
  })

/** From Ctrl+Enter to the painted number of the ticket. */
async function submits(hotline: Hotline): Promise<number[]> {
  const desk = await hotline.desk('8002')
  const { page } = desk
  const samples: number[] = []
  for (let n = 0; n < tickets; n++) {
    await desk.button('New ticket').click()
    await desk.choose('Type', '咨询')
    await desk.choose('Matter', 'gjjtq')
    await desk.field('Phone').fill('13800002222')
    await desk.field('Title').fill(`公积金提取${n}`)
    await desk.field('Content').fill('市民来电咨询：住房公积金提取的条件和所需材料，希望得到明确的答复。')
    await desk.choose('Handling', '直接解答')
    await desk.field(answer).fill('请携带身份证到管理部办理。')
    const state = page.getByRole('status', { name: 'Ticket state' })
    await expect(state).toHaveText('In step')
    await watchSubmit(page)
    await page.keyboard.press('Control+Enter')
    await expect(state).toHaveText(/^Submitted/)
    // The frame may come a moment after the words.
    const taken = await (await page.waitForFunction(() => window.submitted)).jsonValue()
    if (taken === undefined) throw new Error('nothing was measured')
    samples.push(taken)
  }
  return samples
}

/** Writing together, and handing in, on the running program. */
export async function measureTickets(): Promise<Figure[]> {
  const data = freshData()
  const sandbox = await startSandbox({ data: data.path })
  const browser = await chromium.launch(config.use?.launchOptions)
  const hotline = openHotline(browser, () => sandbox)
  try {
    return [
      ...series('ticket.remote-edit-to-painted', await remoteEdits(hotline), null),
      ...series('ticket.submit-to-number-painted', await submits(hotline), null),
    ]
  } finally {
    await hotline.close()
    await browser.close()
    await sandbox.stop()
    data.remove()
  }
}
