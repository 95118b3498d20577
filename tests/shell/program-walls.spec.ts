import { expect, type Page } from '@playwright/test'
import fc from 'fast-check'
import { callsOf, newsOf } from '#shared/contract/host/host-names.ts'
import { test } from './program.ts'

const full = process.env.LIANXIAN_FULL === '1'
const foreign = [
  'https://evil.example/',
  'http://lianxian/',
  'https://lianxian.evil.example/',
  'app://lianxian.evil/',
  'app://evil/',
  'file:///etc/passwd',
  'data:text/html,<script>1</script>',
  'javascript:document.title="gone"',
  'blob:app://lianxian/0',
  'ftp://evil.example/',
  'chrome://settings/',
  'view-source:https://evil.example/',
  '//evil.example/',
  'https:evil.example',
]
/** Of other programs: Chromium makes no window for them, and the test host plays no question of the system. */
const otherPrograms = [
  'lianxian:page/desk',
  'tel:12345',
  'mailto:a@evil.example',
  'ms-settings:',
  'smb://evil.example/share',
]
const address = (page: Page) => page.evaluate(() => location.href)

test('a page has the bridge of its kind and nothing of Node or Electron', async ({ program }) => {
  for (const kind of ['desk', 'phone'] as const) {
    const page = await program.shell().page(kind)
    const seen = await page.evaluate(() => {
      const host = (globalThis as unknown as { lianxianHost: Record<string, unknown> }).lianxianHost
      const node = ['require', 'process', 'module', 'Buffer', 'global', '__dirname', 'electron', 'ipcRenderer']
      return {
        names: Object.keys(host).sort(),
        kinds: [...new Set(Object.values(host).map((value) => typeof value))].sort(),
        node: node.filter((name) => name in globalThis),
        frozen: Object.isFrozen(host),
      }
    })
    const news = newsOf[kind].map((name) => `on${name.charAt(0).toUpperCase()}${name.slice(1)}`)
    expect(seen).toEqual({
      names: ['kind', 'takePhonePort', ...callsOf[kind], ...news].sort(),
      kinds: ['function', 'string'],
      node: [],
      frozen: true,
    })
  }
})

test('a page runs no inline script, no text as code, no frame and no style of a stranger', async ({ program }) => {
  const page = await program.shell().page('desk')
  const ran = await page.evaluate(async () => {
    const flags = globalThis as unknown as { ran: string[] }
    flags.ran = []
    const add = (html: string) => {
      const box = document.createElement('div')
      document.body.append(box)
      box.innerHTML = html
    }
    const script = document.createElement('script')
    script.textContent = 'globalThis.ran.push("inline")'
    document.body.append(script)
    add('<img src="x:y" onerror="globalThis.ran.push(&quot;handler&quot;)">')
    add('<iframe srcdoc="<script>parent.ran.push(1)</script>"></iframe>')
    // Not in this turn: what a debugger evaluates may use text as code.
    setTimeout(() => {
      try {
        new Function('globalThis.ran.push("code")')()
      } catch {}
    }, 0)
    setTimeout('globalThis.ran.push("timer")' as unknown as () => void, 0)
    await new Promise((resolve) => setTimeout(resolve, 300))
    return flags.ran
  })
  expect(ran).toEqual([])
})

test('a page goes nowhere and opens nothing, wherever it is told to', async ({ program }) => {
  const page = await program.shell().page('desk')
  const before = await address(page)
  for (const url of foreign) {
    expect(await page.evaluate((to) => window.open(to) === null, url), url).toBe(true)
    await page.evaluate((to) => {
      try {
        location.assign(to)
      } catch {}
    }, url)
    expect(await address(page), url).toBe(before)
  }
  for (const url of otherPrograms) {
    await page.evaluate((to) => location.assign(to), url)
    expect(await address(page), url).toBe(before)
  }
  const { length } = (await program.shell().windows()).filter(({ url }) => !/\/(phone|toast)/.test(url))
  expect(length).toBe(1)
  expect((await program.shell().recorded()).filter(({ what }) => what === 'open-external')).toEqual([])
})

test('a page that goes to about:blank, of which nobody is asked, has no bridge there and is brought back', async ({
  program,
}) => {
  const page = await program.shell().page('desk')
  const before = await address(page)
  await page.evaluate(() => location.assign('about:blank'))
  await expect.poll(() => page.url()).toBe(before)
  await expect((await program.shell().page('desk')).getByRole('button', { name: /8001/ }).first()).toBeVisible()
})

test('a page may use the microphone, and neither camera, place, screen nor anything else', async ({ program }) => {
  const page = await program.shell().page('phone')
  const answers = await page.evaluate(async () => {
    const media = async (want: MediaStreamConstraints) =>
      navigator.mediaDevices.getUserMedia(want).then(
        (stream) => {
          for (const track of stream.getTracks()) track.stop()
          return 'given'
        },
        (error: Error) => error.name,
      )
    const place = new Promise<string>((resolve) =>
      navigator.geolocation.getCurrentPosition(
        () => resolve('given'),
        () => resolve('denied'),
      ),
    )
    return {
      audio: await media({ audio: true }),
      video: await media({ video: true }),
      place: await place,
      notification: await Notification.requestPermission(),
    }
  })
  expect(answers).toMatchObject({ audio: 'given', place: 'denied', notification: 'denied' })
  expect(answers.video).not.toBe('given')
})

test('random calls from a hostile page change nothing and break nothing', async ({ program }) => {
  test.setTimeout(full ? 3_600_000 : 120_000)
  const shell = program.shell()
  const page = await shell.page('desk')
  const names = [...new Set(Object.values(callsOf).flat())]
  // These end the page or the session on purpose.
  const harmless = names.filter((name) => !['tryIt', 'openView', 'installUpdate', 'keepSignIn'].includes(name))
  const channel = fc.oneof(
    fc.constantFrom(...harmless.map((name) => `call:${name}`)),
    fc.constantFrom(
      'call:',
      'call:__proto__',
      'call:constructor',
      'news:act',
      'phone-port',
      'ELECTRON_BROWSER_REQUIRE',
    ),
    fc.string({ maxLength: 30 }),
  )
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 6 }),
    fc.string({ maxLength: 20_000 }),
    fc.constant(JSON.parse('{"__proto__":{"polluted":true},"seat":"8001"}')),
    fc.record({ seat: fc.string(), key: fc.string(), handle: fc.integer(), records: fc.array(fc.uint8Array()) }),
  )
  const call = fc.tuple(channel, fc.array(value, { maxLength: 3 }))
  // As many at once, since a hostile page waits for no answer.
  const atOnce = 25
  const before = await address(page)
  await fc.assert(
    fc.asyncProperty(fc.array(call, { minLength: atOnce, maxLength: atOnce }), async (calls) => {
      const answers = await Promise.all(calls.map(([to, args]) => shell.invoke('desk', to, args)))
      for (const answer of answers) if (answer.ok) expect(typeof (answer.value as { ok?: unknown }).ok).toBe('boolean')
    }),
    { numRuns: (full ? 100_000 : 1500) / atOnce, endOnFailure: true },
  )
  expect(await address(page)).toBe(before)
  expect(await page.evaluate(() => ({}) as { polluted?: unknown })).toEqual({})
  await program.desk('8001')
})
