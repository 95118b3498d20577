import { createHash } from 'node:crypto'
import { copyFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { type Stranger, startChild, until } from './child.ts'

export interface KamailioPlace {
  readonly folder: string
  readonly domain: string
  readonly password: string
  readonly seats: readonly string[]
  readonly ports: { readonly ws: number; readonly sip: number; readonly queue: number; readonly ng: number }
  /** Where the trunk sends from and is called at. */
  readonly trunk: number
  readonly ringMs: number
  /** PostgreSQL with the view of seats; default: a text file of `seats`. */
  readonly database?: string | undefined
}

export interface Kamailio {
  readonly ws: string
  /** Ends it without a word to anybody, and starts it again. */
  restart(): Promise<void>
  /** Down until the result is called. */
  kill(): Promise<() => Promise<void>>
  stop(): Promise<void>
}

/** Site settings of the shipped configuration; credentials come from a text file in place of PostgreSQL. */
function siteOf({ folder, domain, ports, trunk, ringMs, database }: KamailioPlace): string {
  const settings = {
    SITE_DOMAIN: `"${domain}"`,
    LISTEN_LOOPBACK_WS: `tcp:127.0.0.1:${ports.ws}`,
    LISTEN_UDP: `udp:127.0.0.1:${ports.sip}`,
    QUEUE_URI: `"sip:127.0.0.1:${ports.queue};transport=udp"`,
    RTPENGINE: `"udp:127.0.0.1:${ports.ng}"`,
    ...(database === undefined ? { DB_MODULE_TEXT: '' } : {}),
    DB_URL: `"${database ?? `text://${folder}/db`}"`,
    ORIGINS: '"^http://127\\.0\\.0\\.1:[0-9]+$"',
    TRUNKS: `"^127\\.0\\.0\\.1:${trunk}$"`,
    TRUNK_URI: `"sip:127.0.0.1:${trunk};transport=udp"`,
    RING_MS: String(ringMs),
    RUN_CTL: `"unix:${folder}/ctl"`,
  }
  return Object.entries(settings)
    .map(([name, value]) => `#!define ${name} ${value}\n`)
    .join('')
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })

/** Starts Kamailio on the configuration this repository ships, in a private folder. */
export async function startKamailio(place: KamailioPlace): Promise<Kamailio> {
  const { folder, ports } = place
  copyFileSync('build/deploy/kamailio/kamailio.cfg', join(folder, 'kamailio.cfg'))
  writeFileSync(join(folder, 'site.cfg'), siteOf(place))
  const ha1 = (user: string) => createHash('md5').update(`${user}:${place.domain}:${place.password}`).digest('hex')
  const rows = place.seats.map((seat) => `${seat}:${ha1(seat)}\n`)
  writeFileSync(join(folder, 'db', 'sip_subscriber'), `username(string) ha1(string)\n${rows.join('')}`)
  let running: Stranger | null = null
  const start = async () => {
    const options = ['-DD', '-E', '-f', join(folder, 'kamailio.cfg'), '-Y', folder, '-w', folder]
    running = startChild(folder, 'kamailio', ['kamailio', ...options, '-P', join(folder, 'kamailio.pid')])
    await until('Kamailio', () => answers(ports.ws), running)
  }
  const stop = async () => {
    await running?.stop()
    running = null
  }
  await start()
  return {
    ws: `ws://127.0.0.1:${ports.ws}/sip`,
    stop,
    async restart() {
      await stop()
      await start()
    },
    async kill() {
      await stop()
      return start
    },
  }
}
