import { expect, test } from '@playwright/test'
import { hotlineOfFile } from '#tests/support/hotline-of-file.ts'

const hotline = hotlineOfFile()
const firm = '天津海云芯片设计有限公司'

test('a firm that calls is known from the ring on, one key puts it into the ticket, and its page has the ticket with the green channel', async () => {
  const desk = await hotline.desk('8001', true)
  const { page } = desk
  await hotline.calls('14200010101')
  await expect(desk.button('Answer')).toBeVisible()
  const caller = page.getByRole('region', { name: 'Caller' })
  await expect(caller).toContainText(firm)
  await expect(caller).toContainText('Green channel')
  await expect(caller).toContainText('142****0001')
  await page.keyboard.press('F2')
  await expect(desk.seatState()).toContainText('Talking')
  await page.keyboard.press('Alt+q')
  await expect(desk.field('Enterprise name')).toHaveValue(firm)
  await desk.choose('Type', '求助')
  await desk.choose('Matter', 'ldbl')
  await desk.choose('Place', '河东区大王庄街道')
  await desk.field('Title').fill('厂区门口路灯不亮')
  await desk.field('Content').fill('企业来电反映：厂区门口路灯不亮，夜班员工出行不便。诉求：尽快维修。')
  await desk.choose('Handling', '转办')
  await desk.choose('Lead unit', '河东区城市管理委')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('status', { name: 'Ticket state' })).toHaveText(/^Submitted TJ\d{14}$/)

  await page.goto(`${hotline.url}?lang=en#/enterprises`)
  await page.getByRole('searchbox').fill('hyxp')
  await page.getByText(firm).first().click()
  await expect(page.getByRole('main')).toContainText('厂区门口路灯不亮')
})

test('tickets of the green channel wait first at the dispatch', async ({ browser }) => {
  const page = await browser.newPage()
  await page.goto(`${hotline.url}?lang=en#/sign-in?seat=6001`)
  await expect(page.getByRole('navigation')).toBeVisible()
  await page.goto(`${hotline.url}?lang=en#/tickets`)
  await expect(page.getByRole('row', { name: /厂区门口路灯不亮/ })).toContainText('Green channel')
  await page.close()
})
