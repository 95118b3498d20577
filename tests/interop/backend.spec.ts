import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import pg from 'pg'
import type { App } from '../../server/app.ts'
import { startProduction } from '../../server/index.ts'
import { startPostgres } from '../support/postgres.ts'
import { authorization, openRaw, request } from '../support/raw-sip.ts'
import { openHall } from '../support/strangers/hall.ts'

const domain = 'hall.test'
const password = 'a-long-enough-password'
const closers: (() => unknown)[] = []
test.afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

/** The backend in production behind Kamailio, both on one PostgreSQL. */
async function openSite() {
  const postgres = await startPostgres()
  closers.push(postgres.stop)
  const owner = new pg.Client({ connectionString: postgres.url('postgres') })
  await owner.connect()
  closers.push(() => owner.end())
  await owner.query('create role kamailio login')
  const database = postgres.url('postgres').replace('lianxian@', 'kamailio@')
  const hall = await openHall({ domain, password, seats: [], database })
  closers.push(hall.close)
  const accounts = join(hall.folder, 'accounts.json')
  writeFileSync(accounts, JSON.stringify([{ seat: '6001', name: '何静', role: 'agent', skills: ['综合'], password }]))
  const started = await startProduction(
    {
      DATABASE_URL: postgres.url('postgres'),
      LIANXIAN_KEY: randomBytes(32).toString('base64'),
      LIANXIAN_HOSTS: '127.0.0.1',
      LIANXIAN_PORT: '0',
      LIANXIAN_DOMAIN: domain,
      LIANXIAN_EDGES: hall.kamailio.ws,
      LIANXIAN_ACCOUNTS: accounts,
      LIANXIAN_SIP_LISTEN: `127.0.0.1:${hall.ports.queue}`,
      LIANXIAN_SIP_PROXIES: `127.0.0.1:${hall.ports.sip}`,
      LIANXIAN_LOG: 'error',
    },
    hall.folder,
  )
  if (!started.ok) throw new Error(started.sentence)
  closers.push(started.app.close)
  const view = readFileSync('build/deploy/kamailio/sip-subscriber.sql', 'utf8')
  await owner.query(view.replace('create role kamailio login;', ''))
  return { hall, app: started.app }
}

const signIn = async ({ port }: App) => {
  const answer = await fetch(`http://127.0.0.1:${port}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ seat: '6001', password, takeOver: true }),
  })
  return JSON.stringify(await answer.json())
}

test('a seat registers at Kamailio with the secret of its sign-in, and a call of the trunk waits in the backend’s queue', async () => {
  const { hall, app } = await openSite()
  const secret = /"secret":"([^"]+)"/.exec(await signIn(app))?.[1] ?? ''
  expect(secret).not.toBe('')
  const client = await openRaw(hall.kamailio.ws, { origin: 'http://127.0.0.1:1' })
  const own = `<sip:6001@${domain}>`
  const uri = `sip:${domain}`
  const register = async (cseq: number, more: readonly string[]) => {
    const contact = 'Contact: <sip:a@raw.invalid;transport=ws>'
    const lines = [contact, ...more]
    client.send(
      request({ method: 'REGISTER', uri, from: `${own};tag=a`, to: own, callId: `r${cseq}`, cseq, more: lines }),
    )
    return client.next()
  }
  const prove = async (cseq: number, word: string) => {
    const challenge = (await register(cseq, [])).header('WWW-Authenticate')
    const value = authorization(challenge, { user: '6001', password: word }, { method: 'REGISTER', uri })
    return (await register(cseq + 1, [`Authorization: ${value}`])).status
  }
  expect(await prove(1, password)).toBe(401)
  expect(await prove(3, secret)).toBe(200)

  const waiting = async () => /^lianxian_calls_waiting (\d+)/m.exec(await metrics())?.[1]
  const metrics = async () => (await fetch(`http://127.0.0.1:${app.port}/metrics`)).text()
  expect(await waiting()).toBe('0')
  hall.trunk.dial(`sip:12345@${domain}`)
  await expect.poll(waiting).toBe('1')
  hall.trunk.hangUp()
  await expect.poll(waiting).toBe('0')
  // A new sign-in has a new secret: the old one is nothing any more.
  await signIn(app)
  expect(await prove(5, secret)).toBe(401)
  client.socket.close()
})
