import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'lianxian-window-'))
let running: ChildProcess | null = null
afterEach(async () => {
  const child = running
  running = null
  if (child && child.exitCode === null) {
    child.kill('SIGTERM')
    await new Promise((resolve) => child.once('exit', resolve))
  }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A program in the browser's place: writes down what it was started with, then does `then`. */
function pretendBrowser(then: string): { program: string; argsFile: string } {
  const program = join(mkdtempSync(join(folder, 'data-')), 'browser')
  const argsFile = `${program}.args`
  writeFileSync(
    program,
    `#!/bin/sh\nprintf '%s\\n' "$@" > "${argsFile}.new"\nmv "${argsFile}.new" "${argsFile}"\n${then}\n`,
  )
  chmodSync(program, 0o755)
  return { program, argsFile }
}

function start(browser: string, data: string): { child: ChildProcess; out: () => string } {
  const args = ['build/start.mjs', '--port', '0', '--data', data, '--citizens', 'off']
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, LIANXIAN_BROWSER: browser },
  })
  running = child
  let out = ''
  child.stdout?.on('data', (part: Buffer) => {
    out += part.toString()
  })
  return { child, out: () => out }
}

describe('npm start with a window', () => {
  it('opens the desk as an app window with its own profile, without the sandbox for root alone, and closes it at the end', async () => {
    const data = mkdtempSync(join(folder, 'data-'))
    const { program, argsFile } = pretendBrowser('exec sleep 600')
    const { child, out } = start(program, data)
    await expect.poll(() => existsSync(argsFile), { timeout: 60_000 }).toBe(true)
    const args = readFileSync(argsFile, 'utf8').trim().split('\n')
    await expect.poll(out).toMatch(/^Lianxian runs at http:\/\/127\.0\.0\.1:\d+\//)
    const url = /http:\S+/.exec(out())?.[0]
    expect(args).toEqual(expect.arrayContaining([`--app=${url}`, `--user-data-dir=${join(data, 'browser')}`]))
    const root = process.getuid?.() === 0
    expect(args.includes('--no-sandbox')).toBe(root)
    expect(out().includes('no browser sandbox')).toBe(root)
    expect(args.filter((arg) => /fake|disable-web-security|remote-debugging/.test(arg))).toEqual([])
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
  })

  it('says where to look when the browser opens no window, and goes on', async () => {
    const { program } = pretendBrowser('exit 1')
    const { child, out } = start(program, mkdtempSync(join(folder, 'data-')))
    await expect.poll(out, { timeout: 60_000 }).toMatch(/could not open a window\. Open http:\S+ in a browser/)
    expect(child.exitCode).toBeNull()
  })
})
