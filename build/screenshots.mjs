/**
 * `node build/screenshots.mjs [folder]`: starts the sandbox, works in it as people do, and writes pictures of its pages (docs/images when not said).
 * Needs an installed Chromium-family browser.
 */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { chromium } from '@playwright/test'
import { findBrowser } from './browser.mjs'

/** @typedef {import('@playwright/test').Page} Page @typedef {import('@playwright/test').Browser} Browser */
/** @typedef {{ lang: 'zh-CN' | 'en', scheme: 'light' | 'dark', width: number, height: number, dots: number }} Look */

const folder = process.argv[2] ?? 'docs/images'
/** @type {Look} */
const small = { lang: 'zh-CN', scheme: 'light', width: 1366, height: 768, dots: 1.5 }
/** Three seconds of a person's speech, µ-law at 8 kHz: the agent who is heard in the pictures. */
const speech = [...gunzipSync(readFileSync('server/sandbox/voices/D04.ulaw.gz')).subarray(0, 24_000)]
/** @type {Look} */
const large = { lang: 'en', scheme: 'dark', width: 1920, height: 1080, dots: 1 }

/** @param {string} data @returns {Promise<{ url: string, stop: () => Promise<void> }>} */
const startSandbox = (data) =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['build/start.mjs', '--headless', '--port', '0', '--data', data], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const ended = new Promise((done) => child.once('exit', done))
    child.once('exit', (code) => reject(new Error(`the sandbox ended with ${code}`)))
    let out = ''
    child.stdout.on('data', (part) => {
      out += part.toString()
      const ready = /^READY (\{.*\})$/m.exec(out)?.[1]
      if (!ready) return
      const stop = async () => {
        child.kill('SIGTERM')
        await ended
      }
      resolve({ url: JSON.parse(ready).url, stop })
    })
  })

/** @param {{ microphone: boolean }} what @returns {Promise<Browser>} */
const openBrowser = ({ microphone }) => {
  const program = findBrowser()
  if (!program) throw new Error('no Chromium-family browser found')
  return chromium.launch({
    executablePath: program,
    args: [
      '--no-sandbox',
      '--use-fake-device-for-media-stream',
      microphone ? '--use-fake-ui-for-media-stream' : '--deny-permission-prompts',
      '--autoplay-policy=no-user-gesture-required',
      '--allow-loopback-in-peer-connection',
    ],
  })
}

/** Runs in the page: a microphone in which somebody says a sentence every nine seconds. @param {number[]} ulaw */
const speak = (ulaw) => {
  navigator.mediaDevices.getUserMedia = async () => {
    const context = new AudioContext()
    await context.resume()
    const sound = context.createBuffer(1, 9 * 8000, 8000)
    const samples = sound.getChannelData(0)
    ulaw.forEach((byte, n) => {
      const code = ~byte & 0xff
      const size = ((((code & 0x0f) << 3) + 0x84) << ((code & 0x70) >> 4)) - 0x84
      samples[n] = (code & 0x80 ? -size : size) / 32_768
    })
    const source = new AudioBufferSourceNode(context, { buffer: sound, loop: true })
    const microphone = context.createMediaStreamDestination()
    source.connect(microphone)
    source.start()
    return microphone.stream
  }
}

/** @param {Browser} browser @param {Look} look @param {string} address @param {boolean} [speaks] @returns {Promise<Page>} */
const openPage = async (browser, look, address, speaks = false) => {
  const context = await browser.newContext({
    viewport: { width: look.width, height: look.height },
    colorScheme: look.scheme,
    locale: look.lang,
    deviceScaleFactor: look.dots,
  })
  const page = await context.newPage()
  if (speaks) await page.addInitScript(speak, speech)
  const [path = '', hash = ''] = address.split('#')
  await page.goto(`${path}?lang=${look.lang}${hash === '' ? '' : `#${hash}`}`)
  return page
}
/** @param {Page} page @param {string} name */
const shoot = async (page, name) => {
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' })
  console.log(name)
}
/** @param {Page} page @param {string} zh @param {string} en */
const button = (page, zh, en) => page.getByRole('button', { name: new RegExp(`^(${zh}|${en})( |$)`) })
/** @param {Page} page @param {RegExp} words */
const seatSays = (page, words) =>
  page
    .getByRole('status', { name: /座席状态|Seat state/ })
    .filter({ hasText: words })
    .waitFor()

/** @param {Page} page @param {string} name @param {string} typed */
const choose = async (page, name, typed) => {
  const box = page.getByRole('combobox', { name, exact: true })
  await box.click()
  await box.fill(typed)
  await page.getByRole('option').first().waitFor()
  await box.press('Enter')
}
/** What the first scripted citizen calls about: no heating. @param {Page} page @param {Look} look */
const fillTicket = async (page, look) => {
  const zh = look.lang === 'zh-CN'
  await choose(page, zh ? '诉求类型' : 'Type', '求助')
  await choose(page, zh ? '诉求分类' : 'Matter', '供热不热')
  await choose(page, zh ? '所属区域' : 'Place', '河西区越秀路街道')
  await page.getByRole('textbox', { name: zh ? '详细地址' : 'Address', exact: true }).fill('向荣里小区 5 号楼 2 门 602')
  await page.getByRole('textbox', { name: zh ? '标题' : 'Title', exact: true }).fill('河西区向荣里小区室温不达标')
  await page
    .getByRole('textbox', { name: zh ? '诉求内容' : 'Content', exact: true })
    .fill(
      '市民来电反映：河西区越秀路街道向荣里小区 5 号楼 2 门 602 室内温度只有 15 度，已持续多日，供热站电话无人接听。诉求：尽快上门测温维修。',
    )
}

/** @param {Page} page @param {Look} look */
const finishTicket = async (page, look) => {
  const zh = look.lang === 'zh-CN'
  await page.keyboard.press('Alt+1')
  await choose(page, zh ? '办理方式' : 'Handling', '转办')
  await choose(page, zh ? '主办单位' : 'Lead unit', '河西区城市管理委')
  await page.keyboard.press('Control+Enter')
  await page
    .getByRole('status', { name: /工单状态|Ticket state/ })
    .filter({ hasText: /TJ\d+/ })
    .waitFor()
}

/** From the ring to the middle of the talk. @param {Page} page @param {Look} look @param {(name: string) => Promise<void>} take */
const takeCall = async (page, look, take) => {
  await seatSays(page, /置忙|Not ready/)
  await button(page, '置闲', 'Ready').click()
  await button(page, '接听', 'Answer').waitFor({ timeout: 60_000 })
  await take('desk-ringing')
  await page.keyboard.press('F2')
  await seatSays(page, /通话|Talking/)
  await fillTicket(page, look)
  await page
    .getByRole('region', { name: /推荐|Suggestions/ })
    .getByRole('button')
    .first()
    .waitFor({ timeout: 60_000 })
  const lines = page.getByRole('region', { name: /实时转写|Transcript/ }).getByRole('listitem')
  // The citizen may be another one: the picture is then taken as it is.
  await lines
    .filter({ hasText: '向荣里', hasNotText: /识别中|listening/ })
    .waitFor({ timeout: 25_000 })
    .catch(() => {})
  // No caret and no pointer in the picture.
  await page.mouse.move(0, 0)
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur())
  await take('desk-talking')
}

/** The name of a picture says page, theme and language. @param {Page} page @param {Look} look */
const taker = (page, look) => (/** @type {string} */ name) =>
  shoot(page, `${name}-${look.scheme}-${look.lang.slice(0, 2)}`)

/** A whole call at one seat. @param {Browser} browser @param {string} url @param {Look} look */
const shootCall = async (browser, url, look) => {
  const page = await openPage(browser, look, `${url}#/sign-in?seat=8001`, true)
  const take = taker(page, look)
  await takeCall(page, look, take)
  await finishTicket(page, look)
  await page.keyboard.press('F4')
  await seatSays(page, /整理|Wrap-up/)
  await take('desk-wrap-up')
  await page.keyboard.press('?')
  await page.getByRole('dialog').waitFor()
  await take('keys')
  await page.keyboard.press('Escape')
  await page.goto(`${url}?lang=${look.lang}#/tickets`)
  await page.getByRole('row').nth(1).click()
  await page.getByText('上门测温').first().waitFor()
  await take('tickets')
  await page.context().close()
}

/** @param {Browser} browser @param {string} url @param {Look} look */
const shootLarge = async (browser, url, look) => {
  const page = await openPage(browser, look, `${url}#/sign-in?seat=8002`, true)
  await takeCall(page, look, async (name) => {
    if (name === 'desk-talking') await taker(page, look)(name)
  })
  await shootWall(browser, url, look)
  await page.goto(`${url}?lang=${look.lang}#/knowledge`)
  await page.getByRole('searchbox').fill('暖气不热')
  await page.getByRole('listitem').filter({ hasText: '暖气不热' }).waitFor()
  await page.getByRole('searchbox').press('Enter')
  await page.getByText('供热').first().waitFor()
  await taker(page, look)('knowledge')
  await page.context().close()
}

/** @param {Browser} browser @param {string} url @param {Look} look */
const shootWall = async (browser, url, look) => {
  const wall = await openPage(browser, look, `${url}#/sign-in?seat=7001`)
  await wall.getByRole('row', { name: /8001/ }).waitFor()
  await taker(wall, look)('wall')
  await wall.context().close()
}

/** @param {Browser} browser @param {string} url @param {Look} look */
const shootSignIn = async (browser, url, look) => {
  const page = await openPage(browser, look, url)
  await page.getByRole('button', { name: /8001/ }).waitFor()
  await taker(page, look)('sign-in')
  await page.context().close()
}

mkdirSync(folder, { recursive: true })
const data = mkdtempSync(join(tmpdir(), 'lianxian-pictures-'))
const sandbox = await startSandbox(data)
try {
  const browser = await openBrowser({ microphone: true })
  await shootSignIn(browser, sandbox.url, small)
  await shootCall(browser, sandbox.url, small)
  await shootLarge(browser, sandbox.url, large)
  await browser.close()
  const silent = await openBrowser({ microphone: false })
  const page = await openPage(silent, small, `${sandbox.url}#/sign-in?seat=8003`)
  await page.getByRole('alert').first().waitFor()
  await taker(page, small)('desk-no-microphone')
  await silent.close()
} finally {
  await sandbox.stop()
  rmSync(data, { recursive: true, force: true })
}
