import { execFileSync } from 'node:child_process'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { freshData, type Sandbox, startSandbox } from '#tests/support/sandbox.ts'

const data = freshData()
afterAll(data.remove)
let running: Sandbox[] = []
afterEach(async () => {
  await Promise.all(running.map((sandbox) => sandbox.kill()))
  running = []
})
const start = async () => {
  const sandbox = await startSandbox({ data: data.path })
  running.push(sandbox)
  return sandbox
}
const json = async (response: Response) => ({ status: response.status, body: (await response.json()) as unknown })

describe('npm start --headless', () => {
  it('can be used when it says READY, refuses a second start on its folder, and ends with 0 on SIGTERM', async () => {
    const first = await start()
    expect(first.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/)
    expect(first.sip).toBe(first.url.replace('http', 'ws').replace(/\/$/, '/sip'))
    expect(await json(await fetch(`${first.url}healthz`))).toEqual({ status: 200, body: { status: 'ok' } })
    expect(await (await fetch(`${first.url}metrics`)).text()).toContain('lianxian_calls_waiting 0')
    await expect(startSandbox({ data: data.path })).rejects.toThrow(/already runs/)
    const began = performance.now()
    expect(await first.stop()).toBe(0)
    expect(performance.now() - began).toBeLessThan(10_000)
  })

  it('starts again on the same folder after kill -9', async () => {
    const first = await start()
    await first.kill()
    const second = await start()
    expect((await fetch(`${second.url}healthz`)).status).toBe(200)
    expect(await second.stop()).toBe(0)
  })

  it('says in one sentence that a port is taken, and leaves the folder free', async () => {
    const first = await start()
    const other = freshData()
    const port = Number(new URL(first.url).port)
    await expect(startSandbox({ data: other.path, port })).rejects.toThrow(/Port \d+ is taken/)
    const free = await startSandbox({ data: other.path })
    running.push(free)
    other.remove()
  })

  it('ends with 2 and a sentence that names a wrong flag', () => {
    const wrong = () => execFileSync(process.execPath, ['build/start.mjs', '--port', 'x'], { stdio: 'pipe' })
    expect(wrong).toThrow(expect.objectContaining({ status: 2, stderr: expect.objectContaining({}) }))
  })
})
