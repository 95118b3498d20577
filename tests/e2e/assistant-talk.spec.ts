import { expect, type Page, test } from '@playwright/test'
import { driveDesk } from '#tests/support/desk-driver.ts'
import { installMouth } from '#tests/support/page-mouth.ts'
import { type DataFolder, preparedData, type Sandbox, startSandbox } from '#tests/support/sandbox.ts'

let data: DataFolder
let sandbox: Sandbox
test.beforeAll(async () => {
  data = await preparedData()
  sandbox = await startSandbox({ data: data.path, citizens: true })
})
test.afterAll(async () => {
  await sandbox.stop()
  data.remove()
})

/** Everything Chinese that an English reader's software meets is marked as such. */
const unmarkedChinese = (page: Page) =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const found: string[] = []
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement
      const text = node.textContent ?? ''
      if (!/\p{Script=Han}/u.test(text) || !element || element.closest('script, style')) continue
      if (!(element.closest('[lang]')?.getAttribute('lang') ?? '').startsWith('zh')) found.push(text)
    }
    return found
  })

test('a citizen speaks: lines appear as the script’s, knowledge follows, Alt+1 puts it behind what was typed, all stays through wrap-up', async ({
  page,
}) => {
  test.setTimeout(120_000)
  await installMouth(page, 0)
  await page.goto(`${sandbox.url}?lang=en#/sign-in?seat=8001`)
  const desk = driveDesk(page)
  await expect(desk.seatState()).toContainText('Not ready')
  await expect(desk.button('Ready')).toBeEnabled()
  await page.keyboard.press('F10')
  await expect(desk.button('Answer')).toBeVisible({ timeout: 30_000 })
  await page.keyboard.press('F2')
  await expect(desk.seatState()).toContainText('Talking')
  const transcript = page.getByRole('region', { name: 'Transcript' })
  const suggestions = page.getByRole('region', { name: 'Suggestions' })
  const cards = suggestions.getByRole('list').first().locator('> li')
  await expect(transcript.getByRole('listitem').first()).toContainText('script', { timeout: 30_000 })
  await expect(cards.first()).toBeVisible({ timeout: 60_000 })
  const entry = /K\d{7}/.exec((await cards.first().textContent()) ?? '')?.[0] ?? 'none'

  // The caret is in a text field with words of the agent's own, and stays there.
  const answer = desk.field('Answer given')
  await answer.fill('我先说一句。')
  await desk.field('Title').fill('打到一半')
  await page.keyboard.press('Alt+1')
  await expect(answer).toHaveValue(/^我先说一句。\n.{10,}/s)
  await expect(desk.field('Title')).toBeFocused()
  await expect(desk.field('Title')).toHaveValue('打到一半')
  await expect(page.getByRole('list', { name: 'Knowledge used' })).toContainText(entry)
  const once = await answer.inputValue()
  await page.keyboard.press('Alt+1')
  await expect(answer).toHaveValue(once)
  await page.keyboard.press('Alt+9')
  await expect(answer).toHaveValue(once)
  expect(await unmarkedChinese(page)).toEqual([])

  // Ctrl+J goes round transcript, form and suggestions.
  const within = () =>
    page.evaluate(() => document.activeElement?.closest('section[aria-label]')?.getAttribute('aria-label'))
  const places: (string | null | undefined)[] = []
  for (let n = 0; n < 3; n += 1) {
    await page.keyboard.press('Control+j')
    places.push(await within())
  }
  expect(new Set(places)).toEqual(new Set(['Transcript', 'Ticket', 'Suggestions']))

  const lines = await transcript.getByRole('listitem').count()
  await page.keyboard.press('F4')
  await expect(desk.seatState()).toContainText('Wrap-up')
  expect(await transcript.getByRole('listitem').count()).toBeGreaterThanOrEqual(lines)
  await expect(cards.first()).toContainText(entry)
  await expect(answer).toHaveValue(once)
})
