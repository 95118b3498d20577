import { type BrowserContext, expect, type Page, type WebSocketRoute } from '@playwright/test'
import type { Leg, Line, PhoneCommand, PhoneSnapshot } from '#shared/contract/phone/phone-messages.ts'
import { installEar } from '../page-ear.ts'
import { allowNamedFunctions } from '../page-names.ts'
import { installPlayers } from '../page-players.ts'
import { domain, type EdgeSite, password } from './edge-site.ts'
import type { FakeDevice } from './fake-devices.ts'
import type { PhoneHarness } from './harness-page.ts'

declare global {
  interface Window {
    phone: PhoneHarness
  }
}

/** Sees a page's SIP socket: what went which way, and may keep or answer a message itself. */
export class Wire {
  readonly out: string[] = []
  readonly in: string[] = []
  /** Returns true to keep a message from the edge. */
  onOut: (message: string, reply: (text: string) => void) => boolean = () => false
  /** Gives the status this page shall answer a request of the edge with, in its place; null: the page answers itself. */
  onIn: (message: string) => number | null = () => null
  /** Changes a message on its way to the edge. */
  rewrite: (message: string) => string = (message) => message
  /** What this page gets in the place of a message from the edge. */
  deliver: (message: string) => readonly string[] = (message) => [message]
  /** Whether the edge at this address is down, whatever becomes of the others. */
  isDown: (address: string) => boolean = () => false
  #sockets = new Map<WebSocketRoute, WebSocketRoute>()
  #down = false

  async install(page: Page): Promise<void> {
    await page.routeWebSocket(/\/sip$/, (socket) => {
      if (this.#down || this.isDown(socket.url())) {
        void socket.close({ code: 1001 })
        return
      }
      const edge = socket.connectToServer()
      this.#sockets.set(socket, edge)
      socket.onMessage((message) => {
        const text = String(message)
        this.out.push(text)
        if (!this.onOut(text, (answer) => socket.send(answer))) edge.send(this.rewrite(text))
      })
      edge.onMessage((message) => {
        const text = String(message)
        this.in.push(text)
        const status = this.onIn(text)
        if (status === null) for (const each of this.deliver(text)) socket.send(each)
        else edge.send(refusalOf(text, status))
      })
    })
  }

  /** Cuts the socket and lets none through until `restore`. */
  async cut(): Promise<void> {
    this.#down = true
    const sockets = [...this.#sockets]
    this.#sockets.clear()
    // Neither end says that it goes: to the edge this is a connection that was lost (no 1000, no 1001).
    for (const [socket, edge] of sockets) {
      await socket.close({ code: 4000, reason: 'cut' })
      await edge.close({ code: 4000, reason: 'cut' })
    }
  }

  /** Gives the page a message as if it came from the edge. */
  inject(message: string): void {
    for (const socket of this.#sockets.keys()) socket.send(message)
  }

  restore(): void {
    this.#down = false
  }

  /** Says something to the page as if the edge had. */
  say(message: string): void {
    for (const socket of this.#sockets.keys()) socket.send(message)
  }

  requests(method: string): string[] {
    return this.out.filter((text) => text.startsWith(`${method} `))
  }
}

/** The answer to a request: the headers RFC 3261 8.2.6.2 wants, as they came. */
const refusalOf = (request: string, status: number): string => {
  const kept = request.split('\r\n').filter((line) => /^(Via|From|To|Call-ID|CSeq):/i.test(line))
  return [`SIP/2.0 ${status} No`, ...kept, 'Content-Length: 0', '', ''].join('\r\n')
}

/** The line of a user of the site. */
export const lineOf = (site: EdgeSite, user: string): Line => ({
  edges: [site.sip],
  aor: `${user}@${domain}`,
  secret: password,
  displayName: `Seat ${user}`,
  iceServers: [],
})

/**
 * Playwright's binding for sockets belongs to the context and is made by the first who asks: a page that is opened meanwhile gets none, and no socket.
 * So it is asked for once, before any page, for addresses that nobody has.
 */
const contexts = new WeakMap<BrowserContext, Promise<void>>()
function readyForWires(context: BrowserContext): Promise<void> {
  const ready = contexts.get(context) ?? context.routeWebSocket(/^nobody:/, () => undefined)
  contexts.set(context, ready)
  return ready
}

/** How a phone is opened. */
export interface PhoneQuery {
  readonly user: string
  readonly tone?: number
  readonly memory?: boolean
  readonly refused?: boolean
  readonly devices?: readonly FakeDevice[]
  /** Without the ear and the players, which keep what they have heard. */
  readonly bare?: boolean
  /** Its SIP goes straight to the edge, unseen: where time is measured. */
  readonly direct?: boolean
  /** Before any script of the page runs. */
  readonly prepare?: (page: Page) => Promise<unknown>
}

/** One phone in one page. */
export class PhonePage {
  readonly page: Page
  readonly wire = new Wire()
  readonly #site: EdgeSite
  readonly #user: string
  /** A conference server as the backend would name it in the line. */
  focus: NonNullable<Line['focus']> | null = null
  /** Addresses of the edges as the backend would name them; null: the site's one. */
  edges: readonly string[] | null = null

  private constructor(page: Page, site: EdgeSite, user: string) {
    this.page = page
    this.#site = site
    this.#user = user
  }

  static async open(context: BrowserContext, site: EdgeSite, query: PhoneQuery) {
    if (!query.direct) await readyForWires(context)
    const phone = new PhonePage(await context.newPage(), site, query.user)
    await allowNamedFunctions(phone.page)
    await query.prepare?.(phone.page)
    if (!query.bare) await installEar(phone.page)
    if (!query.bare) await installPlayers(phone.page)
    if (!query.direct) await phone.wire.install(phone.page)
    const search = new URLSearchParams()
    if (query.tone) search.set('tone', String(query.tone))
    if (query.memory) search.set('memory', '1')
    if (query.refused) search.set('refused', '1')
    if (query.devices) search.set('devices', JSON.stringify(query.devices))
    await phone.page.goto(`${site.url}?${search}`)
    await phone.page.waitForFunction(() => window.phone?.snapshot() != null)
    return phone
  }

  send(command: PhoneCommand): Promise<string> {
    return this.page.evaluate((given) => window.phone.send(given), command)
  }

  snapshot(): Promise<PhoneSnapshot> {
    return this.page.evaluate(() => {
      const snapshot = window.phone.snapshot()
      if (!snapshot) throw new Error('no snapshot yet')
      return snapshot
    })
  }

  /** The newest leg, or undefined. */
  async leg(): Promise<Leg | undefined> {
    return (await this.snapshot()).legs.at(-1)
  }

  async legId(): Promise<string> {
    return (await this.leg())?.id ?? 'none'
  }

  async connect(secret = password): Promise<void> {
    const line = {
      ...lineOf(this.#site, this.#user),
      secret,
      ...(this.focus && { focus: this.focus }),
      ...(this.edges && { edges: [...this.edges] }),
    }
    expect(await this.send({ op: 'connect', line })).toBe('done')
  }

  async register(): Promise<void> {
    await this.connect()
    await this.expectRegistration('registered')
  }

  async expectRegistration(state: PhoneSnapshot['registration']['state']): Promise<void> {
    await expect.poll(async () => (await this.snapshot()).registration.state, { intervals: [20] }).toBe(state)
  }

  async expectLeg(expected: Partial<Leg>): Promise<void> {
    await expect.poll(() => this.leg(), { intervals: [20], timeout: 15_000 }).toMatchObject(expected)
  }
}

/** A calls B and B answers. */
export async function callUp(a: PhonePage, b: PhonePage, target: string): Promise<void> {
  expect(await a.send({ op: 'dial', target })).toBe('done')
  await b.expectLeg({ state: 'offered' })
  expect(await b.send({ op: 'answer', legId: await b.legId() })).toBe('done')
  await a.expectLeg({ state: 'established' })
  await b.expectLeg({ state: 'established' })
}
