import { readlinkSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, expect, type Page, test } from '@playwright/test'
import { applyUpdate, Doc } from 'yjs'
import { type Fixture, openFixture, tokenFor } from '../contract/link-fixture.ts'
import { buildLinkPage } from '../support/link-harness/build-link-page.ts'
import type { LinkHarness } from '../support/link-harness/main.ts'

declare const harness: LinkHarness

const kills = process.env.LIANXIAN_FULL === '1' ? 20 : 4
const token = tokenFor('agent')
let built: Awaited<ReturnType<typeof buildLinkPage>>
let fixture: Fixture
let profile: string
let context: BrowserContext | undefined

test.beforeAll(async () => {
  built = await buildLinkPage()
})
test.afterAll(() => built.remove())
test.beforeEach(async () => {
  profile = await mkdtemp(join(tmpdir(), 'lianxian-profile-'))
  fixture = await openFixture({ connects: { perSecond: 10, burst: 100 } }, undefined, built.serve)
})
test.afterEach(async () => {
  await context?.close()
  await fixture.close()
  await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
})

const launch = async () => {
  const { launchOptions } = test.info().project.use
  context = await chromium.launchPersistentContext(profile, { ...launchOptions, headless: true })
  return context
}
/** Chromium writes its process id into the lock of its profile: the one process this test started, killed by number. */
const killBrowser = async () => {
  const gone = new Promise<void>((resolve) => context?.once('close', () => resolve()))
  process.kill(Number(readlinkSync(join(profile, 'SingletonLock')).split('-').at(-1)), 'SIGKILL')
  await gone
}
const openPage = async (draftId: string, from?: BrowserContext): Promise<Page> => {
  const page = await (from ?? (await launch())).newPage()
  await page.goto(fixture.url)
  await page.waitForFunction(() => 'harness' in globalThis)
  await page.evaluate(([given, id]) => harness.open(given, id), [token, draftId] as const)
  return page
}
const status = (page: Page) => page.evaluate(() => harness.status())
const serverText = () => {
  const doc = new Doc()
  for (const { name, payload } of fixture.done)
    if (name === 'draft.update') applyUpdate(doc, Buffer.from((payload as { update: string }).update, 'base64'))
  return doc.getText('content').toString()
}

test('what was typed outlives kill -9 of the browser in the middle of typing, and reaches the server once it can', async () => {
  const draftId = 'draft-0123456789abcdef'
  fixture.handle = () => ({ ok: false, reason: 'unavailable', faults: [] })
  let before = ''
  for (let kill = 0; kill < kills; kill += 1) {
    const page = await openPage(draftId)
    const restored = await page.evaluate(() => harness.text())
    expect(restored.startsWith(before)).toBe(true)
    await expect.poll(async () => (await status(page)).journal).toBe('durable')
    await page.getByLabel('Content').focus()
    await page.keyboard.press('End')
    for (let key = 0; key < 20 + kill * 7; key += 1) await page.keyboard.type(String.fromCharCode(97 + (key % 26)))
    // No waiting for what is under way: only what was said to be stored is owed.
    const told = await page.evaluate(() => ({ stored: harness.stored(), text: harness.text() }))
    expect(told.stored).toBeGreaterThan(restored.length)
    before = told.text.slice(0, told.stored)
    await killBrowser()
  }
  fixture.handle = () => undefined
  const page = await openPage(draftId)
  const text = await page.evaluate(() => harness.text())
  expect(text.startsWith(before)).toBe(true)
  await expect.poll(async () => (await status(page)).waiting).toBe(0)
  expect(serverText()).toBe(text)
  expect(await page.evaluate(() => harness.drafts())).toEqual([draftId])
  expect(await page.evaluate(() => harness.violations)).toEqual([])
})

test('a second window of the seat is told that the journal is busy, and has it once the first is closed', async () => {
  const first = await openPage('draft-0123456789abcdef')
  await expect.poll(async () => (await status(first)).journal).toBe('durable')
  const second = await openPage('draft-0123456789abcdeg', context)
  await expect.poll(async () => (await status(second)).journal).toBe('busy')
  await second.getByLabel('Content').pressSequentially('abc')
  await first.close()
  await expect.poll(async () => (await status(second)).journal).toBe('durable')
  await expect.poll(() => second.evaluate(() => harness.drafts())).toContain('draft-0123456789abcdeg')
})

test('a reload finds its journal free at once, and its draft in it', async () => {
  const page = await openPage('draft-0123456789abcdef')
  await page.getByLabel('Content').pressSequentially('before the reload')
  await expect.poll(() => page.evaluate(() => harness.stored())).toBe('before the reload'.length)
  await page.reload()
  await page.waitForFunction(() => 'harness' in globalThis)
  await page.evaluate((given) => harness.open(given, 'draft-0123456789abcdef'), token)
  expect(await page.evaluate(() => harness.text())).toBe('before the reload')
  expect((await status(page)).journal).toBe('durable')
})

test('nothing of what was typed can be read in the file', async () => {
  const page = await openPage('draft-0123456789abcdef')
  await page.getByLabel('Content').pressSequentially('13612345678')
  await expect.poll(() => page.evaluate(() => harness.stored())).toBe(11)
  await page.getByLabel('Content').focus()
  const bytes = await page.evaluate(() => harness.closeAndRead())
  expect(bytes).toContain('LXJ1')
  for (const canary of ['13612345678', 'draft-0123456789abcdef', 'update']) expect(bytes).not.toContain(canary)
})
