import { expect, type Page, test } from '@playwright/test'
import { hotlineOfFile } from '#tests/support/hotline-of-file.ts'

const hotline = hotlineOfFile()

/** A picture of one red sign, as small as a PNG gets. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
)
const files = (page: Page) => page.getByRole('region', { name: 'Files' })

test('files are added while a ticket is written, refused by what they are, looked at under a watermark, and are on the ticket’s trail', async ({
  browser,
}) => {
  const desk = await hotline.desk('8001')
  const { page } = desk
  await desk.button('New ticket').click()
  await desk.field('Title').fill('井盖破损')
  await files(page)
    .locator('input[type=file]')
    .setInputFiles([
      { name: '井盖.png', mimeType: 'image/png', buffer: picture },
      { name: '说明.png', mimeType: 'image/png', buffer: Buffer.from('<script>alert(1)</script>') },
    ])
  await expect(files(page).getByText('井盖.png')).toBeVisible()
  await expect(files(page).getByText('Not added: pictures (JPEG, PNG, GIF, WebP)')).toBeVisible()
  await files(page).getByRole('button', { name: 'Look at 井盖.png' }).focus()
  await page.keyboard.press('Enter')
  const viewer = page.getByRole('dialog')
  await expect(viewer).toContainText('8001 林知夏')
  // The focus comes into a dialog a frame after it is there.
  await expect(viewer).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(viewer).toBeHidden()

  await desk.choose('Type', '求助')
  await desk.choose('Matter', 'ldbl')
  await desk.choose('Place', '河东区大王庄街道')
  await desk.field('Phone').fill('13800002222')
  await desk.field('Content').fill('市民来电反映：楼下的井盖破损，已经有人绊倒。诉求：尽快更换。')
  await desk.choose('Handling', '转办')
  await desk.choose('Lead unit', '河东区城市管理委')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('status', { name: 'Ticket state' })).toHaveText(/^Submitted TJ\d{14}$/)

  const lead = await browser.newPage()
  await lead.goto(`${hotline.url}?lang=en#/sign-in?seat=7001`)
  await expect(lead.getByRole('navigation')).toBeVisible()
  await lead.goto(`${hotline.url}?lang=en#/tickets`)
  await lead.getByRole('row', { name: /井盖破损/ }).click()
  await files(lead).getByRole('button', { name: 'Look at 井盖.png' }).click()
  await expect(lead.getByRole('dialog')).toContainText('7001')
  await expect(lead.getByRole('dialog')).toBeFocused()
  await lead.keyboard.press('Escape')
  await expect(lead.getByRole('dialog')).toBeHidden()
  await expect(lead.getByRole('region', { name: 'Ticket details' })).toContainText('Looked at a file')
  await lead.close()
})
