import { expect, test } from '@playwright/test'
import type { Desk } from '#tests/support/desk-driver.ts'
import { hotlineOfFile } from '#tests/support/hotline-of-file.ts'

const hotline = hotlineOfFile()
const phone = '13800005555'

async function write(desk: Desk, title: string): Promise<void> {
  await desk.button('New ticket').click()
  await desk.choose('Type', '求助')
  await desk.choose('Matter', 'ldbl')
  await desk.choose('Place', '河东区大王庄街道')
  await desk.field('Phone').fill(phone)
  await desk.field('Title').fill(title)
  await desk.field('Content').fill('市民来电反映：小区东门路灯不亮已有一周，夜间出行不便。诉求：尽快维修。')
}

test('who writes of what is known already is told while writing, and urges it instead', async () => {
  const first = await hotline.desk('8001')
  await write(first, '东门路灯不亮')
  await first.choose('Handling', '转办')
  await first.choose('Lead unit', '河东区城市管理委')
  await first.page.keyboard.press('Control+Enter')
  const state = first.page.getByRole('status', { name: 'Ticket state' })
  await expect(state).toHaveText(/^Submitted TJ\d{14}$/)
  const number = ((await state.textContent()) ?? '').replace('Submitted ', '')

  const second = await hotline.desk('8002')
  await write(second, '东门路灯还不亮')
  const near = second.page.getByRole('button', { name: /^Same number 1/ })
  await expect(near).toBeVisible()
  await near.focus()
  await second.page.keyboard.press('Enter')
  const dialog = second.page.getByRole('dialog')
  await expect(dialog).toContainText(number)
  await dialog.getByRole('button', { name: 'Urge', exact: true }).first().click()
  await expect(dialog).toContainText(`${number} urged, and linked with this ticket`)
  await second.page.keyboard.press('Escape')

  await first.page.goto(`${hotline.url}?lang=en#/tickets`)
  await first.page.getByRole('row', { name: new RegExp(number) }).click()
  await expect(first.page.getByRole('region', { name: 'Ticket details' })).toContainText('Urged')
})
