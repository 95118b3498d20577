import { type Browser, expect, type Page, test } from '@playwright/test'
import type { PartyCall } from '#server/sandbox/party/party-call.ts'
import { type Desk, driveDesk } from '#tests/support/desk-driver.ts'
import { hotlineOfFile } from '#tests/support/hotline-of-file.ts'

const hotline = hotlineOfFile()

async function signIn(browser: Browser, seat: string): Promise<Desk> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, permissions: ['microphone'] })
  const page = await context.newPage()
  await page.goto(`${hotline.url}?lang=en#/sign-in?seat=${seat}`)
  await expect(page.getByRole('navigation')).toBeVisible()
  return driveDesk(page)
}

async function submit(desk: Desk): Promise<string> {
  await desk.button('New ticket').click()
  await desk.choose('Type', '求助')
  await desk.choose('Matter', 'ldbl')
  await desk.choose('Place', '河东区大王庄街道')
  await desk.field('Phone').fill('13800002222')
  await desk.field('Title').fill('大王庄路灯不亮')
  await desk.field('Content').fill('市民来电反映：近一周小区东侧路灯不亮，夜间出行不便。诉求：尽快维修。')
  await desk.choose('Handling', '转办')
  await desk.choose('Lead unit', '河东区城市管理委')
  await desk.page.keyboard.press('Control+Enter')
  const state = desk.page.getByRole('status', { name: 'Ticket state' })
  await expect(state).toHaveText(/^Submitted TJ\d{14}$/)
  return ((await state.textContent()) ?? '').replace('Submitted ', '')
}

/** The page of the chosen ticket. */
const detail = (page: Page) => page.getByRole('region', { name: 'Ticket details' })
const open = async ({ page }: Desk, number: string) => {
  const row = page.getByRole('row', { name: new RegExp(number) })
  await expect(row).toBeVisible()
  await row.click()
}
/** One act of the chosen ticket: its button, then the words of its form. */
async function act({ page }: Desk, name: string, words: Readonly<Record<string, string>> = {}) {
  await detail(page).getByRole('button', { name, exact: true }).click()
  for (const [field, text] of Object.entries(words))
    await detail(page).getByRole('textbox', { name: field, exact: true }).fill(text)
  if (Object.keys(words).length > 0)
    await detail(page)
      .getByRole('button', { name: `Confirm: ${name}`, exact: true })
      .click()
  await expect(detail(page).getByText(`Done: ${name}`)).toBeVisible()
}
const inState = (desk: Desk, state: string) =>
  expect(detail(desk.page).getByRole('heading').first()).toContainText(state)

test('a ticket goes from the agent over dispatcher, unit and reviewer to the revisit, with a return and an extension', async ({
  browser,
}) => {
  const agent = await signIn(browser, '8001')
  const dispatcher = await signIn(browser, '6001')
  const unit = await signIn(browser, '5001')
  const number = await submit(agent)

  // The list of a desk that is open fills by itself.
  await open(dispatcher, number)
  await detail(dispatcher.page).getByRole('button', { name: 'Dispatch', exact: true }).click()
  await detail(dispatcher.page).getByRole('button', { name: 'Confirm: Dispatch' }).click()
  await inState(dispatcher, 'To be signed for')

  await open(unit, number)
  await expect(detail(unit.page)).not.toContainText('13800002222')
  await act(unit, 'Ask to return', { Reason: '疑似属于街道职责', Basis: '三定方案第五条' })
  await expect(detail(dispatcher.page)).toContainText('疑似属于街道职责')
  await act(dispatcher, 'Refuse the return', { Reason: '主干道路灯属贵单位' })

  await act(unit, 'Sign')
  await act(unit, 'Ask for more time', { Reason: '灯具缺货', Plan: '下周到货后更换' })
  await detail(dispatcher.page).getByRole('button', { name: 'Approve more time', exact: true }).click()
  await expect(detail(dispatcher.page).getByText('Done: Approve more time')).toBeVisible()
  await act(unit, 'Hand in the result', {
    'What was done': '已更换灯具三盏，现场亮灯正常。',
    'Public reply': '路灯已修复，感谢您的反映。',
  })
  await inState(unit, 'To be reviewed')

  const reviewer = await signIn(browser, '6101')
  await open(reviewer, number)
  await act(reviewer, 'Approve the result')
  const revisit = await signIn(browser, '6201')
  await open(revisit, number)
  await act(revisit, 'Start the revisit')
  const form = detail(revisit.page).getByRole('form', { name: 'Record the revisit' })
  await expect(form).toContainText('我是6201号回访员')
  await expect(form.getByLabel('Cause')).toHaveCount(0)
  // The citizen is rung from the ticket, and the answers go into the form.
  const citizen = new Promise<PartyCall>((resolve) => {
    void hotline.party('citizen-13800002222', (call) => {
      void call.answer()
      resolve(call)
    })
  })
  await form.getByRole('button', { name: 'Call the citizen' }).click()
  await expect(revisit.seatState()).toContainText('Talking')
  await (await citizen).hangUp()
  await form.getByLabel('Solved?').selectOption('partly solved')
  await expect(form.getByLabel('Cause')).toBeVisible()
  await form.getByLabel('Solved?').selectOption('solved')
  await detail(revisit.page).getByRole('button', { name: 'Confirm: Record the revisit' }).click()
  await inState(revisit, 'Closed')

  // The agent reads the whole way, and cannot act on it any more.
  await agent.page.evaluate(() => {
    location.hash = '#/tickets'
  })
  await open(agent, number)
  await inState(agent, 'Closed')
  await expect(detail(agent.page).getByRole('listitem')).toHaveCount(12)
  await expect(detail(agent.page).getByRole('region', { name: 'What can be done' })).toHaveCount(0)
})

test('an agent who may dispatch sends the ticket on without a dispatcher', async ({ browser }) => {
  const agent = await signIn(browser, '8101')
  const unit = await signIn(browser, '5001')
  const number = await submit(agent)
  await agent.page.evaluate(() => {
    location.hash = '#/tickets'
  })
  await open(agent, number)
  await detail(agent.page).getByRole('button', { name: 'Dispatch', exact: true }).click()
  await detail(agent.page).getByRole('button', { name: 'Confirm: Dispatch' }).click()
  await inState(agent, 'To be signed for')
  await open(unit, number)
  await inState(unit, 'To be signed for')
  // What the unit's duty mobile was told stands on the agent's page.
  await expect(detail(agent.page).getByText('Text to unit')).toBeVisible()
})
