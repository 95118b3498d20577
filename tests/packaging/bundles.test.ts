import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundleMain } from '#build/bundle-main.mjs'
import { bundleTrial } from '#build/bundle-trial.mjs'
import { sandboxPassword } from '#server/sandbox/accounts.ts'
import { signInAnswerSchema } from '#shared/contract/rest/sign-in.schema.ts'

const out = mkdtempSync(join(tmpdir(), 'lianxian-bundles-'))
afterAll(() => rmSync(out, { recursive: true, force: true }))

const foreign = (names: readonly string[]) => names.filter((name) => !isBuiltin(name))

describe('The bundle of the shell', () => {
  let outside: Awaited<ReturnType<typeof bundleMain>>
  beforeAll(async () => {
    outside = await bundleMain(out)
  })
  const read = (name: string) => readFileSync(join(out, 'main', name), 'utf8')

  it('asks for Electron and for Node’s own modules alone', () => {
    expect(foreign(outside.shell)).toEqual(['electron'])
  })

  it.each(['desk', 'phone', 'toast', 'view'])('has a preload for %s that a sandboxed page can load', (kind) => {
    const code = read(`preload-${kind}.cjs`)
    expect(outside.preloads).toEqual(['electron'])
    // The bridge's schemas stay in the main process: a preload is read at the start of every page.
    expect(code.length).toBeLessThan(8 * 1024)
  })

  it('brings the licences of the packages inside', () => {
    expect(read('licences.txt')).toMatch(/^electron-updater \d/m)
  })
})

describe('The bundle of the backend to try', () => {
  let child: ChildProcess | undefined
  let said = ''
  let outside: readonly string[] = []
  beforeAll(async () => {
    outside = await bundleTrial(out, 'tests/packaging/trial-stand-in.ts')
  })
  afterAll(() => void child?.kill('SIGKILL'))

  const ended = (program: ChildProcess) => new Promise<number | null>((done) => program.once('exit', done))
  /** What it says from now on until `wanted` is in it; rejects when it ends before. */
  const hear = (program: ChildProcess, wanted: RegExp) =>
    new Promise<string>((done, failed) => {
      const look = () => {
        const found = wanted.exec(said)?.[1]
        if (found !== undefined) done(found)
      }
      program.stdout?.on('data', look)
      program.stderr?.on('data', look)
      program.once('exit', () => failed(new Error(`ended without ${wanted}: ${said}`)))
    })

  /** An environment without NODE_PATH and a folder without packages above it: what is not inside is not found. */
  const start = (folder: string, data: string) => {
    const program = spawn(process.execPath, [join(folder, 'trial.mjs'), data, folder], {
      cwd: folder,
      env: { PATH: process.env.PATH, LIANXIAN_LOG: 'info' },
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    for (const stream of [program.stdout, program.stderr])
      stream.on('data', (part: Buffer) => {
        said += part.toString()
      })
    return program
  }

  it('runs from a folder of its own: no packages, a new database, a seat signs in, the citizens have their voices', async () => {
    const place = mkdtempSync(join(tmpdir(), 'lianxian-alone-'))
    const folder = join(place, 'trial')
    cpSync(join(out, 'trial'), folder, { recursive: true })
    for (let at = folder; at !== dirname(at); at = dirname(at))
      expect(existsSync(join(at, 'node_modules')), at).toBe(false)
    child = start(folder, join(place, 'data'))
    const voices = hear(child, /"dialogues":(\d+),"msg":"citizens-ready"/)
    const address = await hear(child, /READY (\S+)/)
    expect(Number(await voices)).toBeGreaterThan(10)
    expect((await fetch(new URL('/healthz', address))).status).toBe(200)
    const signIn = await fetch(new URL('/api/sign-in', address), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ seat: '8001', password: sandboxPassword, takeOver: false }),
    })
    expect(signInAnswerSchema.parse(await signIn.json())).toMatchObject({ ok: true })
    const end = ended(child)
    child.stdin?.end()
    expect(await end).toBe(0)
    rmSync(place, { recursive: true, force: true })
  })

  it('has no native module and asks for Node’s own modules alone', () => {
    const files = readdirSync(join(out, 'trial'), { recursive: true, encoding: 'utf8' })
    expect(files.filter((file) => /\.node$|\.map$|node_modules/.test(file))).toEqual([])
    const optional = ['bufferutil', 'pg-native', 'utf-8-validate']
    expect(foreign(outside).filter((name) => !name.startsWith('./pglite/'))).toEqual(optional)
  })

  it('stays within the size an installer can carry', () => {
    const files = readdirSync(join(out, 'trial'), { recursive: true, encoding: 'utf8' })
    const sizes = files.map((file) => statSync(join(out, 'trial', file)).size)
    const megabytes = sizes.reduce((sum, size) => sum + size, 0) / 1024 / 1024
    console.log(`out/trial: ${megabytes.toFixed(1)} MB`)
    expect(megabytes).toBeLessThan(40)
  })
})
