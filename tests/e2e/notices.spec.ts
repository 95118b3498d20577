import { expect, test } from '@playwright/test'
import { openDesk } from '#tests/support/desk-driver.ts'
import { type DataFolder, preparedData, type Sandbox, startSandbox } from '#tests/support/sandbox.ts'

let data: DataFolder
let sandbox: Sandbox
test.beforeAll(async () => {
  data = await preparedData()
  sandbox = await startSandbox({ data: data.path })
})
test.afterAll(async () => {
  await sandbox.stop()
  data.remove()
})

test('a lead publishes a notice, an agent confirms it, and the lead sees who has not', async ({ browser }) => {
  const agent = await openDesk(browser, sandbox.url, '8001')
  await expect(agent.seatState()).toContainText('Not ready')
  const lead = await openDesk(browser, sandbox.url, '7001')
  await lead.page.getByRole('link', { name: 'Notices' }).click()
  await lead.field('Notice title').fill('停水通知')
  await lead.field('Notice text').fill('河东区今晚停水检修。')
  await lead.page.getByRole('combobox', { name: 'Importance' }).selectOption('important')
  await lead.page.getByRole('combobox', { name: 'For', exact: true }).selectOption('roles')
  await lead.field('Notice text').press('Tab')
  await lead.page.getByRole('button', { name: 'Publish', exact: true }).press('Enter')
  const sent = lead.page.getByRole('article', { name: '停水通知' })
  await expect(sent.getByText(/^0 of \d+ have confirmed · Not confirmed yet: 8001 /)).toBeVisible()

  const strip = agent.page.getByRole('status').filter({ hasText: 'Important notice: 停水通知' })
  await expect(strip).toBeVisible()
  await expect(agent.page.getByRole('link', { name: /Notices Unread notices: 1/ })).toBeVisible()
  await strip.getByRole('link', { name: 'Show' }).press('Enter')
  await expect(strip).toBeHidden()
  await agent.button('I have read it').press('Enter')
  await expect(agent.page.getByText(/^Confirmed by me/)).toBeVisible()
  await expect(agent.page.getByText('Unread notices: 1')).toBeHidden()
  await expect(sent.getByText(/^1 of \d+ have confirmed · Not confirmed yet: (?!8001)/)).toBeVisible()
  await sent.getByRole('button', { name: 'Withdraw' }).press('Enter')
  await expect(agent.page.getByText('There are no notices now')).toBeVisible()
  await agent.page.context().close()
  await lead.page.context().close()
})

test('a phrase goes in at the caret by keys alone, and the server has it', async ({ browser }) => {
  const { page, seatState, button, field } = await openDesk(browser, sandbox.url, '8002')
  await expect(seatState()).toContainText('Not ready')
  await button('New ticket').click()
  await field('Content').pressSequentially('前后')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Alt+p')
  await expect(page.getByRole('option').first()).toBeVisible()
  await page.keyboard.type('br')
  await expect(page.getByRole('option', { name: /供热：不热/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(field('Content')).toBeFocused()
  await page.keyboard.type('河东区')
  await expect(field('Content')).toHaveValue(/^前市民来电反映：河东区家中供热不足.*后$/)
  await expect(page.getByRole('status', { name: 'Ticket state' })).toContainText('In step')
  await page.reload()
  await expect(field('Content')).toHaveValue(/^前市民来电反映：河东区家中供热不足.*后$/)
  await page.context().close()
})
