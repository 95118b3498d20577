import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { createParty } from '#server/sandbox/party/party.ts'
import { toneSource } from '#tests/support/tones.ts'
import { type OpenProgram, openProgram, type Program, test } from './program.ts'

// One program for all of them, in this order: most of what it does outside its windows hangs on one and the same seat.
test.describe.configure({ mode: 'serial' })

const seat = '8002'
const full = 2 * 1024 * 1024
let open: OpenProgram
let program: Program
let desk: Page

const logs = () => join(program.data, 'logs')
const recorded = async (what: string): Promise<unknown[]> =>
  (await program.shell().recorded()).flatMap((each) => (each.what === what ? [each.detail] : []))
const last = async (what: string): Promise<unknown> => (await recorded(what)).at(-1)
const tip = async () => (await program.shell().tray())?.toolTip
const width = () => desk.evaluate(() => window.innerWidth)
const button = (name: RegExp) => desk.getByRole('button', { name })

test.beforeAll(async ({ backend }) => {
  open = openProgram(backend)
  program = open.program
  mkdirSync(logs(), { recursive: true })
  writeFileSync(join(logs(), 'desk.log'), `${'x'.repeat(full - 1)}\n`)
  await program.start()
  desk = await program.desk(seat)
})
test.afterAll(() => open.close())

test('the tray tells the seat and its state, and the icon how much waits for the network', async () => {
  await expect.poll(tip).toBe(`连线 · 座席 ${seat} · 置忙`)
  const before = (await program.shell().tray())?.image
  await button(/^(New ticket|新建工单)/).click()
  const state = desk.getByRole('status', { name: /Ticket state|工单状态/ })
  await expect(state).toContainText(/In step|已同步/)
  await program.sandbox().kill()
  await desk.getByRole('textbox', { name: /^(Content|诉求内容)$/ }).fill('断网时写的内容')
  await expect(state).toContainText(/Waiting for the network|等待网络/)
  await expect.poll(async () => Number(await last('badge'))).toBeGreaterThan(0)
  await program.restartSandbox()
  await expect.poll(() => last('badge'), { timeout: 20_000 }).toBe(0)
  await expect.poll(tip).toBe(`连线 · 座席 ${seat} · 置忙`)
  await button(/^(Ready|置闲)/).click()
  await expect.poll(tip).toBe(`连线 · 座席 ${seat} · 置闲`)
  expect((await program.shell().tray())?.image).not.toBe(before)
})

test('a call flashes while nobody looks and keeps the computer awake to its end; a key that is taken is said', async () => {
  const shell = program.shell()
  expect(await recorded('blocker')).toEqual([])
  await shell.machine({ takenShortcuts: ['Ctrl+Alt+F2'] })
  await shell.close('desk')
  const party = createParty({
    url: program.sandbox().sip,
    user: 'citizen-13800000031',
    domain: 'sandbox.lianxian',
    password: 'lianxian',
  })
  await party.register()
  const call = await party.call('12345')
  call.sendAudio(toneSource(440))
  await expect.poll(() => last('flash')).toMatchObject({ flash: true })
  expect(await recorded('blocker')).toMatchObject([{ type: 'prevent-app-suspension', on: true }])
  await expect.poll(tip).toBe(`连线 · 座席 ${seat} · 振铃`)
  expect(await shell.press('Ctrl+Alt+F2')).toBe(false)
  expect(JSON.stringify(await last('notification'))).toContain('Ctrl+Alt+F2')
  // Shown, it has the focus, and a person sees it ring.
  await shell.clickTray('打开连线')
  await expect.poll(() => last('flash')).toMatchObject({ flash: false })
  await button(/^(Answer|接听)/).click()
  await expect.poll(tip).toBe(`连线 · 座席 ${seat} · 通话中`)
  expect(await recorded('blocker')).toHaveLength(1)
  await button(/^(Hang up|挂断)/).click()
  await expect.poll(() => last('blocker')).toMatchObject({ on: false })
  expect(await recorded('blocker')).toHaveLength(2)
  await party.dispose()
})

test('the settings say which key was taken and what works instead, and another may be pressed there', async () => {
  await desk.getByRole('button', { name: new RegExp(seat) }).click()
  await desk.getByRole('menuitem', { name: /Program settings|程序设置/ }).click()
  const taken = desk.getByText(/Ctrl\+Alt\+F2 在最近一次来电时被别的程序占用/)
  await expect(taken).toContainText('在本窗口按 F2 照常有效')
  const field = desk.getByRole('textbox', { name: /^(Key for Answer|接听快捷键)$/ })
  await field.press('Control+Shift+F2')
  await expect(field).toHaveValue('Ctrl+Shift+F2')
  await expect(taken).toHaveCount(0)
  await desk.keyboard.press('Escape')
})

test('sleep, wake, lock and unlock of the computer reach the phone, which wakes to a fresh line', async () => {
  const phone = await program.shell().page('phone')
  await phone.evaluate(() => {
    const page = globalThis as unknown as {
      kinds: string[]
      lianxianHost: { onPower(on: (news: { kind: string }) => void): void }
    }
    page.kinds = []
    page.lianxianHost.onPower(({ kind }) => page.kinds.push(kind))
  })
  const fresh = phone.waitForEvent('websocket', { predicate: (socket) => socket.url().endsWith('/sip') })
  for (const kind of ['suspend', 'resume', 'lock-screen', 'unlock-screen'] as const) await program.shell().power(kind)
  await expect
    .poll(() => phone.evaluate(() => (globalThis as unknown as { kinds: string[] }).kinds))
    .toEqual(['suspend', 'resume', 'lock', 'unlock'])
  await fresh
})

test('keys zoom the page in steps, not while an input method composes, and the size outlives the program', async () => {
  const shell = program.shell()
  const usual = await width()
  await shell.type('desk', { key: '+', control: true, composing: true })
  await shell.type('desk', { key: '+' })
  await shell.type('desk', { key: '+', control: true })
  await expect.poll(width).toBe(Math.round(usual / 1.1))
  await shell.type('desk', { key: '0', control: true })
  await expect.poll(width).toBe(usual)
  await shell.type('desk', { key: '-', control: true })
  await shell.type('desk', { key: '-', control: true })
  await expect.poll(width).toBe(Math.round(usual / 0.8))
  await shell.answerDialogs(1)
  await shell.quit()
  expect(JSON.parse(readFileSync(join(program.data, 'settings.json'), 'utf8'))).toMatchObject({ zoom: 0.8 })
  await program.start()
  desk = await program.shell().page('desk')
  await expect.poll(width).toBe(Math.round(usual / 0.8))
})

test('the log is masked on the disk, and a full one goes aside', async () => {
  const detail = '来电 13812345678，身份证 120101199003071234，token=abcdefghijkl'
  expect(
    await program.shell().invoke('desk', 'call:note', [{ level: 'warn', what: 'spec-note', detail }]),
  ).toMatchObject({ ok: true, value: { ok: true } })
  expect(readdirSync(logs()).sort()).toEqual(['desk.1.log', 'desk.log'])
  expect(statSync(join(logs(), 'desk.1.log')).size).toBe(full)
  const lines = readFileSync(join(logs(), 'desk.log'), 'utf8').split('\n')
  const line = lines.find((each) => each.includes('spec-note'))
  expect(line).toContain('138****5678')
  expect(line).toContain('<id-number>')
  for (const secret of ['13812345678', '120101199003071234', 'abcdefghijkl']) expect(lines.join()).not.toContain(secret)
})
