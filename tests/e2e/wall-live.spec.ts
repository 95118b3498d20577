import { expect, type Page, test } from '@playwright/test'
import { type Hotline, openHotline } from '#tests/support/hotline.ts'
import { type DataFolder, preparedData, type Sandbox, startSandbox } from '#tests/support/sandbox.ts'

let data: DataFolder
let sandbox: Sandbox
let hotline: Hotline
test.beforeAll(async ({ browser }) => {
  data = await preparedData()
  sandbox = await startSandbox({ data: data.path })
  hotline = openHotline(browser, () => sandbox)
})
test.afterAll(async () => {
  await hotline.close()
  await sandbox.stop()
  data.remove()
})

const openWall = async (page: Page, lang: 'en' | 'zh-CN' = 'en') => {
  await page.goto(`${sandbox.url}?lang=${lang}#/sign-in?seat=7001`)
  await expect(page).toHaveURL(/#\/wall$/)
  await expect(seatRow(page, '8001')).toBeVisible()
}
const seatRow = (page: Page, seat: string) => page.getByRole('row', { name: new RegExp(`\\b${seat}\\b`) })
const number = async (page: Page, name: string) =>
  /\d[\d:.]*/.exec((await page.getByRole('group', { name, exact: true }).first().textContent()) ?? '')?.[0]
const numbers = async (page: Page) => {
  const all: Record<string, string | undefined> = {}
  for (const name of ['Offered', 'Answered', 'Abandoned', 'Service level']) all[name] = await number(page, name)
  return all
}

test('the wall follows seats, queue and counts, a desk that is gone for 10 s is offline and its call over, and a restart changes no figure', async ({
  page,
}) => {
  test.setTimeout(90_000)
  await openWall(page)
  expect(await number(page, 'Offered')).toBe('0')
  await expect(seatRow(page, '8001')).toContainText('Offline')
  const desk = await hotline.desk('8001')
  await expect(seatRow(page, '8001')).toContainText('Not ready')
  const leaver = await hotline.desk('8002')
  const call = await hotline.calls('13800000021')
  await expect.poll(() => number(page, 'Waiting')).toBe('1')
  const queues = page.getByRole('region', { name: 'Queues' })
  await expect(queues.getByRole('group', { name: 'Waiting' }).first()).toContainText('1')
  await expect(queues).not.toContainText('13800000021')
  await expect(desk.button('Ready')).toBeEnabled()
  await desk.page.keyboard.press('F10')
  await expect(seatRow(page, '8001')).toContainText('Ringing')
  await desk.page.keyboard.press('F2')
  await expect(seatRow(page, '8001')).toContainText('Talking')
  await expect.poll(() => number(page, 'Waiting')).toBe('0')
  await expect.poll(() => number(page, 'Seats talking')).toBe('1')
  await desk.page.keyboard.press('F3')
  await expect(seatRow(page, '8001')).toContainText('Hold')
  const lost = await hotline.calls('13800000022')
  await expect.poll(() => number(page, 'Waiting')).toBe('1')
  await lost.hangUp()
  await expect.poll(() => numbers(page)).toMatchObject({ Offered: '2', Answered: '1', Abandoned: '1' })

  const gone = Date.now()
  await leaver.page.close()
  await desk.page.close()
  await expect(seatRow(page, '8002')).toContainText('Offline', { timeout: 15_000 })
  expect(Date.now() - gone).toBeGreaterThan(8000)
  await expect(seatRow(page, '8001')).toContainText('Offline')
  await expect.poll(() => call.state.kind).toBe('ended')

  const before = await numbers(page)
  const port = Number(new URL(sandbox.url).port)
  await sandbox.kill()
  sandbox = await startSandbox({ data: data.path, port })
  await page.reload()
  await expect(seatRow(page, '8001')).toContainText('Offline')
  await expect.poll(() => numbers(page)).toEqual(before)
})
