import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { RTCDtlsTransport } from 'werift'
import { type OpenProgram, openProgram, type Program, test } from './program.ts'

// One program for all of them, in this order: an installed one on a computer that its site has set up.
test.describe.configure({ mode: 'serial' })

const ofFile = { mode: 'direct' }
const ofServer = { mode: 'fixed_servers', proxyRules: 'proxy.site.example:3128', proxyBypassRules: '<local>' }
let open: OpenProgram
let program: Program
let desk: Page
let siteServer: Server
let answer = ''
let stranger: Server
let reached = 0

const listening = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}
const recorded = async (what: string): Promise<unknown[]> =>
  (await program.shell().recorded()).flatMap((each) => (each.what === what ? [each.detail] : []))
const settings = async () => {
  const told = await program.shell().invoke('desk', 'call:readSettings', [{}])
  return told.ok ? told.value : told.error
}
const autostart = () => join(program.data, 'autostart', 'lianxian.desktop')

/** A server whose certificate it has signed itself. */
async function openStranger(): Promise<Server> {
  const { privateKey: key, certPem: cert } = await RTCDtlsTransport.SetupCertificate()
  const count = () => {
    reached += 1
  }
  return createSecureServer({ key, cert }, (_request, response) => {
    count()
    response.end()
  }).on('upgrade', (_request, socket) => {
    count()
    socket.destroy()
  })
}

test.beforeAll(async ({ backend }) => {
  siteServer = createServer((_request, response) => response.end(answer))
  stranger = await openStranger()
  const remote = `http://127.0.0.1:${await listening(siteServer)}/desk.json`
  const edges = [`wss://127.0.0.1:${await listening(stranger)}/sip`]
  answer = JSON.stringify({ version: 1, proxy: ofServer, forced: { toast: false } })
  open = openProgram(backend, { machine: { packaged: true } })
  program = open.program
  mkdirSync(program.site, { recursive: true })
  const file = {
    version: 1,
    backend: new URL(backend.now().url).origin,
    edges,
    remote,
    proxy: ofFile,
    externalHosts: ['flk.npc.gov.cn'],
  }
  writeFileSync(join(program.site, 'desk.json'), JSON.stringify(file))
  await program.start()
  desk = await program.shell().page('desk')
})
test.afterAll(async () => {
  await open.close()
  siteServer.close()
  stranger.close()
})

test('the site’s proxy is in force before the first page, that of its own server as soon as it has answered', async () => {
  expect(await recorded('proxy')).toEqual([ofFile, ofServer])
})

test('what the site’s server sets for everybody is taken, and shown as not to be changed', async () => {
  expect(await settings()).toMatchObject({ ok: true, value: { forced: ['toast'], settings: { toast: false } } })
  desk = await program.desk('8005')
  await desk.getByRole('button', { name: /8005/ }).click()
  await desk.getByRole('menuitem', { name: /Program settings|程序设置/ }).click()
  const toast = desk.getByRole('checkbox', { name: /above all windows|在所有窗口之上/ })
  await expect(toast).toBeDisabled()
  await expect(toast).not.toBeChecked()
  await desk.keyboard.press('Escape')
  const change = await program.shell().invoke('desk', 'call:changeSettings', [{ toast: true }])
  expect(change).toMatchObject({ ok: true, value: { value: { ok: false, reason: 'forced' } } })
})

test('the source of an entry opens in the system’s browser where the site lists its host, and nowhere else', async () => {
  const shell = program.shell()
  await desk.evaluate(() => location.assign('#/knowledge'))
  await desk.getByRole('searchbox').fill('养老保险')
  await desk
    .getByRole('list', { name: /Results|搜索结果/ })
    .getByRole('button')
    .first()
    .click()
  const link = desk.getByRole('link', { name: /flk\.npc\.gov\.cn/ }).first()
  await link.click()
  await expect.poll(() => recorded('open-external')).toEqual(['https://flk.npc.gov.cn/'])
  for (const button of ['middle', 'left'] as const) await link.click({ button, modifiers: ['Control'] })
  await expect.poll(() => recorded('open-external')).toHaveLength(3)
  for (const url of ['https://www.gov.cn/', 'https://flk.npc.gov.cn.evil.example/', 'https://a@flk.npc.gov.cn/']) {
    const told = await shell.invoke('desk', 'call:openExternal', [{ url }])
    expect(told).toMatchObject({ ok: true, value: { ok: true, value: { ok: false } } })
  }
  expect(await recorded('open-external')).toHaveLength(3)
  await desk.evaluate(() => location.assign('#/desk'))
})

test('a server whose certificate the system does not trust is not spoken to, and nobody is asked', async () => {
  const ended = await desk.evaluate(
    (url) =>
      new Promise<string>((resolve) => {
        const socket = new WebSocket(url)
        socket.onopen = () => resolve('open')
        socket.onerror = () => resolve('refused')
      }),
    `wss://127.0.0.1:${(stranger.address() as AddressInfo).port}/sip`,
  )
  expect(ended).toBe('refused')
  expect(await recorded('certificate-error')).toMatchObject([{ trusted: false }])
  expect(reached).toBe(0)
  expect(await recorded('message-box')).toEqual([])
  const log = readFileSync(join(program.data, 'logs', 'desk.log'), 'utf8')
  expect(log).toContain('"what":"refused"')
})

test('the tray makes the system start the program at sign-in, hidden, and takes it back', async () => {
  const shell = program.shell()
  expect(existsSync(autostart())).toBe(false)
  await shell.clickTray('开机时启动')
  await expect.poll(() => existsSync(autostart())).toBe(true)
  expect(readFileSync(autostart(), 'utf8')).toMatch(/^Exec="\/.+" --hidden$/m)
  await shell.clickTray('开机时启动')
  await expect.poll(() => existsSync(autostart())).toBe(false)
})

test('awake again, the site’s server is asked anew; another backend is asked about, and nothing is taken away from who says later', async () => {
  const shell = program.shell()
  await desk.evaluate(() => {
    window.name = 'the page as it was'
  })
  answer = JSON.stringify({ version: 1, proxy: ofServer, forced: { toast: false }, backend: 'http://127.0.0.1:9' })
  await shell.power('resume')
  // It asks within half a minute: a whole hall wakes in one.
  await expect.poll(() => recorded('message-box'), { timeout: 45_000 }).toHaveLength(1)
  expect(JSON.stringify(await recorded('message-box'))).toMatch(/站点更换了服务器地址|moved to another server/)
  await expect(desk.getByRole('status', { name: /Seat state|座席状态/ })).toBeVisible()
  expect(await desk.evaluate(() => window.name)).toBe('the page as it was')
})

test('settings of the site’s server that are wrong are said with their field, and the last good ones hold', async () => {
  await program.shell().quit()
  answer = JSON.stringify({ version: 1, proxy: { mode: 'anything' }, forced: { zoom: 2 } })
  const shell = await program.start()
  await shell.page('desk')
  await expect.poll(() => recorded('message-box')).toHaveLength(1)
  const [box] = await recorded('message-box')
  expect(JSON.stringify(box)).toContain('proxy.mode')
  expect(await recorded('proxy')).toEqual([ofServer])
  expect(await settings()).toMatchObject({
    ok: true,
    value: { forced: ['toast'], settings: { toast: false, zoom: 1 } },
  })
})

test('a file of the computer that is wrong is set aside and said, and the program asks where its server is', async () => {
  await program.shell().quit()
  writeFileSync(join(program.site, 'desk.json'), '{"version":1,"backend":"http://elsewhere.example"}')
  const shell = await program.start()
  await expect.poll(() => recorded('message-box')).toHaveLength(1)
  expect(JSON.stringify(await recorded('message-box'))).toContain('backend')
  const page = await shell.page('desk')
  await expect(page.getByText(/还没有设置服务器|No server is set yet/)).toBeVisible()
  expect(existsSync(join(program.site, 'desk.json'))).toBe(false)
})
