import { expect, type Page } from '@playwright/test'
import { ask, test } from './host-demo.ts'

let page: Page
test.beforeEach(async ({ start }) => {
  page = await (await start()).page('desk')
  await page.waitForLoadState()
})

test('the page sees the bridge and nothing else of the host', async () => {
  const seen = await page.evaluate(() => {
    const frame = document.body.appendChild(document.createElement('iframe'))
    const plain = Object.getOwnPropertyNames(frame.contentWindow)
    frame.remove()
    // Its own page adds these; Playwright's client the last.
    const own = ['demo', 'ports', 'away', 'blank', '0', '__playwright_builtins__']
    return Object.getOwnPropertyNames(window).filter((name) => !plain.includes(name) && !own.includes(name))
  })
  expect(seen).toEqual([])
  const kinds = await page.evaluate(() =>
    ['require', 'process', 'module', 'ipcRenderer', '__electronHostSend', '__electronHostReceive'].map(
      (name) => typeof Reflect.get(window, name),
    ),
  )
  expect(new Set(kinds)).toEqual(new Set(['undefined']))
})

test('what is exposed is frozen to its depth and can not be replaced', async () => {
  const tried = await page.evaluate(() => {
    const { demo } = window
    const list = demo.list as { deep?: boolean }[]
    Reflect.set(demo, 'ask', null)
    Reflect.set(list[1] ?? {}, 'deep', false)
    Reflect.deleteProperty(window, 'demo')
    return {
      set: Reflect.set(window, 'demo', 1),
      ask: typeof demo.ask,
      deep: list[1]?.deep,
      frozen: Object.isFrozen(demo.list),
    }
  })
  expect(tried).toEqual({ set: false, ask: 'function', deep: true, frozen: true })
})

test('functions, promises and errors cross between the worlds', async () => {
  const crossed = await page.evaluate(async () => {
    const { demo } = window
    let told = ''
    try {
      demo.fail()
    } catch (error) {
      told = `${error instanceof Error} ${error}`
    }
    const back = await demo.later((text: string) => `${text}!`)
    return { twice: demo.twice((value) => value + 1), told, back: back('here') }
  })
  expect(crossed).toEqual({ twice: 6, told: 'true Error: from the preload', back: 'here!' })
})

test('a listener of the page hears what main sends, as often as it does', async () => {
  await page.evaluate(() => {
    window.demo.onNews((value) => document.body.append(`[${JSON.stringify(value)}]`))
  })
  await ask(page, 'tell', { first: 1 })
  await ask(page, 'tell', 2)
  await expect(page.locator('body')).toContainText('[{"first":1}][2]')
})

test('values of structured clone arrive in main and come back as they were', async () => {
  const kinds = await page.evaluate(async () => {
    const bytes = new Uint8Array([1, 2, 255])
    const shared = { n: 1 }
    const given = {
      bytes,
      buffer: bytes.buffer,
      date: new Date(5),
      map: new Map([[1, new Set(['x'])]]),
      none: undefined,
      big: 2n ** 70n,
      odd: [-0, Number.NaN, Infinity],
      twice: [shared, shared],
      view: new Float64Array([0.1]),
    }
    const back = (await window.demo.ask('same', given)) as typeof given
    return {
      bytes: back.bytes instanceof Uint8Array && [...back.bytes].join(),
      buffer: back.buffer instanceof ArrayBuffer && back.buffer.byteLength,
      date: back.date instanceof Date && back.date.getTime(),
      map: back.map.get(1)?.has('x'),
      none: 'none' in back && back.none === undefined,
      big: back.big === 2n ** 70n,
      odd: Object.is(back.odd[0], -0) && Object.is(back.odd[1], Number.NaN) && back.odd[2] === Infinity,
      twice: back.twice.length,
      view: back.view[0],
    }
  })
  expect(kinds).toEqual({
    bytes: '1,2,255',
    buffer: 3,
    date: 5,
    map: true,
    none: true,
    big: true,
    odd: true,
    twice: 2,
    view: 0.1,
  })
})

test('what can not be cloned is refused at the bridge, in the words of Electron', async () => {
  const refused = await page.evaluate(async () => {
    const tries: Record<string, () => unknown> = {
      element: () => window.demo.later(document.body),
      symbol: () => window.demo.later(Symbol('x')),
      weak: () => window.demo.later(new WeakMap()),
      deep: () => {
        const round: { self?: unknown } = {}
        round.self = round
        return window.demo.later(round)
      },
      throughIpc: () => window.demo.ask('same', () => 1),
    }
    const told: Record<string, string> = {}
    for (const [name, run] of Object.entries(tries))
      try {
        await run()
        told[name] = 'let through'
      } catch (error) {
        told[name] = (error as Error).message
      }
    return told
  })
  expect(refused).toEqual({
    element: 'An object could not be cloned.',
    symbol: 'An object could not be cloned.',
    weak: 'An object could not be cloned.',
    deep: 'Electron contextBridge recursion depth exceeded.  Nested objects deeper than 1000 are not supported.',
    throughIpc: 'An object could not be cloned.',
  })
})

test('errors of an invoke are worded as Electron words them', async () => {
  const told = await page.evaluate(() =>
    Promise.all(['fail', 'nobody'].map((name) => window.demo.ask(name).catch(String))),
  )
  expect(told).toEqual([
    "Error: Error invoking remote method 'fail': TypeError: on purpose",
    "Error: Error invoking remote method 'nobody': Error: No handler registered for 'nobody'",
  ])
})
