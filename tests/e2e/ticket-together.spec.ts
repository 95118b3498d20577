import { expect, type Page, test } from '@playwright/test'
import { type Desk, openDesk } from '#tests/support/desk-driver.ts'
import { type Hotline, openHotline } from '#tests/support/hotline.ts'
import { type DataFolder, preparedData, type Sandbox, startSandbox } from '#tests/support/sandbox.ts'

let data: DataFolder
let sandbox: Sandbox
let hotline: Hotline
test.beforeAll(async () => {
  data = await preparedData()
  sandbox = await startSandbox({ data: data.path })
})
test.beforeEach(({ browser }) => {
  hotline = openHotline(browser, () => sandbox)
})
test.afterEach(() => hotline.close())
test.afterAll(async () => {
  await sandbox.stop()
  data.remove()
})

const state = (page: Page) => page.getByRole('status', { name: 'Ticket state' })
const legs = ({ page }: Desk) => page.getByRole('list', { name: 'Legs' }).getByRole('listitem')

/** An agent talks with a citizen and has asked an expert in, who has answered. */
async function together(): Promise<{ agent: Desk; expert: Desk }> {
  const agent = await hotline.desk('8001', true)
  const expert = await hotline.desk('9001', true)
  await hotline.calls('13800000031')
  await agent.button('Answer').click()
  await expect(agent.seatState()).toContainText('Talking')
  await agent.field('Title').fill('公积金提取')
  await agent.field("Caller's name").fill('王小明')
  await expect(state(agent.page)).toHaveText('In step')
  await agent.button('Consult').click()
  await agent.page.getByRole('searchbox', { name: 'Search directory' }).fill('9001')
  await expect(agent.page.getByRole('option').first()).toContainText('9001')
  await agent.page.keyboard.press('Enter')
  await expect(legs(agent)).toHaveCount(2)
  // It rings with the ticket: read, not yet written.
  await expect(expert.page.getByRole('tab', { name: /公积金提取/ })).toBeVisible()
  await expect(expert.field('Title')).toHaveCount(0)
  await expert.button('Answer').click()
  await expect(expert.field('Title')).toHaveValue('公积金提取')
  return { agent, expert }
}

test('agent and expert write in the same ticket of one call; one is cut off, both come together, and handing in freezes it for both', async () => {
  const { agent, expert } = await together()
  // The citizen is masked, and what hands in is not there.
  await expect(expert.field('Phone')).toHaveValue(/\*/)
  await expect(expert.field("Caller's name")).toHaveValue('王**')
  await expect(expert.button('Submit ticket')).toHaveCount(0)
  await expect(expert.button('New ticket')).toHaveCount(0)

  await expert.field('Answer given').pressSequentially('可以提取。')
  await expect(agent.field('Answer given')).toHaveValue('可以提取。')
  const people = agent.page.getByRole('list', { name: 'In this draft' })
  await expect(people).toContainText('Answer given')
  await agent.field('Answer given').press('End')
  await agent.field('Answer given').pressSequentially('已告知。')
  await expect(expert.field('Answer given')).toHaveValue('可以提取。已告知。')

  await expert.page.context().setOffline(true)
  await expect(people).toHaveCount(0, { timeout: 5000 })
  await expert.field('Answer given').press('Home')
  await expert.field('Answer given').pressSequentially('专家：')
  await expect(state(expert.page)).toHaveText(/^Waiting for the network: \d+$/)
  await agent.field('Answer given').press('End')
  await agent.field('Answer given').pressSequentially('来电人满意。')
  await expect(agent.field('Answer given')).toHaveValue('可以提取。已告知。来电人满意。')
  await expert.page.context().setOffline(false)
  const both = '专家：可以提取。已告知。来电人满意。'
  await expect(agent.field('Answer given')).toHaveValue(both, { timeout: 20_000 })
  await expect(expert.field('Answer given')).toHaveValue(both)

  await agent.choose('Type', '咨询')
  await agent.choose('Matter', 'gjjtq')
  await agent.field('Content').fill('市民来电咨询：住房公积金提取的条件和所需材料，希望得到明确的答复。')
  await agent.choose('Handling', '直接解答')
  await expect(state(agent.page)).toHaveText('In step')
  await agent.page.keyboard.press('Control+Enter')
  await expect(state(agent.page)).toHaveText(/^Submitted TJ\d{14}$/)
  await expect(state(expert.page)).toHaveText(/^Submitted TJ\d{14}$/)
  await expect(expert.field('Title')).toHaveCount(0)
  await expect(expert.page.getByText(both)).toBeVisible()
})

test('a lead who listens reads the ticket, and one who barges in writes in it beside agent and expert', async ({
  browser,
}) => {
  const { agent, expert } = await together()
  const lead = await openDesk(browser, sandbox.url, '7001')
  const goTo = (page: string) => lead.page.getByRole('navigation').getByRole('link', { name: page }).click()
  await lead.page.getByRole('row', { name: /\b8001\b/ }).click()
  await lead.button('Listen').click()
  await expect(lead.button('Listen')).toHaveAttribute('aria-pressed', 'true')
  await goTo('Desk')
  const caller = lead.page.getByRole('region', { name: 'Caller' })
  await expect(caller).toContainText('You are in this seat’s call')
  await expect(caller.getByRole('button', { name: 'Emergency' })).toHaveCount(0)
  await expect(lead.page.getByRole('tab', { name: /公积金提取/ })).toBeVisible()
  await expect(lead.field('Title')).toHaveCount(0)

  await goTo('Wall')
  await lead.button('Barge in').click()
  await expect(lead.button('Barge in')).toHaveAttribute('aria-pressed', 'true')
  await goTo('Desk')
  await expect(lead.field('Title')).toHaveValue('公积金提取')
  await expect(lead.field("Caller's name")).toHaveValue('王**')
  await lead.field('Answer given').pressSequentially('班长：可以。')
  for (const desk of [agent, expert]) await expect(desk.field('Answer given')).toHaveValue('班长：可以。')
  await expect(agent.page.getByRole('list', { name: 'In this draft' })).toContainText('郑云舒')

  await lead.button('Hang up').click()
  await expect(lead.field('Title')).toHaveCount(0)
  await lead.page.context().close()
  await expect(agent.field('Answer given')).toHaveValue('班长：可以。')
})
