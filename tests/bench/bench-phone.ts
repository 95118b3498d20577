import { setTimeout } from 'node:timers/promises'
import type { BrowserContext, Page } from '@playwright/test'
import { build } from 'esbuild'
import { allowNamedFunctions } from '#tests/support/page-names.ts'
import type { BuiltPage } from '#tests/support/phone-harness/call-site.ts'
import { domain, password } from '#tests/support/phone-harness/edge-site.ts'
import { PhonePage } from '#tests/support/phone-harness/phone-page.ts'
import type { ShiftPeople } from '#tests/support/phone-harness/shift.ts'
import type { SimplePhone } from './simple-user-page.ts'
import { tones, watchTones } from './tone-watch.ts'

/** A phone under the stopwatch, ours or a plain one, registered as seat 8001. */
export interface BenchPhone {
  readonly page: Page
  /** When calls were offered, ms since the epoch. */
  offers(): Promise<readonly number[]>
  /** Answers; gives the time of the press, ms since the epoch. */
  answer(): Promise<number>
  hangUp(): Promise<unknown>
}

export interface BenchPhoneOptions {
  /** Hears tones; costs the page work and memory of its own. */
  readonly ear: boolean
}

/** Waits for what comes soon; bounded, so that a bench ends. */
export async function until(holds: () => boolean | Promise<boolean>, limitMs = 30_000): Promise<void> {
  const end = Date.now() + limitMs
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`Waited ${limitMs} ms in vain.`)
    await setTimeout(4)
  }
}

/** Our phone in its page, driven through its port. */
export async function openOurs(
  context: BrowserContext,
  people: ShiftPeople,
  { ear }: BenchPhoneOptions,
): Promise<BenchPhone & { readonly phone: PhonePage }> {
  const phone = await PhonePage.open(context, people.site, {
    user: '8001',
    tone: tones.seat,
    bare: true,
    direct: true,
    ...(ear ? { prepare: watchTones } : {}),
  })
  await phone.register()
  return {
    phone,
    page: phone.page,
    offers: () => phone.page.evaluate(() => window.phone.offers),
    answer: () =>
      phone.page.evaluate(() => {
        const legId = window.phone.snapshot()?.legs.findLast(({ state }) => state === 'offered')?.id ?? ''
        const at = performance.timeOrigin + performance.now()
        void window.phone.send({ op: 'answer', legId })
        return at
      }),
    async hangUp() {
      const legs = (await phone.snapshot()).legs.filter(({ state }) => state === 'established')
      for (const { id } of legs) await phone.send({ op: 'hang-up', legId: id })
    },
  }
}

/** The pages of the plain phone, to be served beside ours. */
export async function simplePages(): Promise<BuiltPage> {
  const built = await build({
    entryPoints: ['tests/bench/simple-user-page.ts'],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    logLevel: 'silent',
  })
  const html = '<!doctype html><title>plain</title><body><script type="module" src="/simple.js"></script></body>'
  const files: Readonly<Record<string, { body: Buffer; type: string }>> = {
    '/simple': { body: Buffer.from(html), type: 'text/html; charset=utf-8' },
    '/simple.js': { body: Buffer.from(built.outputFiles[0]?.text ?? ''), type: 'text/javascript' },
  }
  return { read: async (path) => files[path] ?? null, headers: () => ({}), remove: async () => undefined }
}

/** The plain phone; the people's site has to show `simplePages`. */
export async function openSimple(
  context: BrowserContext,
  { site }: ShiftPeople,
  { ear }: BenchPhoneOptions,
): Promise<BenchPhone> {
  const page = await context.newPage()
  await allowNamedFunctions(page)
  if (ear) await watchTones(page)
  const query = new URLSearchParams({ sip: site.sip, user: '8001', domain, password, tone: String(tones.seat) })
  await page.goto(`${site.url}simple?${query}`)
  await page.waitForFunction(() => (window as { simple?: SimplePhone }).simple !== undefined)
  return {
    page,
    offers: () => page.evaluate(() => window.simple.offers),
    answer: () =>
      page.evaluate(() => {
        const at = performance.timeOrigin + performance.now()
        void window.simple.answer()
        return at
      }),
    hangUp: () => page.evaluate(() => window.simple.hangUp()),
  }
}
