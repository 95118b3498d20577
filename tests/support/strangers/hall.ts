import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../free-port.ts'
import { type Baresip, startBaresip } from './baresip.ts'
import { type Kamailio, startKamailio } from './kamailio.ts'
import { startRtpengine } from './rtpengine.ts'

export const trunkNumber = '13800000001'

/** A site of strangers on the loopback: Kamailio as shipped, rtpengine, and baresip for the telephone network. */
export interface Hall {
  readonly kamailio: Kamailio
  readonly trunk: Baresip
  readonly ports: { readonly ws: number; readonly sip: number; readonly queue: number; readonly trunk: number }
  /** Where everything is written; gone after `close`. */
  readonly folder: string
  close(): Promise<void>
}

export interface HallOptions {
  readonly domain: string
  readonly password: string
  readonly seats: readonly string[]
  readonly ringMs?: number
  readonly database?: string
}

/** Starts what the site consists of, and ends exactly that. */
export async function openHall(options: HallOptions): Promise<Hall> {
  const folder = mkdtempSync(join(tmpdir(), 'lianxian-hall-'))
  const closers: (() => Promise<void> | void)[] = [() => rmSync(folder, { recursive: true, force: true })]
  const close = async () => {
    for (const each of closers.splice(0).reverse()) await each()
  }
  try {
    for (const name of ['db', 'baresip']) mkdirSync(join(folder, name))
    const [ws, sip, queue, ng, trunk, control] = await freePorts(6)
    // Chosen by the process: several runs on one machine do not share media ports.
    const rtpengine = await startRtpengine(folder, ng, 30_000 + (process.pid % 6) * 400)
    closers.push(rtpengine.stop)
    const ports = { ws, sip, queue, ng }
    const kamailio = await startKamailio({ ...options, folder, ports, trunk, ringMs: options.ringMs ?? 2000 })
    closers.push(kamailio.stop)
    const baresip = await startBaresip({
      folder: join(folder, 'baresip'),
      user: trunkNumber,
      domain: options.domain,
      ports: { sip: trunk, control },
      proxy: sip,
      tone: 440,
    })
    closers.push(baresip.stop)
    return { kamailio, trunk: baresip, ports: { ws, sip, queue, trunk }, folder, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function freePorts(count: 6): Promise<[number, number, number, number, number, number]> {
  const ports = new Set<number>()
  while (ports.size < count) ports.add(await freePort())
  return [...ports] as [number, number, number, number, number, number]
}
