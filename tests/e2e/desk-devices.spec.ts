import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { hotlineOfFile } from '../support/hotline-of-file.ts'

const hotline = hotlineOfFile()

const dialog = (page: Page) => page.getByRole('dialog', { name: /^(Devices|设备)$/ })
const lamps = (page: Page) => dialog(page).getByRole('listitem')

test('a seat checks its devices by keyboard, and its choice is still there after a reload', async () => {
  const { page } = await hotline.desk('8001')
  await page.keyboard.press('Control+Shift+D')
  await expect(lamps(page)).toHaveText([/Works/, /Works/, /Works/, /Works/, /Works/])
  const speaker = dialog(page).getByRole('combobox', { name: 'Speaker' })
  await speaker.selectOption({ index: 2 })
  // The phone says what it uses now.
  await expect(speaker).not.toHaveValue('')
  const chosen = await speaker.inputValue()
  await dialog(page).getByRole('checkbox', { name: 'Cancel echo' }).uncheck()
  await dialog(page).getByRole('button', { name: 'Play a tone' }).press('Enter')
  await expect(dialog(page).getByRole('button', { name: 'Ring', exact: true })).toHaveAttribute('aria-disabled', 'true')
  await dialog(page).getByRole('button', { name: 'Ring', exact: true }).press('Enter')
  await dialog(page).getByRole('button', { name: 'Close' }).press('Enter')
  await expect(dialog(page)).toBeHidden()
  await page.reload()
  await page.getByRole('button', { name: /^Devices/ }).click()
  await expect(speaker).toHaveValue(chosen)
  await expect(dialog(page).getByRole('checkbox', { name: 'Cancel echo' })).not.toBeChecked()
})

test('strong noise suppression runs in the page as it is served, under its policy', async () => {
  const { page } = await hotline.desk('8002')
  const blocked: string[] = []
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) blocked.push(message.text())
  })
  const compiler = page.waitForResponse(/\/sound\/denoise-compiler\.js$/)
  await page.getByRole('button', { name: /^Devices/ }).click()
  await dialog(page).getByRole('button', { name: 'Strong' }).click()
  expect((await compiler).status()).toBe(200)
  await expect(dialog(page).getByText('Strong suppression (RNNoise) is at work.')).toBeVisible()
  expect(blocked).toEqual([])
})

test('how a call sounded is stored when it is over', async () => {
  const desk = await hotline.desk('8003', true)
  const call = await hotline.calls('13820001234')
  await desk.button('Answer').click()
  await expect(desk.seatState()).toContainText('Talking')
  await expect(desk.page.getByRole('img', { name: 'The call sounds good' })).toBeVisible()
  await call.hangUp()
  const stored = async () =>
    (await (await fetch(`${hotline.url}metrics`)).text()).match(/^.*call\.quality.*$/gm)?.join('\n')
  await expect.poll(stored).toMatch(/name="call\.quality".*outcome="ok"/)
})

for (const look of [
  { lang: 'zh-CN', scheme: 'light' },
  { lang: 'en', scheme: 'dark' },
] as const)
  test(`the dialog keeps the guidelines of access in ${look.lang}, ${look.scheme}`, async ({ browser }) => {
    const context = await browser.newContext({
      colorScheme: look.scheme,
      reducedMotion: 'reduce',
      viewport: { width: 1366, height: 768 },
      permissions: ['microphone'],
    })
    const page = await context.newPage()
    await page.goto(`${hotline.url}?lang=${look.lang}#/sign-in?seat=8004`)
    await page.getByRole('button', { name: /^(Devices|设备)/ }).click()
    await expect(lamps(page)).toHaveText([/Works|正常/, /Works|正常/, /Works|正常/, /Works|正常/, /Works|正常/])
    const { violations } = await new AxeBuilder({ page })
      .options({ runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] } })
      .analyze()
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([])
    await context.close()
  })
