import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LinkCore } from '#renderer/link/worker/link-core.ts'
import type { LinkReport } from '#shared/contract/link/worker-messages.ts'
import { type Session, signInAnswerSchema } from '#shared/contract/rest/sign-in.schema.ts'
import { openBareLink } from '#tests/support/bare-link.ts'
import { freePort } from '#tests/support/free-port.ts'
import { startPostgres } from '#tests/support/postgres.ts'
import { goodInput, updatesOf } from '#tests/support/ticket-bench.ts'
import { type Figure, percentile, round } from './figure.ts'

const desks = 200
/** Tickets a desk wrote and handed in while the backend was away: more than anybody writes in ten minutes. */
const ticketsEach = 5
const password = 'a-long-enough-password'
const seatOf = (n: number): string => String(20_001 + n)

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await what())) await wait(20)
}

/** The backend as a site runs it, on a PostgreSQL of its own. */
async function openSite() {
  const folder = mkdtempSync(join(tmpdir(), 'lianxian-outbox-'))
  const accounts = Array.from({ length: desks }, (_, n) => ({
    ...{ seat: seatOf(n), name: `座席${n}`, role: 'agent', skills: ['综合'], password },
  }))
  writeFileSync(join(folder, 'accounts.json'), JSON.stringify(accounts))
  const postgres = await startPostgres()
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const env = {
    PATH: process.env.PATH ?? '',
    DATABASE_URL: postgres.url('postgres'),
    LIANXIAN_KEY: randomBytes(32).toString('base64'),
    LIANXIAN_HOSTS: '127.0.0.1',
    LIANXIAN_PORT: String(port),
    LIANXIAN_DOMAIN: 'hall.example',
    LIANXIAN_EDGES: `ws://127.0.0.1:${port}/sip`,
    LIANXIAN_ACCOUNTS: join(folder, 'accounts.json'),
    // Each desk signs in from an address of its own, as in a hall.
    LIANXIAN_TRUST_PROXY: 'on',
    LIANXIAN_LOG: 'error',
  }
  let child: ChildProcess | undefined
  const end = async (signal: NodeJS.Signals) => {
    const running = child
    if (!running) return
    const ended = new Promise((resolve) => running.once('exit', resolve))
    running.kill(signal)
    await ended
  }
  return {
    url,
    async start() {
      child = spawn(process.execPath, ['build/server.mjs'], { stdio: ['ignore', 'ignore', 'inherit'], env })
      await until(() =>
        fetch(`${url}/healthz`).then(
          ({ ok }) => ok,
          () => false,
        ),
      )
    },
    kill: () => end('SIGKILL'),
    async close() {
      await end('SIGTERM')
      await postgres.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function signIn(url: string, n: number): Promise<Session> {
  const response = await fetch(`${url}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': `192.0.2.${n + 1}` },
    body: JSON.stringify({ seat: seatOf(n), password, takeOver: false }),
  })
  const answer = signInAnswerSchema.parse(await response.json())
  if (!answer.ok) throw new Error(answer.reason)
  return answer.session
}

/** How long a hall's desks take to be in step after the backend was away: from its first answer to the last acknowledgement. */
export async function measureOutbox(): Promise<Figure[]> {
  const site = await openSite()
  const cores: LinkCore[] = []
  try {
    await site.start()
    const sessions: Session[] = []
    for (let n = 0; n < desks; n += 1) sessions.push(await signIn(site.url, n))
    const settledAt: number[] = []
    const tell = (report: LinkReport) => {
      if (report.type !== 'settled' || report.name !== 'ticket.submit') return
      if (!report.outcome.ok) throw new Error(`refused: ${JSON.stringify(report.outcome)}`)
      settledAt.push(performance.now())
    }
    await site.kill()
    for (const [n, session] of sessions.entries()) {
      const core = openBareLink(site.url, seatOf(n), session, tell)
      cores.push(core)
      let id = 0
      const command = (name: string, payload: unknown) => core.order({ type: 'command', id: id++, name, payload })
      for (let of = 0; of < ticketsEach; of += 1) {
        const draftId = `outage-draft-${seatOf(n)}-${of}`
        const { matter, person } = updatesOf({ ...goodInput, title: `第${n}席第${of}号` }, seatOf(n))
        command('draft.update', { draftId, doc: 'matter', callId: null, update: matter })
        command('draft.update', { draftId, doc: 'person', callId: null, update: person })
        command('ticket.submit', { draftId })
      }
    }
    await site.start()
    const backAt = performance.now()
    await until(() => settledAt.length >= desks * ticketsEach)
    const took = settledAt.map((at) => at - backAt)
    const figure = (name: string, p: number): Figure => ({
      name: `outbox.${desks}-desks.${name}`,
      value: round(percentile(took, p)),
      unit: 'ms',
      better: 'lower',
      target: null,
    })
    return [figure('half-of-the-tickets', 50), figure('all-tickets', 100)]
  } finally {
    await Promise.all(cores.map((core) => core.close()))
    await site.close()
  }
}
