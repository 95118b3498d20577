import { describe, expect, it } from 'vitest'
import { restartDelay } from '#main/trial/restart.rules.ts'
import type { TrialProcess } from '#main/trial/run-trial.ts'
import { createTrial } from '#main/trial/trial.ts'
import { trialAnswer } from '#main/trial/trial-answer.rules.ts'
import { createFakeClock } from '#tests/support/fake-clock.ts'

const settled = () => new Promise<void>((resolve) => setImmediate(resolve))
const ready = (port = 5345) => ({ kind: 'ready', url: `http://127.0.0.1:${port}/`, sip: `ws://127.0.0.1:${port}/sip` })
const at = (port = 5345) => ({ backend: `http://127.0.0.1:${port}`, sip: `ws://127.0.0.1:${port}/sip` })

interface FakeChild extends TrialProcess {
  readonly got: unknown[]
  killed: number
  say(message: unknown): Promise<void>
  exit(code?: number): Promise<void>
}

function fakeChild(): FakeChild {
  let hear = (_message: unknown): void => undefined
  let end = (_code: number): void => undefined
  const child: FakeChild = {
    got: [],
    killed: 0,
    post: (message) => void child.got.push(message),
    onMessage(listener) {
      hear = listener
    },
    onExit(listener) {
      end = listener
    },
    kill() {
      child.killed += 1
    },
    say(message) {
      hear(message)
      return settled()
    },
    exit(code = 0) {
      end(code)
      return settled()
    },
  }
  return child
}

function house() {
  const clock = createFakeClock()
  const children: FakeChild[] = []
  const heard: string[] = []
  const notes: string[] = []
  const trial = createTrial({
    fork(program) {
      expect(program).toBe('trial.mjs')
      const child = fakeChild()
      children.push(child)
      return child
    },
    program: 'trial.mjs',
    data: 'data',
    pages: 'pages',
    clock,
    random: () => 0,
    onBack: ({ backend }) => void heard.push(`back ${backend}`),
    onEnd: () => void heard.push('end'),
    note: (what, detail) => void notes.push(`${what} ${detail}`.trim()),
  })
  const last = () => {
    const child = children.at(-1)
    if (!child) throw new Error('nothing was started')
    return child
  }
  const move = (ms: number) => {
    clock.advance(ms)
    return settled()
  }
  const begin = async () => {
    const started = trial.start()
    await settled()
    return { started }
  }
  const up = async () => {
    const { started } = await begin()
    await last().say(ready())
    expect((await started).ok).toBe(true)
  }
  return { trial, clock, children, heard, notes, last, move, begin, up }
}

describe('the trial', () => {
  it('is started once, with its job, however often it is wanted', async () => {
    const { trial, children, last, begin } = house()
    const { started } = await begin()
    const again = trial.start()
    expect(last().got).toEqual([{ data: 'data', pages: 'pages' }])
    await last().say(ready(4711))
    expect(await Promise.all([started, again, trial.start()])).toEqual(Array(3).fill({ ok: true, value: at(4711) }))
    expect(children).toHaveLength(1)
    expect(trial.running()).toBe(true)
  })

  it('says that it was refused, keeps the reason for the log, and can be tried again when the child is gone', async () => {
    const { trial, children, notes, last, begin, up } = house()
    const { started } = await begin()
    await last().say({ kind: 'refused', sentence: 'Lianxian already runs' })
    expect(await started).toEqual({ ok: false, reason: 'refused' })
    expect(notes).toEqual(['trial-refused Lianxian already runs'])
    await last().exit()
    expect(trial.running()).toBe(false)
    await up()
    expect(children).toHaveLength(2)
  })

  it('is not started over and over when it crashes before it was there', async () => {
    const { children, heard, last, begin, move } = house()
    const { started } = await begin()
    await last().exit(1)
    expect(await started).toEqual({ ok: false, reason: 'crashed' })
    await move(600_000)
    expect([children.length, heard]).toEqual([1, []])
  })

  it('is given a minute, and then ended', async () => {
    const { trial, last, begin, move } = house()
    const { started } = await begin()
    await move(59_999)
    expect(last().got).toHaveLength(1)
    await move(1)
    expect(await started).toEqual({ ok: false, reason: 'timeout' })
    await settled()
    expect(last().got).toContainEqual({ kind: 'close' })
    await move(10_000)
    expect(last().killed).toBe(1)
    await last().exit(1)
    expect(trial.running()).toBe(false)
  })

  it('comes back after a crash, later each time, at whatever address it gets', async () => {
    const { trial, children, heard, last, move, up } = house()
    await up()
    await last().exit(1)
    expect(trial.running()).toBe(true)
    const wanted = trial.start()
    await move(999)
    expect(children).toHaveLength(1)
    await move(1)
    await last().say(ready(4711))
    expect(await wanted).toEqual({ ok: true, value: at(4711) })
    expect(heard).toEqual(['back http://127.0.0.1:4711'])
    await last().exit(1)
    await move(1999)
    expect(children).toHaveLength(2)
    await move(1)
    expect(children).toHaveLength(3)
  })

  it('is given up at the fourth crash in five minutes, also one that never gets up, and can then be tried by hand', async () => {
    const { trial, children, heard, last, move, up } = house()
    await up()
    for (let n = 0; n < 4; n += 1) {
      await last().exit(1)
      await move(10_000)
    }
    expect([children.length, heard, trial.running()]).toEqual([4, ['end'], false])
    await up()
    expect(children).toHaveLength(5)
  })

  it('stops cleanly, and is not brought back', async () => {
    const { trial, children, heard, last, move, up } = house()
    await up()
    const stopped = trial.stop()
    expect(last().got.at(-1)).toEqual({ kind: 'close' })
    await last().exit()
    await stopped
    await trial.stop()
    await move(600_000)
    expect([children.length, heard, last().killed, trial.running()]).toEqual([1, [], 0, false])
  })

  it('is killed when it does not end in ten seconds, and stopping does not wait for ever', async () => {
    const { trial, last, notes, move, up } = house()
    await up()
    let done = false
    const stopped = trial.stop().then(() => {
      done = true
    })
    await move(9_999)
    expect(last().killed).toBe(0)
    await move(1)
    expect([last().killed, notes.at(-1), done]).toEqual([1, 'trial-killed', false])
    await move(2_000)
    await stopped
  })

  it('can be stopped while it starts and while it waits to come back', async () => {
    const { trial, children, heard, last, move, begin, up } = house()
    const { started } = await begin()
    const stopped = trial.stop()
    await last().exit()
    await stopped
    expect(await started).toEqual({ ok: false, reason: 'stopped' })
    await up()
    await last().exit(1)
    const coming = trial.start()
    await trial.stop()
    expect(await coming).toEqual({ ok: false, reason: 'stopped' })
    await move(600_000)
    expect([children.length, heard]).toEqual([2, []])
  })

  it('waits for the old one to be gone before a new one is started: they have one folder', async () => {
    const { trial, children, last, up } = house()
    await up()
    const stopped = trial.stop()
    const again = trial.start()
    await settled()
    expect(children).toHaveLength(1)
    await last().exit()
    await stopped
    await settled()
    expect(children).toHaveLength(2)
    await last().say(ready())
    expect((await again).ok).toBe(true)
  })

  it('leaves no timer behind', async () => {
    const { trial, clock, last, up } = house()
    await up()
    expect(clock.pending()).toBe(0)
    const stopped = trial.stop()
    await last().exit()
    await stopped
    expect(clock.pending()).toBe(0)
  })
})

describe('an answer of the child', () => {
  it.each([
    null,
    'ready',
    {},
    { kind: 'ready' },
    { kind: 'ready', url: 'http://127.0.0.1:1/' },
    { kind: 'ready', url: 'https://evil.example/', sip: 'ws://127.0.0.1:1/sip' },
    { kind: 'ready', url: 'http://127.0.0.1:1/', sip: 'wss://evil.example/sip' },
    { kind: 'ready', url: 'http://127.0.0.1:1/', sip: 'ws://127.0.0.1:1.evil.example/sip' },
    { kind: 'ready', url: 'http://127.0.0.1:1/path', sip: 'ws://127.0.0.1:1/sip' },
    { kind: 'close' },
  ])('that is %j is none', (message) => {
    expect(trialAnswer(message)).toBeNull()
  })

  it('that refuses is kept short', () => {
    expect(trialAnswer({ kind: 'refused', sentence: 'x'.repeat(9000) })).toEqual({
      kind: 'refused',
      sentence: 'x'.repeat(500),
    })
    expect(trialAnswer({ kind: 'refused' })).toEqual({ kind: 'refused', sentence: '' })
  })
})

describe('a crash', () => {
  it('is forgiven after five minutes', () => {
    expect([restartDelay([0], 0), restartDelay([0, 1], 0), restartDelay([0, 1, 2], 0)]).toEqual([1000, 2000, 4000])
    expect(restartDelay([0, 1, 2, 3], 0)).toBeNull()
    expect(restartDelay([0, 1, 2, 300_003], 0)).toBe(1000)
  })
})
