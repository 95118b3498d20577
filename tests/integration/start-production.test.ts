import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '#tests/support/free-port.ts'
import { type PrivatePostgres, startPostgres } from '#tests/support/postgres.ts'

const password = 'a-long-enough-password'
const key = randomBytes(32).toString('base64')
let folder: string
let postgres: PrivatePostgres
let child: ChildProcess | null = null
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lianxian-production-'))
  writeFileSync(
    join(folder, 'accounts.json'),
    JSON.stringify([{ seat: '6001', name: '何静', role: 'agent', skills: ['综合'], password }]),
  )
  postgres = await startPostgres()
})
afterEach(() => stop())
afterAll(async () => {
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function stop(): Promise<number | null> {
  const running = child
  child = null
  if (!running) return null
  if (running.exitCode === null) {
    const ended = new Promise((resolve) => running.once('exit', resolve))
    running.kill('SIGTERM')
    await ended
  }
  return running.exitCode
}

/** `npm run server` with a site's environment; resolves when it answers, or with its exit code and words. */
async function startServer(port: number, more: Record<string, string> = {}) {
  const running = spawn(process.execPath, ['build/server.mjs'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      PATH: process.env.PATH ?? '',
      DATABASE_URL: postgres.url('postgres'),
      LIANXIAN_KEY: key,
      LIANXIAN_HOSTS: '127.0.0.1',
      LIANXIAN_PORT: String(port),
      LIANXIAN_DOMAIN: 'hall.example',
      LIANXIAN_EDGES: `ws://127.0.0.1:${port}/sip`,
      LIANXIAN_ACCOUNTS: join(folder, 'accounts.json'),
      LIANXIAN_LOG: 'error',
      ...more,
    },
  })
  child = running
  let words = ''
  running.stderr.on('data', (part: Buffer) => {
    words += part.toString()
  })
  await expect
    .poll(
      () =>
        running.exitCode !== null ||
        fetch(`http://127.0.0.1:${port}/healthz`).then(
          (answer) => answer.ok,
          () => false,
        ),
      {
        timeout: 60_000,
      },
    )
    .toBe(true)
  return { code: running.exitCode, words }
}

const signIn = async (port: number, seat: string, word?: string) => {
  const answer = await fetch(`http://127.0.0.1:${port}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ seat, takeOver: true, ...(word === undefined ? {} : { password: word }) }),
  })
  return { status: answer.status, body: (await answer.json()) as { ok: boolean; reason?: string } }
}

describe('npm run server, on PostgreSQL', () => {
  it("serves a site's own accounts, knows nothing of the sandbox, and ends cleanly", async () => {
    const port = await freePort()
    expect(await startServer(port)).toMatchObject({ code: null })
    expect(await (await fetch(`http://127.0.0.1:${port}/api/site`)).json()).toMatchObject({ sandbox: false, cards: [] })
    const texts = await fetch(`http://127.0.0.1:${port}/api/sandbox/texts`, { method: 'POST' })
    expect(texts.status).toBe(404)
    expect((await signIn(port, '6001', password)).body.ok).toBe(true)
    expect((await signIn(port, '6001')).body.ok).toBe(false)
    expect((await signIn(port, '8001', 'lianxian')).body.ok).toBe(false)
    expect(await stop()).toBe(0)
    expect(await startServer(port), 'a second start on the same database').toMatchObject({ code: null })
    expect((await signIn(port, '6001', password)).body.ok).toBe(true)
  })

  it('names the variable that is wrong, never its value, and ends with 2', async () => {
    const { code, words } = await startServer(0, { LIANXIAN_KEY: 'not-a-key' })
    expect(code).toBe(2)
    expect(words).toContain('LIANXIAN_KEY')
    expect(words).not.toContain('not-a-key')
  })

  it('names the entry of the directory and the field where a duty mobile is wrong, never the number', async () => {
    const LIANXIAN_DIRECTORY = join(folder, 'directory.json')
    const entry = { id: 'd1', kind: 'department', name: '值班席', number: '61001', unit: '市民政局' }
    writeFileSync(LIANXIAN_DIRECTORY, JSON.stringify([{ ...entry, dutyMobile: '1420000500' }]))
    const { code, words } = await startServer(0, { LIANXIAN_DIRECTORY })
    expect(code).toBe(2)
    expect(words).toContain('directory.json: 0.dutyMobile: wants a mobile number')
    expect(words).not.toContain('1420000500')
  })
})
