import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import { bundleTrial } from '#build/bundle-trial.mjs'
import { trialAnswer } from '#main/trial/trial-answer.rules.ts'
import { deskOrigin } from '#shared/contract/host/desk-origin.ts'
import { freshData } from '#tests/support/sandbox.ts'

/** What Electron gives a utilityProcess: messages wait for the first listener, and are wrapped; `close` when the parent is gone. */
const parentPort = `
import { EventEmitter } from 'node:events'
const port = new EventEmitter()
const waiting = []
port.postMessage = (message) => process.send(message)
process.on('message', (data) => port.listenerCount('message') ? port.emit('message', { data, ports: [] }) : waiting.push(data))
process.on('disconnect', () => port.emit('close'))
port.on('newListener', (event) => event === 'message' && setImmediate(() => {
  for (const data of waiting.splice(0)) port.emit('message', { data, ports: [] })
}))
process.parentPort = port
`
const shim = `data:text/javascript,${encodeURIComponent(parentPort)}`
const out = mkdtempSync(join(tmpdir(), 'lianxian-trial-'))
const data = freshData()
let running: ChildProcess[] = []
let listening: Server[] = []

beforeAll(() => bundleTrial(out))
afterEach(async () => {
  for (const child of running) child.kill('SIGKILL')
  for (const server of listening) server.close()
  running = []
  listening = []
})
afterAll(() => {
  data.remove()
  rmSync(out, { recursive: true, force: true })
})

function fork(env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['--import', shim, join(out, 'trial', 'trial.mjs')], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { PATH: process.env.PATH, LIANXIAN_LOG: 'silent', ...env },
  })
  running.push(child)
  let text = ''
  child.stderr?.on('data', (part: Buffer) => {
    text += part.toString()
  })
  const ended = new Promise<number | null>((done) => child.once('exit', (code) => done(code)))
  const answer = new Promise<unknown>((done, failed) => {
    child.once('message', done)
    void ended.then((code) => failed(new Error(`ended with ${code}: ${text}`)))
  })
  answer.catch(() => undefined)
  return { child, ended, answer, post: (message: object) => void child.send(message) }
}

async function started(folder = data.path, env: Record<string, string> = {}) {
  const trial = fork(env)
  trial.post({ data: folder, pages: out })
  const answer = trialAnswer(await trial.answer)
  if (answer?.kind !== 'ready') throw new Error(`not ready: ${JSON.stringify(answer)}`)
  return { ...trial, ...answer.address }
}

/** HTTP status of a WebSocket's opening; 101: let in. */
const opening = (address: string, origin: string, protocol?: string) =>
  new Promise<number>((done, failed) => {
    const socket = new WebSocket(address, protocol ? [protocol] : [], { headers: { origin } })
    socket.on('open', () => {
      done(101)
      socket.terminate()
    })
    socket.on('unexpected-response', (request, { statusCode }) => {
      done(statusCode ?? 0)
      request.destroy()
    })
    socket.on('error', failed)
  })
const desk = (backend: string) => `${backend.replace('http', 'ws')}/socket/?EIO=4&transport=websocket`
const lockOf = (folder: string) => existsSync(join(folder, 'lock'))

describe('the sandbox of the installed program', () => {
  it('answers ready, serves the desk’s own pages and no foreign ones, closes cleanly and leaves its folder free', async () => {
    const { backend, sip, ended, post } = await started()
    expect((await fetch(`${backend}/healthz`)).status).toBe(200)
    expect(lockOf(data.path)).toBe(true)
    expect(await opening(desk(backend), deskOrigin)).toBe(101)
    expect(await opening(sip, deskOrigin, 'sip')).toBe(101)
    for (const origin of ['app://evil', `${deskOrigin}.evil`, 'http://127.0.0.1:5173']) {
      expect(await opening(desk(backend), origin), origin).toBe(400)
      expect(await opening(sip, origin, 'sip'), origin).toBe(403)
    }
    post({ kind: 'close' })
    expect(await ended).toBe(0)
    expect(lockOf(data.path)).toBe(false)
  })

  it('takes further origins from LIANXIAN_ORIGINS, and refuses one it can not read', async () => {
    const { backend, ended, post } = await started(data.path, {
      LIANXIAN_ORIGINS: 'http://127.0.0.1:5173, app://other',
    })
    expect(await opening(desk(backend), 'http://127.0.0.1:5173')).toBe(101)
    expect(await opening(desk(backend), deskOrigin)).toBe(101)
    post({ kind: 'close' })
    await ended
    const wrong = fork({ LIANXIAN_ORIGINS: '*' })
    wrong.post({ data: data.path, pages: out })
    expect(await wrong.answer).toEqual({ kind: 'refused', sentence: expect.stringContaining('LIANXIAN_ORIGINS') })
    expect([await wrong.ended, lockOf(data.path)]).toEqual([0, false])
  })

  it('takes another port when the usual one is taken', async () => {
    const other = createServer()
    listening.push(other)
    // Somebody else may have it already, which is as good.
    await new Promise<void>((done) => other.once('error', () => done()).listen(5345, '127.0.0.1', done))
    const { backend, ended, post } = await started()
    expect(backend).not.toBe('http://127.0.0.1:5345')
    expect((await fetch(`${backend}/healthz`)).status).toBe(200)
    post({ kind: 'close' })
    expect(await ended).toBe(0)
  })

  it('refuses a folder another one holds, in a sentence, and a job that is none', async () => {
    const first = await started()
    const second = fork()
    second.post({ data: data.path, pages: out })
    expect(await second.answer).toEqual({ kind: 'refused', sentence: expect.stringContaining('already runs') })
    expect(await second.ended).toBe(0)
    const third = fork()
    third.post({ data: 'relative', pages: out, more: true })
    expect(await third.answer).toMatchObject({ kind: 'refused' })
    expect(await third.ended).toBe(0)
    expect((await fetch(`${first.backend}/healthz`)).status).toBe(200)
    first.post({ kind: 'close' })
    await first.ended
  })

  it('ends by itself, cleanly, when the program that started it is gone', async () => {
    const { child, ended } = await started()
    child.disconnect()
    expect(await ended).toBe(0)
    expect(lockOf(data.path)).toBe(false)
  })

  it('ends cleanly when it is told so while it starts', async () => {
    const { ended, post } = fork()
    post({ data: data.path, pages: out })
    post({ kind: 'close' })
    expect(await ended).toBe(0)
    expect(lockOf(data.path)).toBe(false)
  })
})
