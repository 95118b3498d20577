import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { type Program, test } from './program.ts'

const content = (page: Page) => page.getByRole('textbox', { name: /^(Content|诉求内容)$/ })
const newTicket = (page: Page) => page.getByRole('button', { name: /^(New ticket|新建工单)/ }).click()
const windowOf = async (program: Program, path: string) =>
  (await program.shell().windows()).find(({ url }) => url.startsWith(`app://lianxian${path}`))

test('a ticket that is being written outlives kill -9 of the whole program, and nobody reads it on the disk', async ({
  program,
}) => {
  const desk = await program.desk('8009')
  await newTicket(desk)
  await content(desk).fill('路灯不亮三天了，门口很黑')
  await expect(desk.getByRole('status', { name: /Ticket state|工单状态/ })).toContainText(
    /In step|已同步|Saved|已存本机/,
  )
  await program.shell().kill()
  const raw = ['a', 'b'].map((side) => readFileSync(join(program.data, 'journal', `8009.${side}`)))
  expect(Math.max(...raw.map(({ length }) => length))).toBeGreaterThan(50)
  expect(raw.some((bytes) => bytes.includes('路灯'))).toBe(false)
  await program.start()
  const again = await program.desk('8009')
  await expect(content(again)).toHaveValue('路灯不亮三天了，门口很黑')
})

test('what is written while the backend is away is on this computer’s disk, and goes out when it is back', async ({
  program,
}) => {
  const desk = await program.desk('8010')
  await newTicket(desk)
  const state = desk.getByRole('status', { name: /Ticket state|工单状态/ })
  await expect(state).toContainText(/In step|已同步/)
  await program.sandbox().kill()
  await content(desk).fill('断网时写的内容')
  await expect(state).toContainText(/Waiting for the network|等待网络/)
  await program.shell().kill()
  await program.restartSandbox()
  await program.start()
  const again = await program.desk('8010')
  await expect(content(again)).toHaveValue('断网时写的内容')
  await expect(again.getByRole('status', { name: /Ticket state|工单状态/ })).toContainText(/In step|已同步/)
})

test('the sign-in comes back after a restart where the system has a keyring', async ({ program }) => {
  await program.desk('8003')
  await program.shell().kill()
  await program.start()
  const desk = await program.shell().page('desk')
  await expect(desk.getByRole('status', { name: /Seat state|座席状态/ })).toBeVisible()
})

test.describe('without a keyring', () => {
  test.use({ shellOptions: { machine: { keyring: 'basic_text' } } })
  test('the sign-in is kept by nobody, and asked for again', async ({ program }) => {
    await program.desk('8004')
    await program.shell().kill()
    await program.start()
    const desk = await program.shell().page('desk')
    await expect(desk.getByRole('button', { name: /8004/ }).first()).toBeVisible()
  })
})

test('closing leaves it in the tray, which brings it back and says the seat’s state', async ({ program }) => {
  const shell = program.shell()
  const signedIn = await program.desk('8005')
  await expect(signedIn.getByRole('status', { name: /Seat state|座席状态/ })).toContainText(/Not ready|置忙/)
  await expect.poll(async () => (await shell.tray())?.toolTip).toContain('8005')
  await shell.close('desk')
  await expect.poll(async () => (await windowOf(program, '/#'))?.visible).toBe(false)
  await shell.clickTray('打开连线')
  await expect.poll(async () => (await windowOf(program, '/#'))?.visible).toBe(true)
  await shell.clickTray('置闲')
  const desk = await shell.page('desk')
  await expect(desk.getByRole('status', { name: /Seat state|座席状态/ })).toContainText(/Ready|空闲/)
})

test('a second start shows the first and hands over its link, which is put before the person and not dialled', async ({
  program,
}) => {
  const shell = program.shell()
  const desk = await program.desk('8006')
  await shell.close('desk')
  expect(await shell.secondInstance(['tel:+86-22-12345678'])).toMatchObject({ code: 0 })
  await expect.poll(async () => (await windowOf(program, '/#'))?.visible).toBe(true)
  const offer = desk.getByRole('alert').filter({ hasText: '12345678' })
  await expect(offer).toBeVisible()
  await expect(desk.getByRole('status', { name: /Call state|通话状态/ })).toContainText(/No call|没有通话|无通话/)
  for (const hostile of ['tel:<script>alert(1)</script>', `tel:${'1'.repeat(100_000)}`, 'lianxian:page/../../etc'])
    expect(await shell.secondInstance([hostile])).toMatchObject({ code: 0 })
  await expect(desk.getByRole('alert').filter({ hasText: 'script' })).toHaveCount(0)
})

test('the wall has a window of its own on the other screen, live, while the desk stays the seat’s desk', async ({
  program,
}) => {
  const shell = program.shell()
  await shell.machine({
    displays: [
      { x: 0, y: 0, width: 1366, height: 768 },
      { x: 1366, y: 0, width: 1920, height: 1080 },
    ],
  })
  const desk = await program.desk('7001')
  await desk.getByRole('link', { name: /^(Wall|大屏)/ }).click()
  await desk.getByRole('button', { name: /Open in a window of its own|在另一个窗口打开/ }).click()
  const view = await shell.page('view')
  await expect(view.getByRole('region', { name: /Seats|座席/ })).toBeVisible()
  await expect(view.getByRole('row', { name: /7001/ })).toBeVisible()
  await expect.poll(async () => (await windowOf(program, '/view'))?.fullScreen).toBe(true)
  expect((await windowOf(program, '/view'))?.bounds.x).toBeGreaterThanOrEqual(1366)
  await expect(desk.getByRole('status', { name: /Seat state|座席状态/ })).toBeVisible()
  await shell.clickTray('签出')
  await expect.poll(async () => windowOf(program, '/view')).toBeUndefined()
})

test('broken settings are set aside and said, and the program starts with the usual ones', async ({ program }) => {
  const shell = program.shell()
  await shell.page('desk')
  await shell.answerDialogs(0)
  await shell.quit()
  mkdirSync(program.data, { recursive: true })
  writeFileSync(join(program.data, 'settings.json'), '{"zoom": "enormous"')
  const again = await program.start()
  await again.page('desk')
  await expect.poll(async () => (await again.recorded()).filter(({ what }) => what === 'message-box').length).toBe(1)
  const [box] = (await again.recorded()).filter(({ what }) => what === 'message-box')
  expect(JSON.stringify(box?.detail)).toMatch(/个人设置|Your own settings/)
})

test('a language chosen at the desk is the tray’s too, and still there after a reload', async ({ program }) => {
  const shell = program.shell()
  const desk = await program.desk('8301')
  const [here, there] = (await shell.tray())?.menu.includes('退出') ? ['退出', 'Quit'] : ['Quit', '退出']
  await expect.poll(async () => (await shell.tray())?.menu).toContain(here)
  await desk.getByRole('button', { name: /^(English|中文)$/ }).click()
  await expect.poll(async () => (await shell.tray())?.menu).toContain(there)
  const lang = await desk.evaluate(() => document.documentElement.lang)
  await desk.reload()
  await expect.poll(() => desk.evaluate(() => document.documentElement.lang)).toBe(lang)
})

test('the hidden phone keeps no program alive: where closing means closing, it ends with the desk', async ({
  program,
}) => {
  const desk = await program.desk('8008')
  await desk.getByRole('button', { name: /8008/ }).click()
  await desk.getByRole('menuitem', { name: /Program settings|程序设置/ }).click()
  const stays = desk.getByRole('checkbox', { name: /leaves it in the tray|留在托盘/ })
  await stays.click()
  await expect(stays).not.toBeChecked()
  await desk.keyboard.press('Escape')
  await program.shell().close('desk')
  expect(await program.shell().exited).toEqual({ code: 0, signal: null })
})

test.describe('an installed program that knows no server', () => {
  test.use({ shellOptions: { env: { LIANXIAN_BACKEND: '' } } })
  test('runs the sandbox itself when it is asked to, and ends it with itself', async ({ program }) => {
    test.setTimeout(120_000)
    const desk = await program.shell().page('desk')
    await desk.getByRole('button', { name: /Try it on this computer|在本机试用/ }).click()
    await expect(desk.getByRole('button', { name: /8001/ }).first()).toBeVisible({ timeout: 60_000 })
    const signedIn = await program.desk('8007')
    await signedIn.getByRole('button', { name: /^(Ready|置闲)/ }).click()
    await expect(signedIn.getByRole('button', { name: /^(Answer|接听)/ })).toBeVisible({ timeout: 30_000 })
    await program.shell().answerDialogs(1)
    expect(await program.shell().quit()).toEqual({ code: 0, signal: null })
  })
})
