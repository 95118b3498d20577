import { readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { type BrowserContext, chromium, expect, type Page, test } from '@playwright/test'
import { type Desk, driveDesk } from '#tests/support/desk-driver.ts'
import { type DataFolder, freshData, preparedData, type Sandbox, startSandbox } from '#tests/support/sandbox.ts'

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

const state = (page: Page) => page.getByRole('status', { name: 'Ticket state' })
const restart = async () => {
  sandbox = await startSandbox({ data: data.path, port: Number(new URL(sandbox.url).port) })
}

async function signIn(context: BrowserContext, seat: string): Promise<Desk> {
  const page = await context.newPage()
  await page.goto(`${sandbox.url}?lang=en#/sign-in?seat=${seat}`)
  const desk = driveDesk(page)
  await expect(desk.seatState()).toBeVisible()
  return desk
}

async function write(desk: Desk, title: string): Promise<void> {
  await desk.button('New ticket').click()
  await expect(desk.field('Title')).toHaveValue('')
  await desk.field('Title').fill(title)
}

async function complete(desk: Desk): Promise<void> {
  await desk.choose('Type', '求助')
  await desk.choose('Matter', 'ldbl')
  await desk.choose('Place', '河东区大王庄街道')
  await desk.field('Phone').fill('13800001111')
  await desk.field('Content').fill('市民来电反映：河东区大王庄街道一处路灯连续三晚不亮，夜间出行不便。诉求：尽快维修。')
  await desk.choose('Handling', '转办')
  await desk.choose('Lead unit', '河东区城市管理委')
}

test('each open matter has a tab with its own words, a reload keeps them, and one is thrown away after asking', async ({
  context,
}) => {
  const desk = await signIn(context, '8001')
  const { page } = desk
  await write(desk, '第一件事')
  await write(desk, '第二件事')
  await page.getByRole('tab', { name: '第一件事' }).click()
  await expect(desk.field('Title')).toHaveValue('第一件事')
  await expect(state(page)).toHaveText('In step')
  await page.reload()
  await expect(page.getByRole('tab')).toHaveCount(2)
  await page.getByRole('tab', { name: '第二件事' }).click()
  await expect(desk.field('Title')).toHaveValue('第二件事')

  await desk.button('Discard draft').click()
  const question = page.getByRole('alertdialog')
  await question.getByRole('button', { name: 'Keep writing' }).click()
  await expect(question).toHaveCount(0)
  await expect(page.getByRole('tab')).toHaveCount(2)
  await desk.button('Discard draft').click()
  await question.getByRole('button', { name: 'Discard draft' }).click()
  await expect(page.getByRole('tab')).toHaveCount(1)
  await expect(desk.field('Title')).toHaveValue('第一件事')
  await page.reload()
  await expect(desk.field('Title')).toHaveValue('第一件事')
  await expect(page.getByRole('tab')).toHaveCount(1)
})

test('with the network away a ticket is written, submitted and a page reloaded; one ticket comes of it, and what was thrown away stays away', async ({
  context,
}) => {
  const desk = await signIn(context, '8002')
  const { page } = desk
  await write(desk, '白写一场')
  await expect(state(page)).toHaveText('In step')
  await sandbox.kill()
  await desk.button('Discard draft').click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Discard draft' }).click()
  await expect(page.getByText('No ticket yet')).toBeVisible()

  await write(desk, '断网时写的工单')
  await expect(state(page)).toHaveText(/^(Saved on this computer|Waiting for the network: \d+)$/)
  await expect(state(page)).toHaveText(/^Waiting for the network: \d+$/)
  await complete(desk)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('Kept on this computer and sent by itself')).toBeVisible()
  await expect(state(page)).toHaveText(/^Waiting for the network: \d+$/)
  await page.keyboard.press('Control+Enter')
  await restart()
  await expect(state(page)).toHaveText(/^Submitted TJ\d{14}$/, { timeout: 30_000 })
  await expect(page.getByRole('tab')).toHaveCount(1)
  await page.evaluate(() => {
    location.hash = '#/tickets'
  })
  await expect(page.getByRole('row', { name: /断网时写的工单/ })).toHaveCount(1)
})

test('a reload while a ticket is on its way ends with its number, not with a draft to write in', async ({
  context,
}) => {
  const desk = await signIn(context, '8003')
  const { page } = desk
  await write(desk, '提交后重新载入')
  await complete(desk)
  await expect(state(page)).toHaveText('In step')
  await sandbox.kill()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('Kept on this computer and sent by itself')).toBeVisible()
  await restart()
  await page.reload()
  await expect(state(page)).toHaveText(/^Submitted TJ\d{14}$/, { timeout: 20_000 })
  await expect(desk.field('Title')).toHaveCount(0)
  await expect(page.getByRole('tab')).toHaveCount(1)
})

test('another window of the same seat takes it over, and has its drafts', async ({ context }) => {
  const first = await signIn(context, '8004')
  await write(first, '第一个窗口里写的')
  await expect(state(first.page)).toHaveText('In step')
  const second = await signIn(context, '8004')
  await expect(first.page.getByText(/signed in elsewhere/)).toBeVisible()
  await expect(second.field('Title')).toHaveValue('第一个窗口里写的')
  await second.field('Title').fill('第二个窗口里接着写')
  await expect(state(second.page)).toHaveText('In step')
})

test('a draft outlives kill -9 of browser and backend together', async () => {
  test.setTimeout(90_000)
  const profile = freshData()
  const { launchOptions } = test.info().project.use
  const open = () => chromium.launchPersistentContext(profile.path, { ...launchOptions, permissions: ['microphone'] })
  let context = await open()
  const desk = await signIn(context, '8005')
  await write(desk, '断电之前写的字')
  await sandbox.kill()
  await desk.field('Content').fill('后端已经不在了，这几个字只在本机。')
  await expect(state(desk.page)).toHaveText(/^Waiting for the network: \d+$/)
  // Chromium writes its process id into the lock of its profile: the one process this test started, killed by number.
  const gone = new Promise<void>((resolve) => context.once('close', () => resolve()))
  process.kill(Number(readlinkSync(join(profile.path, 'SingletonLock')).split('-').at(-1)), 'SIGKILL')
  await gone
  await restart()
  context = await open()
  const again = await signIn(context, '8005')
  await expect(again.field('Title')).toHaveValue('断电之前写的字')
  await expect(again.field('Content')).toHaveValue('后端已经不在了，这几个字只在本机。')
  await expect(state(again.page)).toHaveText('In step')
  await context.close()
  profile.remove()
})
